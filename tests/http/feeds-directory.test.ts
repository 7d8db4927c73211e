import { SaxesParser } from 'saxes';
import { expect, it } from 'vitest';
import { describeRuntimes, PUBLIC_URL, TOKEN } from './services.ts';

const day = 24 * 60 * 60 * 1000;
const daysAgo = (days: number) => new Date(Date.now() - days * day).toISOString();
const article = (title: string, fields: object = {}) =>
  JSON.stringify({
    title,
    language: 'en',
    section: 'Town & gown',
    html: `<p>Words about ${title}.</p>`,
    ...fields,
  });

function attributesOf(xml: string, name: string): Record<string, string>[] {
  const found: Record<string, string>[] = [];
  const parser = new SaxesParser();
  parser.on('opentag', (tag) => {
    if (tag.name === name) found.push(tag.attributes);
  });
  parser.write(xml).close();
  return found;
}

describeRuntimes('the directory of feeds', (service) => {
  it.each([
    ['/feed', '/feeds/all.rss'],
    ['/feed/', '/feeds/all.rss'],
    ['/rss', '/feeds/all.rss'],
    ['/rss.xml', '/feeds/all.rss'],
    ['/feed.xml', '/feeds/all.rss'],
    ['/index.xml', '/feeds/all.rss'],
    ['/atom.xml', '/feeds/all.atom'],
    ['/feed.json', '/feeds/all.json'],
    ['/feeds', '/feeds/all'],
  ])('%s leads to %s for good', async (path, target) => {
    const answer = await service.fetch(path);
    expect([answer.status, answer.headers.get('Location')]).toEqual([301, target]);
    expect((await service.fetch(target)).status).toBe(200);
    expect((await service.fetch(path, { method: 'POST' })).status).toBe(405);
  });

  it('the OPML list has every feed, and changes with them', async () => {
    const before = await service.fetch('/feeds.opml');
    await service.publish('/articles/a', 'application/json', article('One', { tags: ['<b>'] }));
    const answer = await service.fetch('/feeds.opml');
    expect(answer.headers.get('Content-Type')).toBe('text/x-opml; charset=utf-8');
    expect(answer.headers.get('ETag')).not.toBe(before.headers.get('ETag'));
    const outlines = attributesOf(await answer.text(), 'outline');
    expect(outlines.map(({ xmlUrl }) => xmlUrl)).toEqual([
      `${PUBLIC_URL}/feeds/all.rss`,
      `${PUBLIC_URL}/feeds/lang/en.rss`,
      `${PUBLIC_URL}/feeds/section/town-gown.rss`,
      `${PUBLIC_URL}/feeds/tag/b.rss`,
    ]);
    expect(outlines.at(-1)).toMatchObject({ type: 'rss', text: 'The Example Times – <b>' });
  });

  it('the news sitemap has the articles of two days that are live', async () => {
    await service.publish(
      '/articles/new',
      'application/json',
      article('New & now', { publishedAt: daysAgo(1) }),
    );
    await service.publish('/articles/old', 'application/json', article('Old', { publishedAt: daysAgo(3) }));
    await service.publish('/articles/gone', 'application/json', article('Gone', { publishedAt: daysAgo(1) }));
    await service.fetch('/articles/gone', {
      method: 'DELETE',
      headers: { Authorization: `Bearer ${TOKEN}` },
    });
    const answer = await service.fetch('/sitemap-news.xml');
    const xml = await answer.text();
    attributesOf(xml, 'url');
    expect(xml).toContain(`<loc>${PUBLIC_URL}/articles/new</loc>`);
    expect(xml).toContain('<news:title>New &amp; now</news:title>');
    expect(xml).toContain('<news:language>en</news:language>');
    expect(xml).not.toMatch(/Old|Gone/);
    const again = { headers: { 'If-None-Match': answer.headers.get('ETag') ?? '' } };
    expect((await service.fetch('/sitemap-news.xml', again)).status).toBe(304);
  });
});
