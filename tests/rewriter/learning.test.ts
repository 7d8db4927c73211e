import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NodeFront, startNodeFront } from './fronts.ts';
import { page } from './origin-server.ts';

const article = (canonical: string, type = 'article') =>
  `<html><head><link rel="canonical" href="${canonical}"><meta property="og:type" content="${type}"></head><body>A</body></html>`;
const linked = (data: string) =>
  `<html><head><link rel="canonical" href="https://news.example/data"><script type="application/ld+json">${data}</script></head></html>`;

describe('a page that looks like an article', () => {
  let front: NodeFront;
  beforeAll(async () => {
    front = await startNodeFront();
  });
  afterAll(() => front.stop());

  const named = async (body: string, host?: string) => {
    front.origin.handle = page(body);
    const answer = await front.ask('/here', host ? { host } : {});
    expect(answer.body.toString()).toBe(body);
    const messages: unknown[] = [];
    await front.queue.drain(async (message) => void messages.push(message));
    return messages;
  };

  it('is named by its own address, once an hour', async () => {
    const address = 'https://news.example/2026/a?id=1&amp;x=2';
    expect(await named(article(address))).toEqual([{ page: 'https://news.example/2026/a?id=1&x=2' }]);
    expect(await named(article(address))).toEqual([]);
    front.clock.advance(3601);
    expect(await named(article(address))).toHaveLength(1);
  });

  it.each([
    ['on its own', '{"@type":"NewsArticle"}', 1],
    ['in a graph', '{"@graph":[{"@type":"WebSite"},{"@type":["Article","BlogPosting"]}]}', 1],
    ['beside another, as in a list', '[{"@type":"NewsArticle"},{"@type":"NewsArticle"}]', 0],
    ['as something else', '{"@type":"WebPage"}', 0],
    ['in broken data', '{"@type":"NewsArticle"', 0],
  ])('or that linked data says is one, %s', async (_fact, data, count) => {
    front.clock.advance(3601);
    expect(await named(linked(data))).toHaveLength(count);
  });

  it.each([
    ['another site', 'https://other.example/a', undefined],
    ['a host that readers do not use', 'https://evil.example/a', 'evil.example'],
    ['no address', 'about:blank', undefined],
    ['somebody’s own account', 'https://me:secret@news.example/a', undefined],
    ['another protocol', 'ftp://news.example/a', undefined],
  ])('is not named where it is of %s', async (_fact, canonical, host) => {
    expect(await named(article(canonical), host)).toEqual([]);
  });

  it('is not named where it says that it is something else', async () => {
    expect(await named(article('https://news.example/list', 'website'))).toEqual([]);
  });
});

describe('an origin that hangs', () => {
  let front: NodeFront;
  beforeAll(async () => {
    front = await startNodeFront();
  });
  afterAll(() => front.stop());

  it('before its answer is a problem', async () => {
    front.origin.handle = () => undefined;
    expect((await front.ask('/')).status).toBe(502);
  });

  it('is none that still is being sent a request, however long that takes', async () => {
    front.origin.handle = (request, response) => {
      request.resume().on('end', () => response.end('stored'));
    };
    // Half as long again as an answer may take, in pieces that each come soon enough.
    const slowly = Readable.from(
      (async function* () {
        for (let piece = 0; piece < 6; piece++) {
          yield 'x';
          await setTimeout(100);
        }
      })(),
    );
    const answer = await front.ask('/upload', { method: 'POST', body: slowly });
    expect([answer.status, answer.body.toString()]).toEqual([200, 'stored']);
  });

  it('before its answer, after it began another protocol, is a problem too', async () => {
    front.origin.handle = ({ socket }) => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n');
    };
    expect((await front.ask('/')).status).toBe(502);
  });

  it('in the middle of a page breaks off for the reader too', async () => {
    front.origin.handle = (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html' });
      response.write('<p>One');
    };
    await expect(front.ask('/')).rejects.toThrow();
  });
});
