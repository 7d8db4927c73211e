import { describe, expect, it } from 'vitest';
import type { RunningFront } from '../rewriter/fronts.ts';
import { page } from '../rewriter/origin-server.ts';
import { PAGE, pageWith, readerOf } from './front-pages.ts';

/** How long what a front answers is kept, and by what it is known again. */
export function validatorsOf(front: () => RunningFront): void {
  const get = readerOf(front);

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
}
