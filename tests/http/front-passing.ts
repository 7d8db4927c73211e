import { brotliCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { RunningFront } from '../rewriter/fronts.ts';
import { type OriginHandler, page } from '../rewriter/origin-server.ts';
import { PAGE, readerOf } from './front-pages.ts';

/** Answers with a status and headers of its own. */
const answering =
  (status: number, headers: Record<string, string | string[]>, body = ''): OriginHandler =>
  (_request, response) =>
    response.writeHead(status, headers).end(body);

/** What a front lets pass as it comes. */
export function passingOf(front: () => RunningFront): void {
  const get = readerOf(front);

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
}
