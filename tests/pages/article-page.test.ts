import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { at, HOUR, openHouse } from '../store/open-house.ts';
import { READER_ARTICLES } from './reader-articles.ts';
import { classed, named, openReadingRoom, parsePage, wordsOf } from './reading-room.ts';

const POST = 'https://x.com/quill_example/status/1790309205070239999';

async function correctionOf(
  house: Awaited<ReturnType<typeof openHouse>>,
  id: string,
): Promise<string | undefined> {
  const page = parsePage(await (await house.get(`/articles/${id}`)).text());
  const [note] = classed(page, 'correction');
  return note && wordsOf(note);
}

describe('what the page says of changes', () => {
  const story = { title: 'A ship comes in', dek: 'With a goat.', html: '<p>All hands were well.</p>' };

  it.each([
    ['the title', { title: 'A ship came in' }, 'the title.'],
    ['the introduction', { dek: 'With two goats.' }, 'the introduction.'],
    ['the introduction, taken away', { dek: undefined }, 'the introduction.'],
    ['the text', { html: '<p>Most hands were well.</p>' }, 'the text.'],
    [
      'all of them',
      { title: 'Ship', dek: 'Goats.', html: '<p>Hands.</p>' },
      'the title, the introduction, the text.',
    ],
  ])('%s', async (_, change, parts) => {
    const house = await openHouse();
    await house.put('ship', story);
    expect(await correctionOf(house, 'ship')).toBeUndefined();
    house.advance(HOUR);
    await house.put('ship', { ...story, ...change });
    expect(await correctionOf(house, 'ship')).toBe(
      `Corrected on March 2, 2026 at 9:00 AM UTCChanged since it was first published: ${parts}`,
    );
  });

  it('is nothing where a correction was taken back', async () => {
    const house = await openHouse();
    await house.put('ship', story);
    await house.put('ship', { ...story, title: 'Wrong' });
    await house.put('ship', story);
    expect(await correctionOf(house, 'ship')).toBeUndefined();
  });

  it('is nothing where only tags were changed, or the article was withheld in between', async () => {
    const house = await openHouse();
    await house.put('ship', story);
    house.advance(HOUR);
    await house.put('ship', { ...story, tags: ['Goats'] });
    await house.put('ship', { ...story, tags: ['Goats'], status: 'withheld' });
    await house.put('ship', { ...story, tags: ['Goats'], status: 'usable' });
    expect(await correctionOf(house, 'ship')).toBeUndefined();
  });

  it('is nothing of what was changed before an embargo ended', async () => {
    const house = await openHouse();
    await house.put('ship', { ...story, title: 'Too early', embargoUntil: at(HOUR) });
    await house.put('ship', { ...story, embargoUntil: at(HOUR) });
    house.advance(2 * HOUR);
    expect(await house.status('/articles/ship')).toBe(200);
    expect(await correctionOf(house, 'ship')).toBeUndefined();
  });

  it('is a stated date of change, where nothing else is known', async () => {
    const house = await openHouse();
    await house.put('ship', { ...story, publishedAt: '2026-02-01T08:00:00Z', updatedAt: '2026-02-03' });
    const page = parsePage(await (await house.get('/articles/ship')).text());
    expect(classed(page, 'dateline').map(wordsOf)).toEqual([
      'February 1, 2026 at 8:00 AM UTC · Updated February 3, 2026',
    ]);
  });
});

const room = await openReadingRoom();

describe('the page of an article', () => {
  it('leads from section, authors and tags to their feeds, each of which is there', async () => {
    const page = await room.page('/articles/lighthouse-ja');
    const paths = named(page, 'a')
      .map(({ properties }) => String(properties.href))
      .filter((href) => href.startsWith('/feeds/'));
    expect(paths.length).toBeGreaterThan(8);
    for (const path of paths) {
      expect(await room.status(path)).toBe(200);
      expect((await room.get(path)).headers.get('Content-Type')).toMatch(/^application\/rss/);
    }
    expect(named(page, 'a').map(wordsOf)).toContain('岬ゆり');
  });

  it('says whose it is and how it may be used', async () => {
    const page = await room.page('/articles/lighthouse-en');
    expect(wordsOf(classed(page, 'rights')[0] ?? page.root)).toBe(
      [
        '© 2026 The Example Times. All rights reserved.',
        'Licence: creativecommons.org/licenses/by-nd/4.0',
        'Taken over from The Wire',
        'Original page: times.example.org/coast/lighthouse-en',
      ].join(''),
    );
    const licence = named(page, 'a').find(({ properties }) => String(properties.rel) === 'license');
    expect(licence?.properties.href).toBe('https://creativecommons.org/licenses/by-nd/4.0/');
  });

  it('shows a lead picture once, where the text begins with it', async () => {
    const url = 'https://times.example.org/media/a.jpg?w=1&h=2';
    await room.put('pictured', {
      image: { url },
      html: `<p>Words.</p><figure><img src="${url.replace('&', '&amp;')}"></figure>`,
    });
    expect(named(await room.page('/articles/pictured'), 'img')).toHaveLength(1);
    await room.put('pictured-otherwise', { image: { url }, html: '<p>Words.</p>' });
    expect(named(await room.page('/articles/pictured-otherwise'), 'img')).toHaveLength(1);
  });

  it('says in its place that a post was taken down', async () => {
    const html = `<p>Before.</p><blockquote class="twitter-tweet"><p>Words to be taken down.</p>&mdash; Quill (@quill_example) <a href="${POST}">May 14, 2024</a></blockquote><p>After.</p>`;
    await room.put('quoting', { html });
    expect((await room.page('/articles/quoting')).html).toContain('Words to be taken down.');
    await room.app.request('/cards/x/1790309205070239999', {
      method: 'DELETE',
      headers: { Authorization: 'Bearer ts_lifecycle-test' },
    });
    const page = await room.page('/articles/quoting');
    expect(page.html).not.toContain('Words to be taken down.');
    const text = wordsOf(named(page, 'article')[0] ?? page.root);
    expect(text).toMatch(/Before\.[\s\S]*This post was taken down here\.[\s\S]*After\./);
  });

  it('is all text, whatever the fields say', async () => {
    const evil = '"><script>alert(1)</script>';
    await room.put('hostile', {
      title: evil,
      dek: evil,
      section: evil,
      authors: [{ name: evil, url: 'https://evil.example/"onmouseover="x' }],
      tags: [evil],
      rights: evil,
      source: { name: evil },
    });
    const page = await room.page('/articles/hostile');
    expect(named(page, 'script').map(({ properties }) => properties.type)).toEqual(['application/ld+json']);
    expect(page.elements.filter(({ properties }) => 'onMouseOver' in properties)).toEqual([]);
    for (const path of ['/', '/feeds/all', '/feeds/section/script-alert-1-script']) {
      expect(named(await room.page(path), 'script')).toEqual([]);
    }
  });
});

describe.each(READER_ARTICLES)('the article "$id"', ({ id }) => {
  it('is what was looked at', async () => {
    const file = new URL(`expected/${id}.html`, import.meta.url);
    const { html } = await room.page(`/articles/${id}`);
    const body = `${html.slice(html.indexOf('<body>')).replaceAll(/(<\/(?:p|li|h1|h2|h3|header|figure|section|div|footer|table|pre)>)/g, '$1\n')}`;
    if (process.env.UPDATE === '1') writeFileSync(file, body);
    expect(existsSync(file), `${file} is missing: look at what is made, then run with UPDATE=1`).toBe(true);
    expect(body).toBe(readFileSync(file, 'utf8'));
  });
});
