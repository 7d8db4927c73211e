import { describe, expect, it } from 'vitest';
import type { Fetch } from '../../src/domain/ports.ts';
import { bytes, text } from './fetch-contract.ts';
import { FORBIDDEN, NOT_HTTPS } from './forbidden-addresses.ts';
import { limitsOf, patienceOf } from './guard-limits.ts';
import { type OpenGuarded, refused, serverOf } from './guarded-site.ts';

/** What every guarded way out does. `strict` is one as the service uses it, which must not be able to reach anything. */
export function guardContract(name: string, strict: () => Fetch, open: OpenGuarded): void {
  const serve = serverOf(open);
  const redirect = (location: string, status = 302) => new Response(null, { status, headers: { location } });

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

    limitsOf(serve);
    patienceOf(serve);
  });
}
