import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { PUBLIC_URL, type RunningFront } from '../rewriter/fronts.ts';
import { page } from '../rewriter/origin-server.ts';
import { ID, PAGE, pageWith, post, readerOf } from './front-pages.ts';

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

/** What becomes of a page on its way through a front. */
export function rewritingOf(front: () => RunningFront): void {
  const get = readerOf(front);

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
}
