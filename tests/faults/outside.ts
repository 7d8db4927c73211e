import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPdsDouble } from '../crossposts/pds-double.ts';

/** A copy of an article that somebody outside holds. */
export interface Copy {
  title?: string;
  version: number;
}

interface Message {
  type: string;
  data: {
    challenge?: string;
    id: string;
    version: number;
    article?: { headlines?: { value: string }[]; pubstatus?: string };
  };
}

interface Answer {
  status?: number;
  type?: string;
  body?: string | Uint8Array;
}

type Handler = (request: IncomingMessage, url: URL, body: Uint8Array) => Promise<Answer> | Answer;

/** How somebody outside answers that does not do what was asked. */
export type Lie = (response: ServerResponse) => void;

/** Everybody the service speaks to, on loopback, who outlives its crashes: subscribers, a partner's endpoint, a PDS. */
export async function openOutside() {
  const servers: Server[] = [];
  /** The feed each subscriber was given last, by the path of its callback. */
  const feeds = new Map<string, string>();
  const seen = new Set<string>();
  const copies = new Map<string, Copy>();
  const faults: string[] = [];
  let lie: Lie | undefined;
  const pds = createPdsDouble();

  async function listen(handle: Handler): Promise<string> {
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      try {
        for await (const chunk of request) chunks.push(chunk as Buffer);
      } catch {
        // Whoever asked was killed in the middle of its words.
        return;
      }
      if (lie) return lie(response);
      const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
      const {
        status = 200,
        type = 'text/plain',
        body = '',
      } = await handle(request, url, Buffer.concat(chunks));
      response.writeHead(status, { 'Content-Type': type }).end(body);
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  const readers = await listen(({ method }, { pathname, searchParams }, body) => {
    if (method === 'POST') feeds.set(pathname, new TextDecoder().decode(body));
    return { body: searchParams.get('hub.challenge') ?? '' };
  });

  const endpoint = await listen((request, _url, body) => {
    const { type, data } = JSON.parse(new TextDecoder().decode(body)) as Message;
    if (type === 'endpoint.verification') return { body: data.challenge ?? '' };
    const id = String(request.headers['webhook-id']);
    // As docs/partners.md asks of a receiver: what it has seen is not done again.
    if (seen.has(id)) return {};
    seen.add(id);
    const before = copies.get(data.id)?.version ?? 0;
    if (data.version < before)
      faults.push(`the endpoint was told of version ${data.version} of ${data.id} after ${before}`);
    copies.set(data.id, copyOf(data));
    return {};
  });

  const repository = await listen(async (request, url, body) => {
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    const outcome =
      request.method === 'GET'
        ? await pds.fetch.get(url.href, { headers })
        : await pds.fetch.post(url.href, { headers, body });
    if (outcome.outcome !== 'answered') return { status: 500 };
    return { status: outcome.status, type: outcome.contentType, body: outcome.body };
  });

  return {
    readers,
    endpoint,
    repository,
    feeds,
    copies,
    pds,
    faults,
    /** From now on all of them answer so; as they should, without. */
    answerWith(next?: Lie) {
      lie = next;
    },
    close() {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

export type Outside = Awaited<ReturnType<typeof openOutside>>;

/** What a partner keeps of what it is told. */
export function copyOf({ version, article }: Message['data']): Copy {
  const isHere = article && article.pubstatus !== 'canceled';
  const title = article?.headlines?.[0]?.value;
  return { version, ...(isHere && title !== undefined && { title }) };
}
