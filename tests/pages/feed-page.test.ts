import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FEED_PAGE_VERSION } from '../../src/feeds/feed-version.ts';
import { BARE_MEDIA_TYPES } from '../../src/feeds/media-type.ts';
import { openHouse, PUBLIC_URL } from '../store/open-house.ts';
import { classed, named, openReadingRoom, wordsOf } from './reading-room.ts';

const room = await openReadingRoom();

describe('the page of a feed', () => {
  it.each([
    '/feeds/all',
    '/feeds/lang/he',
    `/feeds/section/${encodeURIComponent('海辺')}`,
    '/feeds/all?section=coast&tag=soap',
    '/feeds/all?content=summary',
  ])('%s shows addresses to copy, each of which is that feed in that format', async (path) => {
    const page = await room.page(path);
    const addresses = classed(page, 'address').map(wordsOf);
    expect(addresses).toHaveLength(3);
    for (const [index, type] of Object.values(BARE_MEDIA_TYPES).entries()) {
      const address = addresses[index] ?? '';
      expect(address.startsWith(`${PUBLIC_URL}/feeds/`)).toBe(true);
      const answer = await room.get(address.slice(PUBLIC_URL.length), { Accept: '*/*' });
      expect([answer.status, answer.headers.get('Content-Type')?.split(';')[0]]).toEqual([200, type]);
    }
    const open = classed(page, 'button')[0]?.properties.href;
    expect(open).toBe(`feed:${addresses[0]}`);
  });

  it('lists what is in it, each in its own language', async () => {
    const page = await room.page('/feeds/all');
    const entries = (classed(page, 'articles')[0]?.children ?? []).flatMap((entry) =>
      entry.type === 'element' ? [[entry.properties.lang ?? 'en', entry.properties.dir ?? 'ltr']] : [],
    );
    expect(entries.map((entry) => entry.join()).sort()).toEqual(
      ['ar,rtl', 'en,ltr', 'he,rtl', 'hi,ltr', 'ja,ltr', 'ru,ltr'].sort(),
    );
  });

  it('leads to what is older, and back', async () => {
    const house = await openHouse();
    for (let index = 0; index < 45; index += 1) {
      await house.put(`a${index}`, { publishedAt: `2026-01-${String((index % 28) + 1).padStart(2, '0')}` });
    }
    const first = await (await house.get('/feeds/all', { Accept: 'text/html' })).text();
    const older =
      /<a href="([^"]+)" rel="next">Older articles</.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(first).not.toContain('Newest articles');
    const answer = await house.get(older.replace(PUBLIC_URL, ''), { Accept: 'text/html' });
    expect(answer.headers.get('Content-Type')).toMatch(/^text\/html/);
    expect(await answer.text()).toContain('<a href="/feeds/all">Newest articles</a>');
  });

  it('is the same bytes for the same articles, as long as its version says so', async () => {
    const file = new URL('expected/feed-page-version.json', import.meta.url);
    const hash = createHash('sha256');
    for (const path of ['/feeds/all', '/feeds/lang/ar', '/feeds/section/nothing-yet']) {
      hash.update((await room.page(path)).html);
    }
    const now = { version: FEED_PAGE_VERSION, pages: hash.digest('hex') };
    const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
    if (process.env.UPDATE === '1' && before?.version !== now.version) {
      writeFileSync(file, `${JSON.stringify(now, undefined, 2)}\n`);
      return;
    }
    expect(now, 'another page needs another FEED_PAGE_VERSION, then UPDATE=1').toEqual(before);
  });
});

describe('the front page', () => {
  it('has every feed, by what it is about', async () => {
    const page = await room.page('/');
    const [directory] = classed(page, 'directory');
    const headings = named(page, 'h3').map(wordsOf);
    expect(headings.slice(-4)).toEqual(['Sections', 'Authors', 'Tags', 'Languages']);
    expect(wordsOf(directory ?? page.root)).toMatch(
      /Everything[\s\S]*Coast[\s\S]*Desmond Pike[\s\S]*Soap[\s\S]*Arabic/,
    );
  });

  it('tells whoever starts the service what to do, as long as there is nothing', async () => {
    const house = await openHouse();
    const read = async () => (await house.get('/', { Accept: 'text/html' })).text();
    const command = /<pre><code>([^<]+)<\/code><\/pre>/.exec(await read())?.[1] ?? '';
    expect(command).toContain(`curl "${PUBLIC_URL}/articles"`);
    const body = /\$'(.+)'$/.exec(command)?.[1]?.replaceAll('\\n', '\n') ?? '';
    const answer = await house.app.request('/articles', {
      method: 'POST',
      headers: { Authorization: 'Bearer ts_lifecycle-test', 'Content-Type': 'text/plain; charset=utf-8' },
      body,
    });
    expect(answer.status).toBe(201);
    expect(await read()).toContain('A ship comes in');
    expect(await read()).not.toContain('first-steps');
  });
});
