import { afterAll, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../still-service.ts';
import { type Answer, closeSites, LONG, openSite, openSources, page } from './open-sources.ts';

afterAll(closeSites);

const rss = (items: string) =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>News</title>${items}</channel></rss>`;
const item = (n: number, more = '', text = `<p>${LONG}</p>`) =>
  `<item><guid isPermaLink="false">id-${n}</guid><title>Story ${n}</title><link>/story-${n}</link>
    <pubDate>Mon, 02 Mar 2026 0${n}:00:00 GMT</pubDate><content:encoded><![CDATA[${text}]]></content:encoded>${more}</item>`;
const xml =
  (text: () => string): Answer =>
  (_asked, response) =>
    void response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(text());

const day = (n: number) => `2026-03-0${n}T00:00:00.000Z`;
describe('a feed that is polled', () => {
  it('becomes articles, the oldest first, with what it says of them', async () => {
    const items =
      item(2, '<dc:creator>Ada Quill</dc:creator><category>Bridges</category>') +
      item(1, '<description>It is to open in May.</description>');
    const site = await openSite(xml(() => rss(items)));
    const house = await openSources();
    await house.add({ kind: 'feed', address: `${site.origin}/feed` });
    expect(await house.titles()).toEqual(['Story 2', 'Story 1']);
    expect(await house.lines()).toEqual(['created | id-1 | Story 1', 'created | id-2 | Story 2']);
    expect(await house.article('Story 2')).toMatchObject({
      url: `${site.origin}/story-2`,
      publishedAt: '2026-03-02T02:00:00.000Z',
      authors: [{ name: 'Ada Quill' }],
      tags: ['Bridges'],
      state: 'live',
      version: 1,
    });
    expect(await house.article('Story 1')).toMatchObject({ dek: 'It is to open in May.' });
  });

  it('is asked only whether it changed, and polls without news are one line of its log', async () => {
    const site = await openSite(({ headers }, response) => {
      if (headers['if-none-match'] === '"1"') return void response.writeHead(304).end();
      response
        .writeHead(200, { etag: '"1"', 'last-modified': 'Mon, 02 Mar 2026 07:00:00 GMT' })
        .end(rss(item(1)));
    });
    const house = await openSources();
    await house.add({ kind: 'feed', address: `${site.origin}/feed`, every: 5 });
    for (let n = 0; n < 3; n++) await house.pass(5 * MINUTE);
    expect(site.asked).toHaveLength(4);
    expect(site.asked[3]?.headers).toMatchObject({
      'if-none-match': '"1"',
      'if-modified-since': 'Mon, 02 Mar 2026 07:00:00 GMT',
    });
    expect((await house.show()).runs).toMatchObject([
      { polls: 3, total: 0 },
      { polls: 1, total: 1 },
    ]);
  });

  it('makes a new version of what it changes, and only of that', async () => {
    let text = `<p>${LONG}</p>`;
    const site = await openSite(xml(() => rss(item(2) + item(1, '', text))));
    const house = await openSources();
    await house.add({ kind: 'feed', address: `${site.origin}/feed` });
    text = `<p>Corrected. ${LONG}</p>`;
    await house.pass(15 * MINUTE);
    expect(await house.lines()).toEqual(['updated | id-1 | Story 1']);
    expect(await house.article('Story 1')).toMatchObject({ version: 2 });
    expect(await house.article('Story 2')).toMatchObject({ version: 1 });
  });

  it('with summaries only leads to the pages, which are read', async () => {
    const short = item(1, '', '<p>A bridge opens…</p>') + item(2, '', `<p>${LONG} [&hellip;]</p>`);
    const site = await openSite(({ path }, response) => {
      if (path === '/feed') return void response.end(rss(short));
      response.writeHead(200, { 'content-type': 'text/html' }).end(page(`Page of ${path}`));
    });
    const house = await openSources();
    await house.add({ kind: 'feed', address: `${site.origin}/feed` });
    expect(await house.titles()).toEqual(expect.arrayContaining(['Page of /story-1', 'Page of /story-2']));
    await house.pass(15 * MINUTE);
    expect(site.asked.filter(({ path }) => path === '/story-1')).toHaveLength(1);
  });

  it('can be told where the text is', async () => {
    const site = await openSite(({ path }, response) => {
      if (path === '/feed')
        return void response.end(rss(item(1) + item(2, '', '<p>Short, and all of it.</p>')));
      response.writeHead(200, { 'content-type': 'text/html' }).end(page(`Page of ${path}`));
    });
    const house = await openSources();
    await house.add({ kind: 'feed', address: `${site.origin}/feed`, text: 'feed' });
    expect(await house.titles()).toEqual(['Story 2', 'Story 1']);
    const other = await openSources();
    await other.add({ kind: 'feed', address: `${site.origin}/feed`, text: 'page' });
    expect((await other.titles()).sort()).toEqual(['Page of /story-1', 'Page of /story-2']);
  });

  it('is left when articles grow old in it, and followed when a page within it is gone', async () => {
    const gone = new Set<number>();
    let listed = [1, 2, 3, 4, 5];
    const site = await openSite(({ path }, response) => {
      if (path === '/feed') return void response.end(rss(listed.map((n) => item(n)).join('')));
      const n = Number(path.at(-1));
      if (gone.has(n)) return void response.writeHead(410).end();
      response.writeHead(200, { 'content-type': 'text/html' }).end(page(`Page ${n}`));
    });
    const house = await openSources();
    await house.add({ kind: 'feed', address: `${site.origin}/feed` });
    await house.pass(25 * HOUR);
    // 1 is only old; 3 has left the middle and its page is there; 4 has left it with its page.
    listed = [2, 5];
    gone.add(4).add(1);
    await house.pass(15 * MINUTE);
    expect(await house.titles()).toHaveLength(5);
    await house.pass(15 * MINUTE);
    expect(await house.titles()).toEqual(['Story 5', 'Story 3', 'Story 2', 'Story 1']);
  });

  it('that was taken by a clock that was a year ahead is followed once that is set right', async () => {
    let listed = [1, 2, 3];
    const site = await openSite(({ path }, response) => {
      if (path === '/feed') response.end(rss(listed.map((n) => item(n)).join('')));
      else response.writeHead(410).end();
    });
    const house = await openSources();
    house.clock.advance(365 * 24 * HOUR);
    await house.add({ kind: 'feed', address: `${site.origin}/feed`, since: '2026-01-01' });
    house.clock.advance(-365 * 24 * HOUR);
    listed = [1, 3];
    for (let n = 0; n < 3; n++) await house.pass(15 * MINUTE);
    expect(await house.titles()).toEqual(['Story 3', 'Story 1']);
  });

  it('whose entry is a tombstone is followed at once', async () => {
    let more = '';
    const entry = (
      n: number,
    ) => `<entry><id>urn:story:${n}</id><title type="html">Story &amp;lt;em&amp;gt;${n}&lt;/em&gt;</title>
      <link href="/story-${n}"/><updated>${day(n)}</updated><author><name>Ada Quill</name></author>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>${LONG} <em>so</em></p></div></content></entry>`;
    const site = await openSite(
      xml(
        () => `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0">
          <title>News</title>${more || entry(1)}${entry(2)}</feed>`,
      ),
    );
    const house = await openSources();
    await house.add({ kind: 'feed', address: `${site.origin}/atom` });
    expect(await house.titles()).toEqual(['Story <em>2', 'Story <em>1']);
    expect(JSON.stringify(await house.article('Story <em>1'))).toContain('<em>so</em>');
    expect(await house.article('Story <em>1')).toMatchObject({ publishedAt: day(1), updatedAt: day(1) });
    const edited = entry(1).replace(day(1), '2026-03-02T07:00:00Z').replace('<em>so</em>', '<em>now</em>');
    more = edited;
    await house.pass(15 * MINUTE);
    expect(await house.article('Story <em>1')).toMatchObject({
      version: 2,
      publishedAt: day(1),
      updatedAt: '2026-03-02T07:00:00.000Z',
    });
    more = `<at:deleted-entry ref="urn:story:1" when="${day(2)}"/>`;
    await house.pass(15 * MINUTE);
    expect(await house.titles()).toEqual(['Story <em>2']);
    expect(await house.lines()).toEqual(['withdrawn | urn:story:1 | The source says that it is gone.']);
    await house.pass(15 * MINUTE);
    expect(await house.titles()).toEqual(['Story <em>2']);
  });

  it('may be a JSON Feed', async () => {
    const items = [
      {
        id: 7,
        url: '/7',
        title: 'Seven & <more>',
        content_html: `<p>${LONG}</p>`,
        tags: ['a'],
        authors: [{ name: 'Ada' }],
      },
      {
        id: 'x',
        url: '/8',
        title: 'Eight',
        content_text: `${LONG}\n\n${LONG}`,
        date_published: '2026-03-01T10:00:00Z',
      },
      'nonsense',
    ];
    const site = await openSite(
      xml(() => JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', items })),
    );
    const house = await openSources();
    await house.add({ kind: 'feed', address: `${site.origin}/feed.json` });
    expect(await house.titles()).toEqual(['Seven & <more>', 'Eight']);
    expect(await house.lines()).toContain('skipped | The feed has 1 items that are no objects.');
  });

  it('in another charset is read in it', async () => {
    const text =
      `<?xml version="1.0" encoding="windows-1251"?>${rss(item(1)).replace('Story 1', 'Мост')}`.replace(
        '?><?xml version="1.0"?>',
        '?>',
      );
    const bytes = Buffer.from(
      [...text].map((c) => (c >= 'А' && c <= 'я' ? c.charCodeAt(0) - 0x350 : c.charCodeAt(0))),
    );
    const site = await openSite((_asked, response) => void response.end(bytes));
    const house = await openSources();
    await house.add({ kind: 'feed', address: `${site.origin}/feed` });
    expect(await house.titles()).toEqual(['Мост']);
  });
});

describe('a news sitemap that is polled', () => {
  const map = (urls: string) => `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
    xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">${urls}</urlset>`;
  const url = (n: number, date: string) => `<url><loc>/story-${n}</loc><n:news>
    <n:publication_date>${date}</n:publication_date><n:title>Story ${n}</n:title></n:news></url>`;

  it('leads to the pages of the last two days, also by an index', async () => {
    const site = await openSite(({ path }, response) => {
      const maps: Record<string, string> = {
        '/index.xml':
          '<sitemapindex><sitemap><loc>/news.xml</loc></sitemap><sitemap><loc>http://elsewhere.example/x.xml</loc></sitemap></sitemapindex>',
        '/news.xml': map(`${url(1, day(2)) + url(2, '2026-02-20')}<url><loc>/story-3</loc></url>`),
      };
      const known = maps[path];
      if (known) return void response.end(known);
      response.writeHead(200, { 'content-type': 'text/html' }).end(page(`Page ${path}`));
    });
    const house = await openSources();
    await house.add({ kind: 'sitemap', address: `${site.origin}/index.xml` });
    expect(await house.titles()).toEqual(['Page /story-1']);
    expect(await house.lines()).toContain('skipped | 1 addresses have no date, and are not taken.');
  });
});
