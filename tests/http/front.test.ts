import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { describeFronts } from '../rewriter/both-fronts.ts';
import { PUBLIC_URL } from '../rewriter/fronts.ts';
import { type OriginHandler, page } from '../rewriter/origin-server.ts';

const OWN = { host: new URL(PUBLIC_URL).host };
const post = (id: string, words = 'The ferry is late', handle = 'harbourdesk') =>
  `<blockquote class="twitter-tweet"><p lang="en" dir="ltr">${words}</p>&mdash; Harbour Desk (@${handle}) <a href="https://twitter.com/${handle}/status/${id}">September 13, 2023</a></blockquote>`;
const ID = '1702027486012838297';
const pageWith = (inside: string, head = '') =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8">${head}<title>A</title></head><body><p>One</p>${inside}<p>Two</p></body></html>`;
const PAGE = pageWith(post(ID));
const LONG = 'x'.repeat(2_200_000);
/** Two bytes a character, low byte first. */
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');

/** Pages that are answered as they came, to the last byte, though they hold a post. */
const UNTOUCHED: Record<
  string,
  { body?: string | Uint8Array; headers?: Record<string, string>; path?: string }
> = {
  'HTML that is called JSON': { headers: { 'Content-Type': 'application/json' } },
  XHTML: { headers: { 'Content-Type': 'application/xhtml+xml' } },
  'a page without a type': { headers: { 'Content-Type': '' } },
  'JSON that is called HTML': { body: JSON.stringify({ html: PAGE.replaceAll('<', '&lt;') }) },
  'one that must not be transformed': { headers: { 'Cache-Control': 'public, no-transform' } },
  'one whose origin says no': { headers: { 'Tearsheet-Rewrite': 'off' } },
  'one under a path that is left alone': { path: '/account/orders' },
  'one to be downloaded': { headers: { 'Content-Disposition': 'attachment; filename="a.html"' } },
  'one of more than two megabytes': { body: PAGE + LONG },
  'one in UTF-16, by its first bytes': { body: utf16(PAGE) },
  'one in UTF-16, by its header': { headers: { 'Content-Type': 'text/html; charset=utf-16le' } },
  'one in ISO-2022-JP': {
    body: PAGE.replace('utf-8', 'iso-2022-jp'),
    headers: { 'Content-Type': 'text/html' },
  },
  'one in an unknown charset': { headers: { 'Content-Type': 'text/html; charset=ebcdic' } },
  'one of AMP': { body: PAGE.replace('<html', '<html amp') },
  'one of AMP, by its sign': { body: PAGE.replace('<html', '<html ⚡') },
  'a style in a select': { body: pageWith(`${post(ID)}<select><style></style></select>`) },
  'a script in a frameset': { body: PAGE.replace(/<body>.*/, '<frameset><script></script></frameset>') },
  'one with a control character': { body: PAGE.replace('One', 'One\u0001') },
  'nothing at all': { body: '' },
  'bytes of no encoding': { body: Uint8Array.from([0x3c, 0xff, 0xfe, 0x00, 0x3e, 0xc3]) },
};

/** Answers with a status and headers of its own. */
const answering =
  (status: number, headers: Record<string, string | string[]>, body = ''): OriginHandler =>
  (_request, response) =>
    response.writeHead(status, headers).end(body);

describeFronts('in front of a site', (front) => {
  const get = (path = '/one', headers: Record<string, string> = {}) => front().ask(path, { headers });

  describe('a page', () => {
    it('has a card for its post, and every other byte is what it was', async () => {
      front().origin.handle = page(PAGE);
      const text = (await get()).body.toString();
      const card = /<figure class="quote-card[\s\S]*<\/figure>/.exec(text)?.[0] ?? '';
      const style = `<link rel="stylesheet" href="${PUBLIC_URL}/styles/card.css">`;
      expect(card).toContain('The ferry is late');
      expect(text).toBe(PAGE.replace(post(ID), card).replace('<title>', `${style}<title>`));
    });

    it.each(Object.entries(UNTOUCHED))(
      'passes as it came: %s',
      async (_fact, { body = PAGE, headers = {}, path }) => {
        const bytes = Buffer.from(body as Uint8Array);
        front().origin.handle = page(bytes, {
          ETag: '"one"',
          'Last-Modified': 'Mon, 04 May 2026 08:00:00 GMT',
          ...headers,
        });
        const answer = await get(path);
        expect(answer.status).toBe(200);
        expect(answer.body.equals(bytes)).toBe(true);
        expect(answer.headers).toMatchObject({
          etag: '"one"',
          'last-modified': 'Mon, 04 May 2026 08:00:00 GMT',
        });
      },
    );

    it('of more than two megabytes and unknown length passes as it comes', async () => {
      front().origin.handle = (_request, response) => {
        response.writeHead(200, { 'Content-Type': 'text/html' });
        response.write(PAGE);
        response.end(LONG);
      };
      expect((await get()).body.toString()).toBe(PAGE + LONG);
    });

    it('in a content coding is rewritten', async () => {
      front().origin.handle = page(gzipSync(PAGE), { 'Content-Encoding': 'gzip', ETag: '"one"' });
      const { headers, body } = await get();
      expect(headers['content-encoding']).toBeUndefined();
      expect(body.toString()).toContain('quote-card');
    });

    it('that becomes too large when its coding is undone passes whole', async () => {
      const bomb = gzipSync(Buffer.alloc(30_000_000, '<p>'));
      front().origin.handle = page(bomb, { 'Content-Encoding': 'gzip', ETag: '"one"' });
      const { headers, body } = await get();
      expect(body.byteLength).toBe(30_000_000);
      expect(headers.etag).toBe('W/"one"');
    });

    it('whose coding is broken breaks off for the reader too', async () => {
      front().origin.handle = page(gzipSync(PAGE).subarray(0, -12), { 'Content-Encoding': 'gzip' });
      await expect(get()).rejects.toThrow();
    });

    it('that breaks off breaks off for the reader too', async () => {
      front().origin.handle = (_request, response) => {
        response.writeHead(200, { 'Content-Type': 'text/html', 'Content-Length': PAGE.length + 100 });
        response.write(PAGE, () => response.destroy());
      };
      await expect(get()).rejects.toThrow();
    });

    it('that was asked for from its first byte on, and came whole, is rewritten', async () => {
      front().origin.handle = (_request, response) => {
        const size = Buffer.byteLength(PAGE);
        response
          .writeHead(206, { 'Content-Type': 'text/html', 'Content-Range': `bytes 0-${size - 1}/${size}` })
          .end(PAGE);
      };
      const { status, headers, body } = await get('/one', { Range: 'bytes=0-1048575' });
      expect(status).toBe(200);
      expect(headers['content-range']).toBeUndefined();
      expect(body.toString()).toContain('quote-card');
    });

    it('answers HEAD with the headers of GET, as far as they are known', async () => {
      front().origin.handle = page(PAGE, { ETag: '"one"', 'Cache-Control': 'max-age=9000', 'X-Own': 'kept' });
      const { status, headers, body } = await front().ask('/one', { method: 'HEAD' });
      expect([status, body.byteLength]).toEqual([200, 0]);
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'max-age=300',
        'x-own': 'kept',
      });
      expect(headers.etag).toBeUndefined();
    });
  });

  describe('what is no page', () => {
    it.each([
      ['a missing page', 404, { 'Content-Type': 'text/html' }],
      ['a failure', 500, { 'Content-Type': 'text/html' }],
      ['a redirect', 301, { Location: 'https://elsewhere.example/?a=1' }],
      ['an answer without a body', 204, {}],
      ['a part of something', 206, { 'Content-Type': 'video/mp4', 'Content-Range': 'bytes 0-1/9' }],
      ['two cookies', 200, { 'Content-Type': 'text/plain', 'Set-Cookie': ['a=1; Path=/', 'b=2; HttpOnly'] }],
    ])('passes as it came: %s', async (_fact, status, headers) => {
      const body = status === 204 ? '' : PAGE;
      front().origin.handle = answering(status, headers, body);
      const answer = await get();
      expect(answer.status).toBe(status);
      expect(answer.body.toString()).toBe(body);
      for (const [name, value] of Object.entries(headers))
        expect(answer.headers[name.toLowerCase()]).toEqual(value);
    });

    it('keeps its coding', async () => {
      const coded = brotliCompressSync('a { }');
      front().origin.handle = page(coded, {
        'Content-Type': 'text/css',
        'Content-Encoding': 'br',
        ETag: '"one"',
      });
      const { headers, body } = await get('/a.css', { 'Accept-Encoding': 'br' });
      expect(headers).toMatchObject({ 'content-encoding': 'br', etag: '"one"' });
      expect(body.equals(coded)).toBe(true);
    });

    it.each([
      ['GET', { 'Content-Length': '36' }],
      ['DELETE', { 'Transfer-Encoding': 'chunked' }],
      ['OPTIONS', { 'Transfer-Encoding': 'chunked' }],
      ['DELETE', { 'Content-Length': '36', Connection: 'content-length' }],
    ])('is no second request in the body of a %s with %j', async (method, headers) => {
      const seen: unknown[] = [];
      front().origin.handle = (request, response) => {
        seen.push(`${request.method} ${request.url}`);
        // At once, as servers do that have no use for a body, so that the connection is kept.
        response.writeHead(200, { 'Content-Type': 'text/plain' }).end('here');
      };
      const body = 'GET /second HTTP/1.1\r\nHost: here\r\n\r\n';
      expect((await front().ask('/first', { method, headers, body })).status).toBe(200);
      expect((await get('/third')).status).toBe(200);
      expect(seen).toEqual([`${method} /first`, 'GET /third']);
    });

    it.each(['DELETE', 'OPTIONS'])(
      'is asked for by %s without a body where there was none',
      async (method) => {
        let framing: unknown[] = [];
        front().origin.handle = ({ headers }, response) => {
          framing = [headers['transfer-encoding'], headers['content-length'] ?? '0'];
          response.end();
        };
        await front().ask('/first', { method });
        expect(framing).toEqual([undefined, '0']);
      },
    );

    it('leads on to an address that is not in ASCII, as it was sent', async () => {
      const asBytes = Buffer.from('/brücke/橋').toString('latin1');
      front().origin.handle = answering(301, { Location: asBytes });
      const { location = '' } = (await get()).headers;
      const read = Buffer.from(location, 'latin1').toString();
      expect(decodeURI(read)).toBe('/brücke/橋');
    });

    it('is written as well as read', async () => {
      let seen = '';
      front().origin.handle = (request, response) => {
        request.on('data', (chunk) => {
          seen += `${request.method} ${request.url} ${chunk}`;
        });
        request.on('end', () => response.writeHead(201, { Location: '/orders/1' }).end('made'));
      };
      const answer = await front().ask('/orders?x=%2F', {
        method: 'POST',
        body: 'a=1',
        headers: { 'Content-Type': 'text/plain' },
      });
      expect([answer.status, answer.headers.location, answer.body.toString()]).toEqual([
        201,
        '/orders/1',
        'made',
      ]);
      expect(seen).toBe('POST /orders?x=%2F a=1');
    });
  });

  describe('the origin is asked', () => {
    const asked = async (headers: Record<string, string>, path = '/one') => {
      let seen: Record<string, unknown> = {};
      front().origin.handle = (request, response) => {
        seen = request.headers;
        page(PAGE)(request, response);
      };
      await get(path, headers);
      return seen;
    };

    it('for whole pages in a coding that can be undone, without what is between neighbours', async () => {
      const seen = await asked({
        'Accept-Encoding': 'zstd, br, gzip;q=0.5',
        'If-None-Match': '"one"',
        'If-Modified-Since': 'Mon, 04 May 2026 08:00:00 GMT',
        Cookie: 'a=1',
        Connection: 'keep-alive, X-Private',
        'X-Private': '1',
        'Proxy-Authorization': 'Basic eA==',
      });
      expect(seen).toMatchObject({
        'accept-encoding': 'gzip',
        cookie: 'a=1',
        'x-forwarded-host': 'news.example',
        'x-forwarded-proto': expect.stringMatching(/^https?$/),
        'tearsheet-front': '1',
      });
      for (const name of ['if-none-match', 'if-modified-since', 'x-private', 'proxy-authorization']) {
        expect(seen).not.toHaveProperty(name);
      }
    });

    it('for files as the reader asks for them', async () => {
      const seen = await asked({ 'Accept-Encoding': 'br', 'If-None-Match': '"one"' }, '/a.css');
      expect(seen).toMatchObject({ 'accept-encoding': 'br', 'if-none-match': '"one"' });
    });

    it.each(['//elsewhere.example/x', '/..//x', '/@elsewhere.example/', '/x?y=//z', '/%2e%2e/x'])(
      'and nobody else is, whatever the path: %s',
      async (path) => {
        let seen = '';
        front().origin.handle = (request, response) => {
          seen = request.url ?? '';
          response.end('here');
        };
        expect((await get(path)).body.toString()).toBe('here');
        expect(seen.startsWith('/')).toBe(true);
      },
    );
  });

  describe('validators', () => {
    it('are ours on a changed page, and answer for it', async () => {
      front().origin.handle = page(PAGE, { ETag: '"one"', 'Last-Modified': 'Mon, 04 May 2026 08:00:00 GMT' });
      const { headers } = await get();
      expect(headers.etag).toMatch(/^W\/"[0-9a-f]{20}"$/);
      expect(headers['last-modified']).toBeUndefined();
      const again = await get('/one', { 'If-None-Match': `"x", ${headers.etag}` });
      expect([again.status, again.body.byteLength, again.headers.etag]).toEqual([304, 0, headers.etag]);
      front().origin.handle = page(PAGE, { ETag: '"two"' });
      expect((await get('/one', { 'If-None-Match': String(headers.etag) })).status).toBe(200);
    });

    it('are made of the date where there is no tag, and are not made of nothing', async () => {
      front().origin.handle = page(PAGE, { 'Last-Modified': 'Mon, 04 May 2026 08:00:00 GMT' });
      expect((await get()).headers.etag).toMatch(/^W\//);
      front().origin.handle = page(PAGE);
      expect((await get()).headers.etag).toBeUndefined();
    });

    it('of a page that is not changed are the origin’s, and answer for it', async () => {
      const modified = 'Mon, 04 May 2026 08:00:00 GMT';
      front().origin.handle = page(pageWith(''), { ETag: '"one"', 'Last-Modified': modified });
      expect((await get('/one', { 'If-None-Match': 'W/"one"' })).status).toBe(304);
      expect((await get('/one', { 'If-Modified-Since': modified })).status).toBe(304);
      front().origin.handle = page('<rss/>', { 'Content-Type': 'application/rss+xml', ETag: '"one"' });
      expect((await get('/feed', { 'If-None-Match': '"one"' })).status).toBe(304);
    });

    it.each([
      ['with a cookie', { 'Set-Cookie': 'session=1' }, {}],
      ['that is private', { 'Cache-Control': 'private, max-age=60' }, {}],
      ['that is not to be stored', { 'Cache-Control': 'no-store' }, {}],
      ['asked for with a password', {}, { Authorization: 'Basic eA==' }],
    ])('are left out of a page %s, which is rewritten all the same', async (_fact, sent, asked) => {
      front().origin.handle = page(PAGE, { ETag: '"one"', ...sent });
      const { headers, body } = await get('/one', asked as Record<string, string>);
      expect(headers.etag).toBeUndefined();
      expect(body.toString()).toContain('quote-card');
    });

    it.each([
      ['public, max-age=86400, s-maxage=600, immutable', 'public, max-age=300, s-maxage=300'],
      ['max-age=60, stale-while-revalidate=86400', 'max-age=60'],
      ['public, s-maxage=86400', 'public, s-maxage=300'],
      ['max-age=99999999999999999999', 'max-age=300'],
      ['no-cache', 'no-cache'],
      ['private, no-store', 'private, no-store'],
    ])('cards are not kept for longer than a take-down may take: %s', async (given, kept) => {
      front().origin.handle = page(PAGE, {
        'Cache-Control': given,
        Expires: 'Mon, 04 May 2037 08:00:00 GMT',
      });
      expect((await get()).headers).toMatchObject({ 'cache-control': kept });
      expect((await get()).headers.expires).toBeUndefined();
    });

    it('for caches between us and the reader are kept as short', async () => {
      front().origin.handle = page(PAGE, {
        'CDN-Cache-Control': 'max-age=86400',
        'Surrogate-Control': 'max-age=9+9',
      });
      expect((await get()).headers).toMatchObject({
        'cdn-cache-control': 'max-age=300',
        'surrogate-control': 'max-age=9',
      });
    });
  });

  describe('the host', () => {
    const TEXT = pageWith('');

    it('of the service has the service, and nothing of the site', async () => {
      front().origin.handle = page(TEXT);
      for (const host of [OWN.host, OWN.host.toUpperCase(), `${OWN.host}:443`]) {
        expect((await front().ask('/openapi.json', { host })).headers['content-type']).toBe(
          'application/json',
        );
      }
      expect((await front().ask('/nothing', OWN)).status).toBe(404);
      expect((await front().ask('/styles/none.css', OWN)).status).toBe(404);
    });

    it.each(['evil.example', `${OWN.host}.evil.example`, 'localhost:1', '[::1]'])(
      'of anybody else has the site, and is in no answer of ours: %s',
      async (host) => {
        front().origin.handle = page(
          pageWith(post(ID), '<link rel="canonical" href="https://news.example/one">'),
        );
        const answer = await front().ask('/articles/one', { host });
        expect(answer.body.toString()).toContain('quote-card');
        const ours = answer.body.toString().replaceAll('https://news.example/one', '');
        expect(ours).not.toContain(host);
      },
    );
  });

  describe('an origin', () => {
    it('that cannot be reached is a problem with a plain sentence', async () => {
      front().origin.handle = (request) => request.socket.destroy();
      const { status, headers, body } = await get();
      expect(status).toBe(502);
      expect(headers['content-type']).toBe('application/problem+json');
      expect(headers['cache-control']).toBe('no-store');
      expect(JSON.parse(body.toString())).toMatchObject({
        type: `${PUBLIC_URL}/problems/origin-unreachable`,
        detail: 'The server behind this address does not answer. Try again in a moment.',
      });
    });

    it('that is this service is found out', async () => {
      const { status, body } = await get('/one', { 'Tearsheet-Front': '1' });
      expect(status).toBe(502);
      expect(body.toString()).toContain('leads back');
    });

    it('that does not speak HTTP is one that does not answer', async () => {
      front().origin.handle = (request) => request.socket.end('hello\r\n\r\n');
      expect((await get()).status).toBe(502);
    });
  });

  describe('a post', () => {
    const FRAME = (id: string) =>
      `<iframe src="https://platform.twitter.com/embed/Tweet.html?id=${id}"></iframe>`;

    it('of which the page has a link alone is a card where its words are stored', async () => {
      const id = '1702027486012838001';
      front().origin.handle = page(pageWith(FRAME(id)));
      expect((await get()).body.toString()).toBe(pageWith(FRAME(id)));
      await front().publish('stored', { title: 'Stored', html: `<p>Words.</p>${post(id, 'Kept words')}` });
      expect((await get()).body.toString()).toContain('Kept words');
    });

    it('that was taken down shows no words, stored or not', async () => {
      const id = '1702027486012838002';
      front().origin.handle = page(pageWith(post(id, 'Gone words', 'wronged')));
      expect((await get()).body.toString()).toContain('Gone words');
      const { headers } = await get();
      expect((await front().takeDown('/cards/x/@wronged')).status).toBe(200);
      const answer = await get('/one', headers.etag ? { 'If-None-Match': String(headers.etag) } : {});
      expect(answer.status).toBe(200);
      expect(answer.body.toString()).toContain('quote-card');
      expect(answer.body.toString()).not.toContain('Gone words');
    });
  });

  it('with its storage down, the page still passes', async () => {
    front().origin.handle = page(PAGE, { ETag: '"one"' });
    await front().database.prepare('ALTER TABLE takedowns RENAME TO elsewhere').run();
    const { status, headers, body } = await get();
    await front().database.prepare('ALTER TABLE elsewhere RENAME TO takedowns').run();
    expect([status, headers.etag, body.toString()]).toEqual([200, '"one"', PAGE]);
  });
});

describeFronts(
  'on the host of the site itself',
  (front) => {
    it('the service’s routes come first, and the rest is the site’s, its front page too', async () => {
      front().origin.handle = page(PAGE);
      const ask = (path: string) => front().ask(path, OWN);
      expect((await ask('/openapi.json')).headers['content-type']).toBe('application/json');
      expect((await ask('/articles/none')).status).toBe(404);
      for (const path of ['/', '/robots.txt', '/2026/harbour']) {
        const { headers, body } = await ask(path);
        expect(body.toString()).toContain('The ferry is late');
        expect(headers['content-security-policy']).toBeUndefined();
        expect(headers['x-request-id']).toBeUndefined();
      }
    });
  },
  { FRONT_HOSTS: new URL(PUBLIC_URL).host },
);
