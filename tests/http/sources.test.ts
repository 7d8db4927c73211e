import { createHmac } from 'node:crypto';
import { afterAll, expect, it, vi } from 'vitest';
import { closeSites, LONG, openSite, page } from '../sources/open-sources.ts';
import { ghostId, openGhost, openWordpress, type Post, post } from '../sources/stand-ins.ts';
import { describeRuntimes, type Service, TOKEN } from './services.ts';

afterAll(closeSites);

const KEY = '22444f78447824223cefc48062';
/** Workers and this process have this name for each other. */
const HERE = '127.0.0.1';

interface Shown {
  running: boolean;
  state: string;
  nextAt?: string;
  runs: { endedAt?: string; lines: { outcome: string; item?: string; words: string }[] }[];
}

function sourcesOf(service: Service) {
  const send = (method: string, path: string, body?: unknown) =>
    service.fetch(path, {
      method,
      headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const show = async (id: string) => (await (await send('GET', `/sources/${id}`)).json()) as Shown;
  /** Returns when nothing of the source is under way. */
  const rest = (id: string) =>
    vi.waitFor(
      async () => {
        const shown = await show(id);
        if (shown.running) throw new Error('it still runs');
        return shown;
      },
      { timeout: 30_000, interval: 100 },
    );
  return {
    send,
    show,
    rest,
    async add(fields: Record<string, unknown>) {
      const answer = await send('POST', '/sources', fields);
      expect(answer.status, await answer.clone().text()).toBe(201);
      await rest(String(fields.id));
      return (await answer.json()) as { secret?: string };
    },
    async run(id: string, body?: unknown) {
      expect((await send('POST', `/sources/${id}/run`, body)).status).toBe(202);
      return rest(id);
    },
    /** Titles of the articles on a host. */
    async titles(site: { origin: string }) {
      const { articles } = (await (await service.fetch('/articles')).json()) as {
        articles: { title: string; url?: string }[];
      };
      return articles.filter(({ url }) => url?.startsWith(site.origin)).map(({ title }) => title);
    },
  };
}

describeRuntimes(
  'sources',
  (service) => {
    it.each([
      {
        kind: 'wordpress',
        idOf: String,
        open: (posts: Map<string, Post>) => openWordpress(posts, HERE),
        more: {},
      },
      {
        kind: 'ghost',
        idOf: ghostId,
        open: (posts: Map<string, Post>) => openGhost(posts, KEY, HERE),
        more: { key: KEY },
      },
    ])(
      'a site with $kind is polled, its edits and deletions followed',
      { timeout: 60_000 },
      async ({ kind, idOf, open, more }) => {
        const sources = sourcesOf(service);
        const posts = new Map([1, 2, 3].map((n) => [idOf(n), post(idOf(n), `Story ${n}`)]));
        const site = await open(posts);
        await sources.add({
          id: kind,
          kind,
          address: site.origin,
          since: '2026-01-01',
          every: 1440,
          ...more,
        });
        expect((await sources.titles(site)).sort()).toEqual(['Story 1', 'Story 2', 'Story 3']);

        posts.set(idOf(1), { ...post(idOf(1), 'Story 1, corrected'), changed: '2026-03-01T11:00:00Z' });
        posts.delete(idOf(2));
        await sources.run(kind);
        expect((await sources.titles(site)).sort()).toEqual(['Story 1, corrected', 'Story 2', 'Story 3']);
        const { runs } = await sources.run(kind);
        expect(runs[0]?.lines).toMatchObject([{ outcome: 'withdrawn', item: idOf(2) }]);
        expect((await sources.titles(site)).sort()).toEqual(['Story 1, corrected', 'Story 3']);
        const feed = await (await service.fetch('/feeds/all.json')).text();
        expect(feed).toContain('Story 1, corrected');
        expect(feed).not.toContain('Story 2');
      },
    );

    it('a feed is read, with the pages that it leads to', { timeout: 60_000 }, async () => {
      const sources = sourcesOf(service);
      const site = await openSite(({ path }, response) => {
        if (path === '/feed') {
          const item = (n: number, text: string) =>
            `<item><guid>${n}</guid><title>Story ${n}</title><link>/${n}</link><description><![CDATA[${text}]]></description></item>`;
          return void response.end(
            `<rss><channel>${item(1, `<p>${LONG}</p>`)}${item(2, 'Short…')}</channel></rss>`,
          );
        }
        response.writeHead(200, { 'content-type': 'text/html' }).end(page('A page of its own'));
      }, HERE);
      await sources.add({ id: 'feed', kind: 'feed', address: `${site.origin}/feed` });
      expect((await sources.titles(site)).sort()).toEqual(['A page of its own', 'Story 1']);
    });

    it('a signed webhook is taken, one that is not refused', { timeout: 60_000 }, async () => {
      const sources = sourcesOf(service);
      const { secret = '' } = await sources.add({
        id: 'heard',
        kind: 'webhook',
        address: 'https://heard.example/',
      });
      const url = 'https://heard.example/a';
      const body = JSON.stringify({ url, title: 'Heard', html: `<p>${LONG}</p>` });
      const time = String(Math.floor(Date.now() / 1000));
      const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
      const signature = createHmac('sha256', key).update(`m1.${time}.${body}`).digest('base64');
      const headers = {
        'webhook-id': 'm1',
        'webhook-timestamp': time,
        'webhook-signature': `v1,${signature}`,
      };
      const hear = (text: string) =>
        service.fetch('/sources/heard/webhook', { method: 'POST', headers, body: text });
      expect((await hear(`${body} `)).status).toBe(401);
      expect((await hear(body)).status).toBe(202);
      expect((await hear(body)).status).toBe(200);
      await vi.waitFor(async () => expect(await sources.titles({ origin: url })).toEqual(['Heard']), {
        timeout: 20_000,
      });
    });

    it('are shown to nobody without the token, and say what cannot be taken', async () => {
      const sources = sourcesOf(service);
      for (const [method, path] of [
        ['GET', '/sources'],
        ['POST', '/sources'],
        ['GET', '/sources/x'],
        ['DELETE', '/sources/x'],
        ['POST', '/sources/x/run'],
      ]) {
        expect(
          (await service.fetch(path ?? '', { method: method ?? '', body: null as never })).status,
          `${method} ${path}`,
        ).toBe(401);
      }
      const refused = async (fields: Record<string, unknown>) => {
        const answer = await sources.send('POST', '/sources', fields);
        const { errors } = (await answer.json()) as { errors?: { field: string }[] };
        return [answer.status, errors?.map(({ field }) => field).join()];
      };
      const feed = { kind: 'feed', address: 'https://a.example/feed' };
      expect(await refused({ ...feed, address: 'https://10.0.0.1/' })).toEqual([422, 'address']);
      expect(await refused({ ...feed, address: 'ftp://a.example/' })).toEqual([422, 'address']);
      expect(await refused({ ...feed, address: 'https://a:b@a.example/' })).toEqual([422, 'address']);
      expect(await refused({ ...feed, kind: 'rss' })).toEqual([422, 'kind']);
      expect(await refused({ ...feed, every: 0 })).toEqual([422, 'every']);
      expect(await refused({ ...feed, secret: 'short' })).toEqual([422, 'secret']);
      expect(await refused({ ...feed, key: KEY })).toEqual([422, 'key']);
      expect(await refused({ kind: 'ghost', address: 'https://a.example/' })).toEqual([422, 'key']);
      expect((await sources.send('GET', '/sources/nobody')).status).toBe(404);
      expect((await sources.send('DELETE', '/sources/nobody')).status).toBe(404);
      expect((await sources.send('PUT', '/sources')).status).toBe(405);
      expect((await sources.send('POST', '/sources/heard/run')).status).toBe(400);
      expect((await sources.send('POST', '/sources/feed/run', { withdraw: 'some' })).status).toBe(400);
      expect(
        (
          await sources.send('POST', '/sources', {
            id: 'heard',
            kind: 'webhook',
            address: 'https://b.example/',
          })
        ).status,
      ).toBe(409);
    });
  },
  { HUB_CALLBACKS: 'loopback' },
);
