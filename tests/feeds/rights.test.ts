import { expect, test } from 'vitest';
import { FEED_FORMATS } from '../../src/domain/feed.ts';
import type { FeedItem } from '../../src/feeds/feed-item.ts';
import { HOSTILE_TEXTS } from './hostile-text.ts';
import { writtenByRss } from './rss-itself.ts';
import { RENDERERS, sampleFeed, sampleItem } from './sample-feed.ts';
import { childrenOf, onlyText, parseXml } from './xml-tree.ts';

const ATOM = '{http://www.w3.org/2005/Atom}';
const DC = '{http://purl.org/dc/elements/1.1/}';
const CC = '{http://backend.userland.com/creativeCommonsRssModule}';
const FIELDS = {
  rights: '© 2025 Agence & Fils',
  licence: 'https://creativecommons.org/licenses/by/4.0/',
  source: {
    name: 'Agence <du> Fleuve',
    url: 'https://fleuve.example/1',
    feed: 'https://fleuve.example/feed',
  },
};

/** What each format says of one item with these fields. */
function told(fields: Partial<FeedItem>) {
  const feed = sampleFeed({ items: [sampleItem(fields)] });
  const item = childrenOf(childrenOf(parseXml(RENDERERS.rss(feed)), '{}channel')[0], '{}item')[0];
  const entry = childrenOf(parseXml(RENDERERS.atom(feed)), `${ATOM}entry`)[0];
  const [source] = childrenOf(entry, `${ATOM}source`);
  const links = (element: typeof entry, rel: string) =>
    childrenOf(element, `${ATOM}link`).flatMap(({ attributes }) =>
      attributes.rel === rel ? [attributes.href] : [],
    );
  const [rssSource] = childrenOf(item, '{}source');
  return {
    rss: {
      rights: onlyText(item, `${DC}rights`),
      licence: onlyText(item, `${CC}license`),
      source: rssSource && [rssSource.text, rssSource.attributes.url],
      sourceName: onlyText(item, `${DC}source`),
    },
    atom: {
      rights: onlyText(entry, `${ATOM}rights`),
      licence: links(entry, 'license')[0],
      source: source && [
        onlyText(source, `${ATOM}title`),
        ...links(source, 'alternate'),
        ...links(source, 'self'),
      ],
    },
    json: JSON.parse(RENDERERS.json(feed)).items[0]._tearsheet,
  };
}

test('whose an article is, and what others may do with it, is in all three formats', () => {
  const { rights, licence, source } = FIELDS;
  expect(told(FIELDS)).toEqual({
    rss: { rights, licence, source: [source.name, source.feed], sourceName: undefined },
    atom: { rights, licence, source: [source.name, source.url, source.feed] },
    json: FIELDS,
  });
});

test('a source without a feed is told by its address, and without either by its name', () => {
  const { name, url } = FIELDS.source;
  expect(told({ source: { name, url } })).toMatchObject({
    rss: { source: [name, url] },
    atom: { source: [name, url] },
  });
  expect(told({ source: { name } })).toMatchObject({
    rss: { source: undefined, sourceName: name },
    atom: { source: [name] },
    json: { source: { name } },
  });
});

test('an item without any of it says nothing of it', () => {
  const nothing = { rights: undefined, licence: undefined, source: undefined };
  const expected = { rss: { ...nothing, sourceName: undefined }, atom: nothing, json: undefined };
  expect(told({})).toEqual(expected);
  const blank = {
    rights: ' \u0007 ',
    licence: 'javascript:alert(1)',
    source: { name: '\n', url: 'https://x.example' },
  };
  expect(told(blank)).toEqual(expected);
  expect(told({ source: { name: 'A', url: 'data:x', feed: '//x' } }).rss).toMatchObject({ sourceName: 'A' });
});

test.each(HOSTILE_TEXTS)('$name stays text in them', ({ given }) => {
  const items = [sampleItem({ rights: given, source: { name: given, feed: 'https://fleuve.example/feed' } })];
  const feed = sampleFeed({ items });
  for (const format of FEED_FORMATS) expect(RENDERERS[format](feed).length).toBeGreaterThan(100);
  const { rss, atom, json } = told(items[0] ?? {});
  expect([atom.rights, atom.source?.[0]]).toEqual([rss.rights, rss.source?.[0]]);
  expect([json?.rights, json?.source?.name]).toEqual([rss.rights, rss.source?.[0]]);
  const date = /<lastBuildDate>[^<]*/;
  expect(RENDERERS.rss(feed).replace(date, '')).toBe(writtenByRss(feed).replace(date, ''));
});
