import { describe, expect, test } from 'vitest';
import { FEED_FORMATS } from '../../src/domain/feed.ts';
import type { FeedDocument } from '../../src/feeds/feed-document.ts';
import { summaryItem } from '../../src/feeds/feed-item.ts';
import { renderRss } from '../../src/feeds/rss-document.ts';
import { HOSTILE_TEXTS } from './hostile-text.ts';
import { readFeed } from './read-feed.ts';
import { writtenByRss } from './rss-itself.ts';
import { goldenFeed, RENDERERS, sampleFeed, sampleItem } from './sample-feed.ts';
import { childrenOf, parseXml } from './xml-tree.ts';

const ATOM = '{http://www.w3.org/2005/Atom}';
const HISTORY = '{http://purl.org/syndication/history/1.0}';
const pages = (page: string) => ({
  rss: `https://feeds.courant.example/${page}.rss`,
  atom: `https://feeds.courant.example/${page}.atom`,
  json: `https://feeds.courant.example/${page}.json`,
});

const withoutDate = (xml: string) => xml.replace(/<lastBuildDate>[^<]*/, '<lastBuildDate>');

test.each<[string, FeedDocument]>([
  ['the sample feed', goldenFeed()],
  ['an empty feed', sampleFeed({ items: [] })],
  ['an archive document', sampleFeed({ previous: pages('1'), archive: { current: pages('all') } })],
  ['a feed of summaries', sampleFeed({ items: goldenFeed().items.map(summaryItem) })],
])('RSS joined from parts is what `rss` writes at once: %s', (_, feed) => {
  expect(withoutDate(renderRss(feed))).toBe(withoutDate(writtenByRss(feed)));
});

test.each([...HOSTILE_TEXTS, { name: 'the cut itself', given: '\n\t\t<item>\n\t</channel>\n</rss>' }])(
  'RSS with $name in every field is cut at the right places',
  ({ given }) => {
    const item = sampleItem({ title: given, summary: given, contentHtml: given, authors: [{ name: given }] });
    const feed = sampleFeed({ title: given, description: given, items: [item, sampleItem({ id: 'x' })] });
    const [joined, whole] = [renderRss(feed), writtenByRss(feed)];
    const around = (xml: string) => [
      xml.slice(0, xml.indexOf('<generator>')),
      xml.slice(xml.lastIndexOf('</lastBuildDate>')),
    ];
    expect(around(joined)).toEqual(around(whole));
    expect(readFeed('rss', joined).items).toHaveLength(2);
  },
);

test.each(FEED_FORMATS)('%s: an item told by its summary has no body and keeps the rest', (format) => {
  const [full, told] = [goldenFeed(), goldenFeed()];
  told.items = told.items.map(summaryItem);
  const [whole, short] = [full, told].map((feed) => readFeed(format, RENDERERS[format](feed)).items);
  expect(short?.map(({ content, ...rest }) => rest)).toEqual(whole?.map(({ content, ...rest }) => rest));
  expect(short?.map(({ content }) => content)).toEqual([undefined, undefined, undefined]);
});

test.each(FEED_FORMATS)('%s: without body and summary the title is told', (format) => {
  const { summary: _, ...item } = summaryItem(sampleItem());
  const [read] = readFeed(format, RENDERERS[format](sampleFeed({ items: [item] }))).items;
  expect(read).toMatchObject({ title: 'Le pont rouvre', summary: 'Le pont rouvre' });
});

describe('an archive document', () => {
  const feed = sampleFeed({
    self: pages('all-2'),
    previous: pages('all-1'),
    archive: { current: pages('all'), next: pages('all-3') },
  });

  test.each(['rss', 'atom'] as const)(
    '%s says that it is one, and links the feed and its neighbours',
    (format) => {
      const root = parseXml(RENDERERS[format](feed));
      const head = format === 'rss' ? childrenOf(root, '{}channel')[0] : root;
      expect(childrenOf(head, `${HISTORY}archive`)).toHaveLength(1);
      const links = Object.fromEntries(
        childrenOf(head, `${ATOM}link`).map(({ attributes }) => [attributes.rel, attributes.href]),
      );
      expect(links).toMatchObject({
        self: pages('all-2')[format],
        current: pages('all')[format],
        'prev-archive': pages('all-1')[format],
        'next-archive': pages('all-3')[format],
      });
    },
  );

  test('JSON Feed links the page before it', () => {
    expect(JSON.parse(RENDERERS.json(feed))).toMatchObject({
      feed_url: pages('all-2').json,
      next_url: pages('all-1').json,
    });
  });

  test('Atom keeps the feed’s own id', () => {
    const [id] = childrenOf(parseXml(RENDERERS.atom(feed)), `${ATOM}id`);
    expect(id?.text).toBe(pages('all').atom);
  });
});

test('what was withdrawn is an entry of its own in Atom, an extension in JSON Feed, and nothing in RSS', () => {
  const gone = { id: 'tag:courant.example,2025:<gone>', at: '2025-03-05T09:00:00.000Z' };
  const feed = sampleFeed({ deleted: [gone, { id: ' ', at: gone.at }, { id: 'x', at: 'never' }] });
  const [entry, ...more] = childrenOf(
    parseXml(RENDERERS.atom(feed)),
    '{http://purl.org/atompub/tombstones/1.0}deleted-entry',
  );
  expect([entry?.attributes, more]).toEqual([{ ref: gone.id, when: gone.at }, []]);
  expect(JSON.parse(RENDERERS.json(feed))._tearsheet).toEqual({
    deleted: [{ id: gone.id, date_deleted: gone.at }],
  });
  expect(RENDERERS.rss(feed)).not.toContain('gone');
});
