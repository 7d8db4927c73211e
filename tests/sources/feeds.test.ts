import { afterAll, describe, expect, it } from 'vitest';
import { type Answer, closeSites, LONG, MINUTE, openSite, openSources } from './open-sources.ts';

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

describe('a feed that is polled', () => {
  it('becomes articles, the oldest first, with what it says of them', async () => {
    const site = await openSite(
      xml(() => rss(item(2, '<dc:creator>Ada Quill</dc:creator><category>Bridges</category>') + item(1))),
    );
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
    await house.pass(15 * MINUTE);
    expect((await house.show()).runs).toHaveLength(2);
    await house.pass(15 * MINUTE);
    expect((await house.show()).runs).toMatchObject([
      { polls: 2, total: 0 },
      { polls: 1, total: 2 },
    ]);
  });
});
