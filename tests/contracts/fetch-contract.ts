import { describe, expect, it } from 'vitest';
import { createFixedClock, type FixedClock } from '../../src/adapters/memory/clock.ts';
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

const bytes = (words: string) => new TextEncoder().encode(words);
const text = (outcome: FetchOutcome) =>
  outcome.outcome === 'answered' ? new TextDecoder().decode(outcome.body) : outcome.reason;

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

export interface GuardedSite extends OpenSite {
  clock: FixedClock;
}

/** Opens a guarded fetch to a server that answers with `handler`; it may be asked over http, at any port. */
export type OpenGuarded = (
  handler: (request: Request) => Response | Promise<Response>,
  clock: FixedClock,
) => Promise<OpenSite>;

/** Addresses that nobody outside may be reached at, in every notation. */
export const FORBIDDEN = [
  'https://127.0.0.1/',
  'https://2130706433/',
  'https://0177.0.0.1/',
  'https://0x7f.1/',
  'https://0x7f000001/',
  'https://127.1/',
  'https://１２７.０.０.１/',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:a9fe:a9fe]/',
  'https://[fd00::1]/',
  'https://[2606:4700::1111]/',
  'https://10.0.0.1/',
  'https://169.254.169.254/latest/meta-data/',
  'https://8.8.8.8/',
  'https://localhost/',
  'https://localhost./',
  'https://LOCALHOST/',
  'https://app.localhost/',
  'https://printer.local/',
  'https://metadata.google.internal/',
  'https://metadata.google.internal./',
  'https://secret.onion/',
  'https://router.home.arpa/',
  'https://intranet/',
  'https://user:pass@news.example/',
  'https://user@news.example/',
  'https://news.example:22/',
  'https://news.example:80/',
  'https://news.example:8443/',
  'https://news_.-.example/',
  'https://',
  '//news.example/',
  'news.example',
  '',
  `https://news.example/${'x'.repeat(5000)}`,
];

export const NOT_HTTPS = [
  'http://news.example/',
  'ftp://news.example/',
  'file:///etc/passwd',
  'data:text/html,x',
  'javascript:alert(1)',
  'gopher://news.example/',
  'blob:https://news.example/x',
];

/** What every guarded way out does. `strict` is one as the service uses it, which must not be able to reach anything. */
export function guardContract(name: string, strict: () => Fetch, open: OpenGuarded): void {
  const serve = async (handler: (path: string, request: Request) => Response | Promise<Response>) => {
    const clock = createFixedClock(new Date('2026-05-04T10:00:00Z'));
    const asked: string[] = [];
    const site = await open((request) => {
      const { pathname } = new URL(request.url);
      asked.push(pathname);
      return handler(pathname, request);
    }, clock);
    return { ...site, clock, asked };
  };
  const redirect = (location: string, status = 302) => new Response(null, { status, headers: { location } });
  const refused = (reason: string) => ({ outcome: 'refused', reason });

  describe(`guarded fetch: ${name}`, () => {
    it.each(FORBIDDEN)('refuses %j', async (address) => {
      expect(await strict().get(address)).toEqual(refused('address'));
      expect(await strict().post(address, { headers: {}, body: bytes('x') })).toEqual(refused('address'));
      expect(strict().refusalOf(address)).toBe('address');
    });

    it.each(NOT_HTTPS)('refuses %j, which is not https', async (address) => {
      expect(await strict().get(address)).toEqual(refused('protocol'));
      expect(await strict().post(address, { headers: {}, body: bytes('x') })).toEqual(refused('protocol'));
      expect(strict().refusalOf(address)).toBe('protocol');
    });

    it('sends who asks and what is wanted, and nothing else', async () => {
      const { fetch, origin } = await serve((_path, request) => Response.json([...request.headers]));
      const answer = await fetch.get(`${origin}/#fragment`, { accept: 'application/json' });
      const sent = Object.fromEntries(JSON.parse(text(answer)) as [string, string][]);
      expect(sent).toMatchObject({ accept: 'application/json', 'user-agent': 'Tearsheet' });
      const allowed = ['accept', 'user-agent', 'accept-encoding', 'host', 'connection'];
      expect(Object.keys(sent).filter((header) => !allowed.includes(header))).toEqual([]);
    });

    it('sends validators and asks on with them at the same origin, and gives them to no other', async () => {
      const { fetch, origin } = await serve((path, request) => {
        if (path === '/away') return redirect(`${origin.replace('site.', 'other.')}/there`);
        if (path === '/on') return redirect('/there');
        const asked = request.headers.get('if-none-match');
        return asked === '"v1"' ? new Response(null, { status: 304 }) : new Response(asked ?? 'none');
      });
      const headers = { 'if-none-match': '"v1"', 'x-version': '5' };
      expect(await fetch.get(`${origin}/there`, { headers })).toMatchObject({ status: 304 });
      expect(await fetch.get(`${origin}/on`, { headers })).toMatchObject({ status: 304 });
      expect(text(await fetch.get(`${origin}/away`, { headers }))).toBe('none');
    });

    it('lets a public address be asked', () => {
      expect(strict().refusalOf('https://news.example/hook?id=1')).toBeUndefined();
    });

    it('posts the bytes with the headers it is given, and nothing else', async () => {
      const { fetch, origin } = await serve(async (_path, request) => {
        const sent = Object.fromEntries(request.headers);
        const body = await request.text();
        const isWhole = body === 'naïve 🚂' && sent['content-type'] === 'text/x' && sent['x-hub'] === 'y';
        const allowed = ['content-type', 'x-hub', 'user-agent', 'content-length', 'host', 'connection'];
        const extra = Object.keys(sent).filter((header) => !allowed.includes(header));
        return new Response(null, { status: isWhole && extra.length === 0 ? 202 : 400 });
      });
      const headers = { 'content-type': 'text/x', 'x-hub': 'y' };
      expect(await fetch.post(origin, { headers, body: bytes('naïve 🚂') })).toMatchObject({ status: 202 });
    });

    it('takes a post for done whatever the server goes on to say', async () => {
      const endless = () =>
        new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65_536)) });
      const stalled = () => new ReadableStream({ pull: () => new Promise(() => undefined) });
      const { fetch, origin } = await serve((path) =>
        path === '/endless' ? new Response(endless(), { status: 410 }) : new Response(stalled()),
      );
      const post = { headers: {}, body: bytes('words'), timeoutMs: 200 };
      expect(await fetch.post(`${origin}/endless`, post)).toMatchObject({ status: 410, body: bytes('') });
      expect(await fetch.post(`${origin}/stalled`, post)).toMatchObject({ status: 200, body: bytes('') });
    });

    it('gives up on an answer to a post that is wanted and does not end', async () => {
      const stalled = () => new ReadableStream({ pull: () => new Promise(() => undefined) });
      const { fetch, origin } = await serve(() => new Response(stalled()));
      const post = { headers: {}, body: bytes('words'), timeoutMs: 200, maxAnswerBytes: 1000 };
      expect(await fetch.post(origin, post)).toEqual(refused('too-slow'));
    });

    it('gives up on a server that takes a post and does not answer', async () => {
      const { fetch, origin } = await serve(() => new Promise<Response>(() => undefined));
      const post = { headers: {}, body: bytes('words'), timeoutMs: 60 };
      expect(await fetch.post(origin, post)).toEqual(refused('too-slow'));
    });

    it('follows three redirects and says whose answer it is', async () => {
      const { fetch, origin } = await serve((path) =>
        path === '/3' ? new Response('here') : redirect(`/${Number(path.slice(1)) + 1}`),
      );
      const answer = await fetch.get(`${origin}/0`);
      expect(answer).toMatchObject({ status: 200, url: `${origin}/3` });
    });

    it('refuses a fourth redirect, and a circle', async () => {
      const { fetch, origin, asked } = await serve((path) =>
        redirect(path === '/circle' ? path : `/${Number(path.slice(1)) + 1}`),
      );
      expect(await fetch.get(`${origin}/0`)).toEqual(refused('redirects'));
      expect(asked).toEqual(['/0', '/1', '/2', '/3']);
      expect(await fetch.get(`${origin}/circle`)).toEqual(refused('redirects'));
    });

    it.each([301, 302, 303, 307, 308])('checks the goal of a %i as it checks an address', async (status) => {
      // A header is ASCII, and on a server of the tests any port may be asked.
      const goals = FORBIDDEN.filter((goal) => /^https:[!-~]{2,200}$/.test(goal) && !/:\d+\/$/.test(goal));
      const { fetch, origin } = await serve((path) => redirect(goals[Number(path.slice(1))] ?? '', status));
      for (const index of goals.keys()) {
        expect(await fetch.get(`${origin}/${index}`), goals[index]).toEqual(refused('address'));
      }
    });

    it('refuses a redirect to another scheme', async () => {
      const { fetch, origin } = await serve(() => redirect('file:///etc/passwd'));
      expect(await fetch.get(origin)).toEqual(refused('protocol'));
    });

    it('takes a redirect to nowhere as the answer it is', async () => {
      const { fetch, origin } = await serve(() => new Response('x', { status: 302 }));
      expect(await fetch.get(origin)).toMatchObject({ outcome: 'answered', status: 302 });
    });

    it('takes a body of just the size that is allowed, and refuses one byte more', async () => {
      const { fetch, origin } = await serve((path) => new Response('x'.repeat(Number(path.slice(1)))));
      expect(await fetch.get(`${origin}/1048576`)).toMatchObject({ outcome: 'answered' });
      expect(await fetch.get(`${origin}/1048577`)).toEqual(refused('too-large'));
      expect(await fetch.get(`${origin}/11`, { maxBytes: 10 })).toEqual(refused('too-large'));
    });

    it('stops reading a body without end', async () => {
      let sent = 0;
      const endless = () =>
        new ReadableStream({
          pull(controller) {
            sent++;
            controller.enqueue(new Uint8Array(65_536));
          },
        });
      const { fetch, origin } = await serve(() => new Response(endless()));
      expect(await fetch.get(origin)).toEqual(refused('too-large'));
      expect(sent).toBeLessThan(2000);
    });

    it('gives up on a body that comes too slowly', async () => {
      const stalled = () =>
        new ReadableStream({
          start: (controller) => controller.enqueue(new Uint8Array(1)),
          pull: () => new Promise(() => undefined),
        });
      const { fetch, origin } = await serve(() => new Response(stalled()));
      expect(await fetch.get(origin, { timeoutMs: 60 })).toEqual(refused('too-slow'));
    });

    it('gives up on a server that does not answer', async () => {
      const { fetch, origin } = await serve(() => new Promise<Response>(() => undefined));
      expect(await fetch.get(origin, { timeoutMs: 60 })).toEqual(refused('too-slow'));
    });

    it('leaves a server alone for as long as it asked', async () => {
      let status = 429;
      const { fetch, origin, clock, asked } = await serve(
        () => new Response('', { status, headers: { 'retry-after': '90' } }),
      );
      expect(await fetch.get(`${origin}/1`)).toMatchObject({ status: 429, retryAfterSeconds: 90 });
      expect(await fetch.get(`${origin}/2`)).toEqual({ ...refused('busy'), retryAfterSeconds: 90 });
      clock.advance(89);
      expect(await fetch.get(`${origin}/3`)).toEqual({ ...refused('busy'), retryAfterSeconds: 1 });
      clock.advance(1);
      status = 200;
      expect(await fetch.get(`${origin}/4`)).toMatchObject({ status: 200 });
      expect(asked).toEqual(['/1', '/4']);
    });

    it('is asked once a minute for somebody who waits, though it asked to be left alone', async () => {
      let status = 429;
      const { fetch, origin, clock, asked } = await serve(
        () => new Response('', { status, headers: { 'retry-after': '900' } }),
      );
      const urgent = (path: string) =>
        fetch.post(`${origin}${path}`, { headers: {}, body: new Uint8Array(), urgent: true });
      await fetch.get(`${origin}/1`);
      expect(await urgent('/2')).toMatchObject({ status: 429, retryAfterSeconds: 900 });
      clock.advance(20);
      expect(await urgent('/3')).toEqual({ ...refused('busy'), retryAfterSeconds: 40 });
      clock.advance(40);
      status = 200;
      expect(await urgent('/4')).toMatchObject({ status: 200 });
      expect(await fetch.get(`${origin}/5`)).toEqual({ ...refused('busy'), retryAfterSeconds: 840 });
      expect(asked).toEqual(['/1', '/2', '/4']);
    });

    it.each([
      ['the seconds', '300'],
      ['the moment', String(Date.parse('2026-05-04T10:05:00Z') / 1000)],
    ])('waits for RateLimit-Reset where a 429 has nothing else: %s', async (_form, reset) => {
      const { fetch, origin } = await serve(
        (path) => new Response('', { status: Number(path.slice(1)), headers: { 'ratelimit-reset': reset } }),
      );
      const allowed = await fetch.get(`${origin}/200`);
      expect(Object.keys(allowed)).not.toContain('retryAfterSeconds');
      expect(await fetch.get(`${origin}/429`)).toMatchObject({ status: 429, retryAfterSeconds: 300 });
      expect(await fetch.get(`${origin}/200`)).toEqual({ ...refused('busy'), retryAfterSeconds: 300 });
    });

    it('reads a date in Retry-After', async () => {
      const { fetch, origin } = await serve(
        () => new Response('', { status: 503, headers: { 'retry-after': 'Mon, 04 May 2026 10:05:00 GMT' } }),
      );
      expect(await fetch.get(origin)).toMatchObject({ status: 503, retryAfterSeconds: 300 });
    });

    it('leaves a server alone after five failures in a row, longer each time, and forgives with the first success', async () => {
      let status = 500;
      const { fetch, origin, clock, asked } = await serve(() => new Response('', { status }));
      for (let n = 0; n < 5; n++) expect(await fetch.get(origin)).toMatchObject({ status: 500 });
      expect(await fetch.get(origin)).toEqual({ ...refused('busy'), retryAfterSeconds: 60 });
      clock.advance(60);
      expect(await fetch.get(origin)).toMatchObject({ status: 500 });
      expect(await fetch.get(origin)).toEqual({ ...refused('busy'), retryAfterSeconds: 120 });
      clock.advance(120);
      status = 200;
      expect(await fetch.get(origin)).toMatchObject({ status: 200 });
      status = 500;
      for (let n = 0; n < 5; n++) expect(await fetch.get(origin)).toMatchObject({ status: 500 });
      expect(asked).toHaveLength(12);
    });

    it('asks a server four things at once at most, and all of them in the end', async () => {
      let now = 0;
      let most = 0;
      const waiting: (() => void)[] = [];
      const { fetch, origin } = await serve(async () => {
        most = Math.max(most, ++now);
        if (now === 4) for (const go of waiting.splice(0)) go();
        else if (most < 4) await new Promise<void>((resolve) => waiting.push(resolve));
        now--;
        return new Response('done');
      });
      const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => fetch.get(`${origin}/${n}`)));
      expect(answers.map((answer) => text(answer))).toEqual(Array(20).fill('done'));
      expect(most).toBe(4);
    });
  });
}
