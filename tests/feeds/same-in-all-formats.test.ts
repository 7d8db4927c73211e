import { afterEach, describe, expect, test, vi } from 'vitest';
import { FEED_FORMATS, type FeedFormat } from '../../src/domain/feed.ts';
import type { FeedDocument } from '../../src/feeds/feed-document.ts';
import type { FeedItem } from '../../src/feeds/feed-item.ts';
import { readFeed } from './read-feed.ts';
import { goldenFeed, RENDERERS, sampleFeed, sampleItem } from './sample-feed.ts';
import { childrenOf, onlyText, parseXml } from './xml-tree.ts';

function readAll(feed: FeedDocument) {
  const read = (format: FeedFormat) => readFeed(format, RENDERERS[format](feed));
  return { rss: read('rss'), atom: read('atom'), json: read('json') };
}

/** Everything but the feed's own address, which differs by design. */
function withoutSelf({ self, ...feed }: ReturnType<typeof readFeed>) {
  return feed;
}

test('the three formats say the same of every item', () => {
  const feed = goldenFeed();
  const { rss, atom, json } = readAll(feed);
  expect(withoutSelf(atom)).toEqual(withoutSelf(rss));
  expect(withoutSelf(json)).toEqual(withoutSelf(rss));
  expect(rss.items.map(({ id }) => id)).toEqual(feed.items.map(({ id }) => id));
  expect(rss.items[0]).toEqual({
    id: 'tag:courant.example,2025:a-3',
    url: 'https://courant.example/international/le-pont-rouvre',
    title: 'Le pont d’Amont rouvre «\u00A0pour de bon\u00A0»',
    summary: feed.items[0]?.summary,
    content: feed.items[0]?.contentHtml,
    authors: ['Léa Marchetti', 'Noé Quint'],
    categories: ['International', 'Transports', 'Amont'],
    published: '2025-03-04T18:30:00Z',
    updated: '2025-03-05T10:00:00Z',
    language: 'fr',
    image: 'https://courant.example/images/pont.jpg',
    enclosure: { url: 'https://courant.example/images/pont.jpg', type: 'image/jpeg', bytes: 184_320 },
  });
});

test('each format names its own address', () => {
  const { rss, atom, json } = readAll(sampleFeed());
  expect([rss.self, atom.self, json.self]).toEqual(Object.values(sampleFeed().self));
});

test('the feed’s own date is in the XML formats, from content', () => {
  const feed = sampleFeed({ updatedAt: '2019-12-31T23:59:59.000Z' });
  const channel = childrenOf(parseXml(RENDERERS.rss(feed)), '{}channel')[0];
  expect(onlyText(channel, '{}lastBuildDate')).toBe('Tue, 31 Dec 2019 23:59:59 GMT');
  const atom = parseXml(RENDERERS.atom(feed));
  expect(onlyText(atom, '{http://www.w3.org/2005/Atom}updated')).toBe('2019-12-31T23:59:59.000Z');
});

test('RSS never offers an id as a permalink and never names an author without an address', () => {
  const item = childrenOf(childrenOf(parseXml(RENDERERS.rss(goldenFeed())), '{}channel')[0], '{}item')[0];
  expect(childrenOf(item, '{}guid')[0]?.attributes).toEqual({ isPermaLink: 'false' });
  expect(childrenOf(item, '{}author')).toEqual([]);
});

describe('the same feed gives the same bytes', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test.each(FEED_FORMATS)('%s, twice and at any time of day', (format) => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2001-02-03T04:05:06Z') });
    const first = RENDERERS[format](goldenFeed());
    vi.setSystemTime(new Date('2038-01-19T03:14:07Z'));
    expect(new Date().getUTCFullYear()).toBe(2038);
    expect(RENDERERS[format](goldenFeed())).toBe(first);
    expect(first).not.toMatch(/2001|2038/);
  });
});

test.each(FEED_FORMATS)('an empty feed is a valid %s document', (format) => {
  const feed = readFeed(format, RENDERERS[format](sampleFeed({ items: [] })));
  expect(feed).toMatchObject({ title: 'Le Courant', homeUrl: 'https://courant.example/', items: [] });
});

/** As it may come out of a store that holds other than its types say. */
function broken(fields: Record<string, unknown>): FeedItem {
  return { ...sampleItem({ id: 'tag:courant.example,2025:broken' }), ...fields } as FeedItem;
}

test.each<[string, FeedItem]>([
  ['without id', broken({ id: ' \u0001 ' })],
  ['without address', broken({ url: '' })],
  ['with a relative address', broken({ url: '/a-1' })],
  ['with a script for an address', broken({ url: 'javascript:alert(1)' })],
  ['without date', broken({ publishedAt: '' })],
  ['with an impossible date', broken({ publishedAt: '2025-02-30T00:00:00.000Z' })],
  ['whose authors are not a list', broken({ authors: null })],
  ['whose body is not text', broken({ contentHtml: 7 })],
  ['whose categories hold a number', broken({ categories: [1] })],
  ['that is null', null as unknown as FeedItem],
])('an item %s is left out of every format, and nothing else is', (_, bad) => {
  for (const feed of Object.values(readAll(sampleFeed({ items: [bad, sampleItem()] })))) {
    expect(feed.items.map(({ id }) => id)).toEqual(['tag:courant.example,2025:a-1']);
  }
});

test('a feed without a date of its own is refused', () => {
  for (const format of FEED_FORMATS) {
    expect(() => RENDERERS[format](sampleFeed({ updatedAt: 'yesterday' }))).toThrow(RangeError);
  }
});

test.each<[string, Partial<FeedItem>, object]>([
  ['title with spaces around is trimmed', { title: '  a  b\u2028 ' }, { title: 'a b' }],
  ['blank title is the summary', { title: ' \u0001 ', summary: 'Un résumé.' }, { title: 'Un résumé.' }],
  ['blank title without summary is the address', { title: '\n' }, { title: 'https://courant.example/a-1' }],
  [
    'body without a summary is told by the title',
    { contentHtml: '<p><img src="https://courant.example/a.png" alt="Le pont"></p>' },
    { summary: 'Le pont rouvre' },
  ],
  [
    'blank body is the summary, escaped',
    { contentHtml: ' ', summary: 'a < b' },
    { content: '<p>a &lt; b</p>' },
  ],
  [
    'edit before publication counts as published then',
    { updatedAt: '2020-01-01T00:00:00.000Z' },
    { updated: '2025-03-04T05:06:07Z' },
  ],
  ['date of change that is none is the publication', { updatedAt: 'x' }, { updated: '2025-03-04T05:06:07Z' }],
  ['language written by halves is mended', { language: 'pt_br' }, { language: 'pt-BR' }],
  ['language that is none is left out', { language: 'français' }, { language: undefined }],
  ['category said twice is one', { categories: ['a b', 'a\nb', ' '] }, { categories: ['a b'] }],
  [
    'author without name is left out',
    { authors: [{ name: '\u0000' }, { name: 'Léa' }] },
    { authors: ['Léa'] },
  ],
  [
    'address in other letters is a URI',
    { url: 'https://é.example/ü?a[]=|' },
    { url: 'https://xn--9ca.example/%C3%BC?a%5B%5D=%7C' },
  ],
  ['picture behind a script is left out', { image: { url: 'javascript:alert(1)' } }, { image: undefined }],
  [
    'picture of unknown length is no enclosure',
    { image: { url: 'https://courant.example/a.png', type: 'image/png' } },
    { image: 'https://courant.example/a.png', enclosure: undefined },
  ],
  [
    'picture of unknown type is no enclosure',
    { image: { url: 'https://courant.example/a.png', bytes: 5, type: 'PNG' } },
    { image: 'https://courant.example/a.png', enclosure: undefined },
  ],
])('a %s, in every format', (_, fields, expected) => {
  for (const feed of Object.values(readAll(sampleFeed({ items: [sampleItem(fields)] })))) {
    expect(feed.items[0]).toMatchObject(expected);
  }
});

test('of two items with one id the first stays', () => {
  const items = [sampleItem({ title: 'One' }), sampleItem({ title: 'Two' })];
  for (const feed of Object.values(readAll(sampleFeed({ items })))) {
    expect(feed.items.map(({ title }) => title)).toEqual(['One']);
  }
});
