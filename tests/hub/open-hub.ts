import type { IncomingMessage, ServerResponse } from 'node:http';
import { NODE_PACE } from '../../src/hub/hub.ts';
import { type LocalServer, openLocalServer } from '../local-server.ts';
import { DAY, openStillService, START, type StillOptions } from '../still-service.ts';

export const TOKEN = 'ts_hub-test';
export const PUBLIC_URL = 'https://news.example';
export const ALL = `${PUBLIC_URL}/feeds/all.rss`;

/** The service with its hub, where time stands still. */
export async function openHub(options: StillOptions = {}) {
  const service = await openStillService({ publicUrl: PUBLIC_URL, token: TOKEN, pace: NODE_PACE }, options);
  const { app, settle } = service;
  let published = 0;
  const post = (fields: Record<string, string> | [string, string][] | string, headers = {}) =>
    app.request('/hub', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
      body: typeof fields === 'string' ? fields : new URLSearchParams(fields).toString(),
    });
  return {
    ...service,
    post,
    /** Subscribes and lets the verification happen. */
    async subscribe(callback: string, more: Record<string, string> = {}) {
      const fields = { 'hub.mode': 'subscribe', 'hub.topic': ALL, 'hub.callback': callback, ...more };
      const answer = await post(fields);
      await settle();
      return answer;
    },
    /** Each with a later date than the one before, although time stands still. */
    async publish(id: string, title: string, more: Record<string, unknown> = {}) {
      const publishedAt = new Date(START.getTime() + (published++ - DAY) * 1000).toISOString();
      const answer = await app.request(`/articles/${id}`, {
        method: 'PUT',
        headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({
          title,
          html: `<p>${title}, at length.</p>`,
          language: 'en',
          publishedAt,
          ...more,
        }),
      });
      if (!answer.ok) throw new Error(await answer.text());
      await settle();
    },
    async withdraw(id: string) {
      await app.request(`/articles/${id}`, {
        method: 'DELETE',
        headers: { Authorization: `Bearer ${TOKEN}` },
      });
      await settle();
    },
    async feed(path = '/feeds/all.rss') {
      return new Uint8Array(await (await app.request(path)).arrayBuffer());
    },
  };
}

export type OpenHub = Awaited<ReturnType<typeof openHub>>;

export interface Received {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

const servers = new Set<LocalServer>();

/** Closes every subscriber; to be called after each suite. */
export function closeSubscribers(): void {
  for (const server of servers) void server.close();
  servers.clear();
}

type Answer = (request: Received, response: ServerResponse) => void;

const consent: Answer = ({ query }, response) => void response.end(query.get('hub.challenge') ?? '');

/** A subscriber on this machine, which keeps all that it is sent; it consents to everything unless told otherwise. */
export async function openSubscriber(answer: Answer = consent) {
  const received: Received[] = [];
  const subscriber = {
    url: '',
    port: 0,
    received,
    answer,
    get verifications() {
      return received.filter(({ method }) => method === 'GET').map(({ query }) => Object.fromEntries(query));
    },
    get deliveries() {
      return received.filter(({ method }) => method === 'POST');
    },
    /** The title of the newest article of each delivery. */
    get titles() {
      return this.deliveries.map(
        ({ body }) =>
          /<item>.*?<title>(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?<\/title>/s.exec(body.toString('utf8'))?.[1] ?? '',
      );
    },
    close() {
      servers.delete(server);
      return server.close();
    },
  };
  const server = await openLocalServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://subscriber.example');
      const { method = '', headers } = request;
      const one = { method, path: pathname, query: searchParams, headers, body: Buffer.concat(chunks) };
      received.push(one);
      subscriber.answer(one, response);
    });
  });
  servers.add(server);
  subscriber.port = server.port;
  subscriber.url = `http://reader.example:${subscriber.port}/callback`;
  return subscriber;
}

/** Answers verifications with consent, and deliveries with a status. */
export function answering(status: number, headers: Record<string, string> = {}): Answer {
  return (request, response) =>
    request.method === 'GET' ? consent(request, response) : void response.writeHead(status, headers).end();
}
