import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { beforeEach, describe, expect, it } from 'vitest';
import { createOfflineFetch } from '../../src/adapters/memory/offline-fetch.ts';
import { sharpPixels } from '../../src/adapters/node/sharp-pixels.ts';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { sha256 } from '../../src/domain/digest.ts';
import type { Fetch, FetchOutcome } from '../../src/domain/ports.ts';
import { createJobs } from '../../src/jobs.ts';
import { openMemoryPorts } from '../memory-ports.ts';

// From the article through the outbox, the queue and the platform to the page: everything but the network is real.

const TOKEN = 'ts_resolving';
const ID = '1764959161537265664';
const STATUS = `https://x.com/maraortiz/status/${ID}`;
const recorded = (path: string) => readFileSync(`tests/upstream/${path}`);
const photo = await sharp({ create: { width: 1600, height: 900, channels: 3, background: '#246' } })
  .jpeg()
  .toBuffer();

/** X as it answers for one post; every other address is unreachable. */
function openX() {
  const answers = new Map<string, { status: number; contentType: string; body: Uint8Array }>();
  const json = (body: Uint8Array, status = 200) => ({ status, contentType: 'application/json', body });
  answers.set('publish.x.com', json(recorded('publish.x.com/oembed.json')));
  answers.set('cdn.syndication.twimg.com', json(recorded('cdn.syndication.twimg.com/photos.json')));
  answers.set('pbs.twimg.com', { status: 200, contentType: 'image/jpeg', body: photo });
  const asked: string[] = [];
  const fetch: Fetch = {
    ...createOfflineFetch({}),
    async get(url): Promise<FetchOutcome> {
      const { host } = new URL(url);
      asked.push(host);
      const answer = answers.get(host);
      return answer ? { outcome: 'answered', url, ...answer } : { outcome: 'refused', reason: 'unreachable' };
    },
  };
  return { answers, asked, fetch, json };
}

async function openService(settings: Record<string, string>) {
  const x = openX();
  const ports = {
    ...(await openMemoryPorts('2024-03-06T08:00:00Z')),
    fetch: x.fetch,
    pixels: sharpPixels,
  };
  const { clock } = ports;
  const config = readConfig({
    PUBLIC_URL: 'https://news.example',
    PUBLICATION_NAME: 'The Example Times',
    TAG_AUTHORITY: 'example.org,2026',
    TOKEN_SHA256: await sha256(TOKEN),
    ...settings,
  });
  const draw = async () => new Uint8Array([1]);
  const renderer = { draw, quote: draw };
  const app = createApp(ports, config, renderer);
  const jobs = createJobs(ports, config, renderer);
  const send = (path: string, method: string, body?: string) =>
    app.request(path, {
      method,
      headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' },
      ...(body !== undefined && { body }),
    });
  const html = `<p>See this:</p><blockquote class="twitter-tweet"><a href="${STATUS}">${STATUS}</a></blockquote>`;
  await send('/articles/one', 'PUT', JSON.stringify({ title: 'One', language: 'en', html }));
  return {
    x,
    clock,
    jobs,
    send,
    work: () => ports.queue.drain(jobs.handle),
    page: async (path = '/articles/one') => (await app.request(path)).text(),
    get: (path: string) => app.request(path),
  };
}

describe('a bare link in an article', () => {
  let service: Awaited<ReturnType<typeof openService>>;

  it('is shown as a link, and nobody is asked, until the operator names platforms', async () => {
    service = await openService({});
    await service.work();
    await service.jobs.sweep();
    expect(service.x.asked).toEqual([]);
    expect(await service.page()).toContain(STATUS);
    expect(await service.page()).not.toContain('Two bridges');
  });

  it('becomes the whole post: words, time, pictures of our own, in the page, the feeds and the card', async () => {
    service = await openService({ RESOLVE: 'x x-syndication' });
    expect(await service.page()).not.toContain('Two bridges');
    expect(service.x.asked).toEqual([]);
    await service.work();
    for (const path of ['/articles/one', '/feeds/all.rss', `/cards/x/${ID}.txt`]) {
      expect(await service.page(path)).toContain('Two bridges');
    }
    const page = await service.page();
    expect(page).toMatch(/href="https:\/\/t\.co\/AbCdEfGh12"[^>]*>news\.example\/harbour<\/a>/);
    expect(page).not.toMatch(/src="https?:\/\/(?!news\.example)/);
    const [, picture = ''] =
      /<img[^>]+src="(?:https:\/\/news\.example)?(\/cards\/media\/[^"]+)"/.exec(page) ?? [];
    const answer = await service.get(picture);
    expect(answer.headers.get('Content-Type')).toBe('image/webp');
    expect((await sharp(await answer.arrayBuffer()).metadata()).format).toBe('webp');
  });

  it('asks nobody when it is read, and not again before the time', async () => {
    service = await openService({ RESOLVE: 'x x-syndication' });
    await service.work();
    const before = service.x.asked.length;
    for (const path of ['/articles/one', '/feeds/all.json', `/cards/x/${ID}.html`]) await service.page(path);
    await service.jobs.sweep();
    expect(service.x.asked).toHaveLength(before);
    service.clock.advance(3601);
    await service.jobs.sweep();
    expect(service.x.asked.length).toBeGreaterThan(before);
  });

  describe('to a post that is deleted later', () => {
    const afterDeletion = async (policy: string) => {
      const open = await openService({ RESOLVE: 'x x-syndication', ON_DELETED: policy });
      await open.work();
      open.x.answers.set('publish.x.com', open.x.json(new Uint8Array(), 404));
      open.x.answers.delete('cdn.syndication.twimg.com');
      open.clock.advance(3601);
      await open.jobs.sweep();
      return open.page();
    };

    it('keeps the words and says so, where the policy is mark', async () => {
      const page = await afterDeletion('mark');
      expect(page).toContain('Two bridges');
      expect(page).toMatch(/deleted/i);
    });

    it.each(['redact', 'remove'])('loses the words, where the policy is %s', async (policy) => {
      expect(await afterDeletion(policy)).not.toContain('Two bridges');
    });

    it('is shown as it was, where the policy is keep', async () => {
      const page = await afterDeletion('keep');
      expect(page).toContain('Two bridges');
      expect(page).not.toMatch(/was deleted/i);
    });
  });

  describe('that is taken down', () => {
    beforeEach(async () => {
      service = await openService({ RESOLVE: 'x x-syndication' });
      await service.work();
    });

    it('leaves neither words nor pictures, and is not asked for again', async () => {
      const [, picture = ''] = /(\/cards\/media\/[^"]+)"/.exec(await service.page()) ?? [];
      expect((await service.get(picture)).status).toBe(200);
      expect((await service.send(`/cards/x/${ID}`, 'DELETE')).status).toBe(200);
      expect((await service.get(picture)).status).toBe(404);
      expect(await service.page()).not.toMatch(/Two bridges|maraortiz/);
      const before = service.x.asked.length;
      service.clock.advance(40 * 24 * 3600);
      await service.jobs.sweep();
      expect(service.x.asked).toHaveLength(before);
    });
  });
});
