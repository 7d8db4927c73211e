import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, it, test } from 'vitest';
import { openLocalServer } from '../local-server.ts';
import { pageOf } from '../sources/page-site.ts';
import { describeRuntimes, type Service } from './services.ts';

interface Stored {
  id: string;
  version: number;
  url: string;
  title: string;
  body: { type: string; card?: string }[];
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const POST =
  '<blockquote class="twitter-tweet"><p>Back.</p>&mdash; Fjord Ferries (@fjordferries) <a href="https://twitter.com/fjordferries/status/1702027486012838297">September 13, 2023</a></blockquote><script async src="https://platform.twitter.com/widgets.js"></script>';
const HTML = { 'Content-Type': 'text/html; charset=utf-8' };

/** The publisher's site: its pages by path. */
const pages: Record<string, Handler> = {
  '/robots.txt': (_, response) => response.end('User-agent: Tearsheet\nDisallow: /private/\n'),
  '/boat': (request, response) => {
    const headers = { ...HTML, ETag: '"v1"' };
    const isCurrent = request.headers['if-none-match'] === '"v1"';
    response.writeHead(isCurrent ? 304 : 200, headers);
    response.end(isCurrent ? undefined : pageOf('The boat is back', { body: POST }));
  },
  '/private/boat': (_, response) => response.writeHead(200, HTML).end(pageOf('Private')),
  '/latin': (_, response) =>
    response
      .writeHead(200, { 'Content-Type': 'text/html; charset=iso-8859-1' })
      .end(Buffer.from(pageOf('Le café rouvre'), 'latin1')),
  '/metadata': (_, response) =>
    response.writeHead(302, { Location: 'http://169.254.169.254/latest/meta-data/' }).end(),
  '/bomb': (_, response) =>
    response
      .writeHead(200, { ...HTML, 'Content-Encoding': 'gzip' })
      .end(gzipSync(Buffer.alloc(20_000_000, 'a'))),
  '/front': (_, response) =>
    response
      .writeHead(200, HTML)
      .end(
        `<ul>${'<li><a href="/boat">The boat is back, and nobody knows why it went</a></li>'.repeat(40)}</ul>`,
      ),
  '/api': (_, response) =>
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(pageOf('Not JSON')),
};

const asked: IncomingMessage[] = [];
const { origin, close } = await openLocalServer((request, response) => {
  asked.push(request);
  const handler = pages[request.url ?? ''];
  if (handler) handler(request, response);
  else response.writeHead(404).end();
});
afterAll(close);

function suite(service: Service): void {
  const send = (fields: object) => service.publish('/articles', 'application/json', JSON.stringify(fields));
  const problem = async (answer: Response) => {
    const { type, detail } = (await answer.json()) as { type: string; detail: string };
    return { status: answer.status, code: type.split('/').at(-1), detail };
  };

  it('an article is published by the address of its page, its post in its place', async () => {
    const answer = await send({ url: `${origin}/boat` });
    expect(answer.status).toBe(201);
    const stored = (await answer.json()) as Stored;
    expect(stored).toMatchObject({ url: `${origin}/boat`, title: 'The boat is back', version: 1 });
    expect(stored.body.map(({ type }) => type)).toEqual(['html', 'html', 'embed', 'html']);
    expect(answer.headers.get('Location')).toContain(stored.id);
    const card = await service.fetch('/cards/x/1702027486012838297.json');
    expect(card.status).toBe(200);
    expect(asked.at(-1)?.headers['user-agent']).toBe('Tearsheet');
  });

  it('a page that the server calls unchanged answers with the article as it is', async () => {
    const answer = await send({ url: `${origin}/boat` });
    expect(answer.status).toBe(200);
    expect(asked.at(-1)?.headers['if-none-match']).toBe('"v1"');
    expect(await answer.json()).toMatchObject({ title: 'The boat is back', version: 1 });
  });

  it('fields that are sent with the address win', async () => {
    const answer = await send({ url: `${origin}/boat`, title: 'Back at last' });
    expect(await answer.json()).toMatchObject({ title: 'Back at last', version: 2 });
  });

  it('a page in another charset may be put to an id', async () => {
    const answer = await service.publish(
      '/articles/cafe',
      'application/json',
      JSON.stringify({ url: `${origin}/latin` }),
    );
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({
      id: 'cafe',
      title: 'Le café rouvre',
      url: `${origin}/latin`,
    });
  });

  test.each([
    ['/private/boat', 422, 'page-forbidden-by-robots'],
    ['/nowhere', 422, 'page-gone'],
    ['/metadata', 502, 'page-unreachable'],
    ['/bomb', 422, 'page-too-large'],
    ['/front', 422, 'no-article-found'],
    ['/api', 422, 'page-not-html'],
  ])('%s is refused with %i, %s', async (path, status, code) => {
    expect(await problem(await send({ url: `${origin}${path}` }))).toMatchObject({ status, code });
  });

  it('nothing is fetched without the token', async () => {
    const before = asked.length;
    const answer = await service.fetch('/articles', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ url: `${origin}/latin` }),
    });
    expect(answer.status).toBe(401);
    expect(asked).toHaveLength(before);
  });

  it('neither a body nor an address is no article', async () => {
    expect(await problem(await send({ title: 'T' }))).toMatchObject({
      status: 422,
      code: 'invalid-article',
      detail: expect.stringContaining('or a url alone'),
    });
  });
}

describeRuntimes('articles from their pages', suite, { HUB_CALLBACKS: 'loopback' });
