import { describe, expect, it } from 'vitest';
import type { Fetch, FetchOutcome } from '../../src/domain/ports.ts';

export interface SiteAnswer {
  status?: number;
  headers?: Record<string, string>;
  text?: string;
}

/** A server of the tests: its pages by path. */
export const SITE: Record<string, SiteAnswer> = {
  '/page': { headers: { 'content-type': 'application/json' }, text: '{"naïve":"🚂"}' },
  '/missing': { status: 404, headers: { 'content-type': 'text/html' }, text: '<h1>nothing</h1>' },
  '/wait': { status: 429, headers: { 'content-type': 'text/plain', 'retry-after': '120' }, text: 'slowly' },
  '/feed': {
    headers: {
      'content-type': 'text/plain',
      etag: 'W/"a,b"',
      'last-modified': 'Mon, 04 May 2026 09:00:00 GMT',
      link: '</feed?page=2>; rel="next"',
    },
    text: 'news',
  },
  '/moved': { status: 301, headers: { location: '/page' } },
};

export interface OpenSite {
  fetch: Fetch;
  /** Scheme, host and port. */
  origin: string;
}

export function bytes(words: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(words);
}

/** The words of an answer, or why there is none. */
export function text(outcome: FetchOutcome): string {
  return outcome.outcome === 'answered' ? new TextDecoder().decode(outcome.body) : outcome.reason;
}

/** What every `Fetch` does, the one without a network too. */
export function fetchContract(name: string, open: () => Promise<OpenSite>): void {
  describe(`fetch: ${name}`, () => {
    it('gives the status, the type and the bytes of an answer', async () => {
      const { fetch, origin } = await open();
      const answer = await fetch.get(`${origin}/page`);
      expect(answer).toMatchObject({
        outcome: 'answered',
        url: `${origin}/page`,
        status: 200,
        contentType: 'application/json',
      });
      expect(text(answer)).toBe('{"naïve":"🚂"}');
    });

    it('takes an error of the server as an answer', async () => {
      const { fetch, origin } = await open();
      const answer = await fetch.get(`${origin}/missing`);
      expect(answer).toMatchObject({ outcome: 'answered', status: 404 });
      expect(text(answer)).toBe('<h1>nothing</h1>');
    });

    it('says how long the server wants to be left alone', async () => {
      const { fetch, origin } = await open();
      expect(await fetch.get(`${origin}/wait`)).toMatchObject({ status: 429, retryAfterSeconds: 120 });
    });

    it('gives validators and links as the server wrote them, and nothing where it wrote none', async () => {
      const { fetch, origin } = await open();
      expect(await fetch.get(`${origin}/feed`)).toMatchObject({
        etag: 'W/"a,b"',
        lastModified: 'Mon, 04 May 2026 09:00:00 GMT',
        link: '</feed?page=2>; rel="next"',
      });
      expect(Object.keys(await fetch.get(`${origin}/page`)).sort()).toEqual(
        ['outcome', 'url', 'status', 'contentType', 'body'].sort(),
      );
    });

    it('gives a redirect that is not to be followed, and where it leads', async () => {
      const { fetch, origin } = await open();
      expect(await fetch.get(`${origin}/moved`, { follow: false })).toMatchObject({
        status: 301,
        location: `${origin}/page`,
      });
    });

    it('gives the status of the answer to what was posted, and not what it says', async () => {
      const { fetch, origin } = await open();
      const post = { headers: { 'content-type': 'text/plain' }, body: bytes('words') };
      expect(await fetch.post(`${origin}/page`, post)).toMatchObject({ status: 200, body: bytes('') });
      expect(await fetch.post(`${origin}/wait`, post)).toMatchObject({ status: 429, retryAfterSeconds: 120 });
    });

    it('gives what was answered to what was posted where that is wanted, up to a size', async () => {
      const { fetch, origin } = await open();
      const post = { headers: {}, body: bytes('words') };
      const answer = await fetch.post(`${origin}/page`, { ...post, maxAnswerBytes: 17 });
      expect(answer).toMatchObject({ status: 200, contentType: 'application/json' });
      expect(text(answer)).toBe('{"naïve":"🚂"}');
      expect(text(await fetch.post(`${origin}/missing`, { ...post, maxAnswerBytes: 99 }))).toContain(
        'nothing',
      );
      expect(await fetch.post(`${origin}/page`, { ...post, maxAnswerBytes: 16 })).toEqual({
        outcome: 'refused',
        reason: 'too-large',
      });
    });

    it('follows no redirect with what is posted', async () => {
      const { fetch, origin } = await open();
      expect(await fetch.post(`${origin}/moved`, { headers: {}, body: bytes('words') })).toMatchObject({
        status: 301,
        location: `${origin}/page`,
      });
    });
  });
}
