import RSS from 'rss';
import { ATOM_WRITER, renderAtom } from '../../src/feeds/atom-document.ts';
import type { FeedDocument } from '../../src/feeds/feed-document.ts';
import type { FeedItem } from '../../src/feeds/feed-item.ts';
import { type FeedWriter, joinFeed } from '../../src/feeds/feed-writer.ts';
import { JSON_FEED_WRITER, renderJsonFeed } from '../../src/feeds/json-feed-document.ts';
import { RSS_WRITER, renderRss } from '../../src/feeds/rss-document.ts';
import { soundHead, soundItem } from '../../src/feeds/sound-feed.ts';
import { COMPARED_HEADS, comparedRows } from '../measure/compared-rows.ts';
import { type Contender, compare } from '../measure/interleaved.ts';
import { printTable } from '../measure/table.ts';
import { peerContenders } from '../peers/feed-peers.ts';
import { words } from '../words.ts';

const AT = '2024-06-04T05:30:00.000Z';

function item(index: number): FeedItem {
  return {
    id: `tag:example.org,2026:articles/${index}`,
    url: `https://times.example.org/${index}`,
    title: words(10),
    summary: words(30),
    contentHtml: Array.from({ length: 8 }, () => `<p>${words(60)}</p>`).join(''),
    authors: [{ name: words(2) }],
    categories: [words(1), words(1)],
    publishedAt: AT,
    updatedAt: AT,
    language: 'fr',
  };
}

function rssAlone(feed: FeedDocument): string {
  const document = new RSS({
    title: feed.title,
    description: feed.description,
    feed_url: feed.self.rss,
    site_url: feed.homeUrl,
  });
  for (const { title, summary = '', url, id, categories, publishedAt, contentHtml } of feed.items) {
    const custom_elements = [{ 'content:encoded': { _cdata: contentHtml } }];
    document.item({
      title,
      description: summary,
      url,
      guid: id,
      categories,
      date: publishedAt,
      custom_elements,
    });
  }
  return document.xml();
}

/** The floor: the same fields, as any generator must at least write them. No escaping, so not a feed. */
function concatenated(feed: FeedDocument): string {
  let out = `<rss><channel><title>${feed.title}</title><link>${feed.homeUrl}</link>`;
  for (const { title, summary, url, id, contentHtml, authors, categories, ...item } of feed.items) {
    out += `<item><title>${title}</title><link>${url}</link><guid isPermaLink="false">${id}</guid>`;
    out += `<description>${summary}</description><pubDate>${item.publishedAt}</pubDate>`;
    for (const { name } of authors) out += `<dc:creator>${name}</dc:creator>`;
    for (const name of categories) out += `<category>${name}</category>`;
    out += `<dc:language>${item.language}</dc:language><atom:updated>${item.updatedAt}</atom:updated>`;
    out += `<content:encoded>${contentHtml}</content:encoded></item>`;
  }
  return `${out}</channel></rss>`;
}

/** How a feed is read once its items are kept: head, items, tail. */
function joined(writer: FeedWriter, { items, ...head }: FeedDocument): () => string {
  const rendered = items.flatMap((item) => soundItem(item) ?? []).map((item) => writer.item(item));
  // Through JSON, to be plain strings, as they come from a database.
  const parts = JSON.parse(JSON.stringify(rendered)) as string[];
  return () => joinFeed(writer, writer.head(soundHead(head)), parts);
}

/** A feed of `count` articles, made by us in parts and whole, and by whoever else makes feeds. */
async function feedContenders(count: number): Promise<Contender[]> {
  const feed: FeedDocument = {
    title: 'T',
    description: 'D',
    language: 'fr',
    homeUrl: 'https://x.example/',
    self: {
      rss: 'https://x.example/a.rss',
      atom: 'https://x.example/a.atom',
      json: 'https://x.example/a.json',
    },
    updatedAt: AT,
    items: Array.from({ length: count }, (_, index) => item(index)),
  };
  const encoder = new TextEncoder();
  const peers = await peerContenders(feed);
  if (peers.length === 0)
    console.log('  feed, feedsmith and @astrojs/rss are not installed: npm run bench:peers');
  const makers: [name: string, make: () => unknown][] = [
    ['bare concatenation (no escaping: the floor)', () => concatenated(feed)],
    ['ours, from kept items: RSS', joined(RSS_WRITER, feed)],
    ['ours, from kept items: Atom', joined(ATOM_WRITER, feed)],
    ['ours, from kept items: JSON Feed', joined(JSON_FEED_WRITER, feed)],
    ['ours, from nothing: RSS', () => renderRss(feed)],
    ['ours, from nothing: Atom', () => renderAtom(feed)],
    ['ours, from nothing: JSON Feed', () => renderJsonFeed(feed)],
    ['rss alone', () => rssAlone(feed)],
    ...peers.map(({ name, run }): [string, () => unknown] => [name, () => run(0)]),
  ];
  // To bytes: until then a string may be no more than a list of its parts.
  return makers.map(([name, make]) => ({ name, run: async () => encoder.encode(String(await make())) }));
}

/** Feeds of 20, 100 and 1,000 articles as bytes, beside whoever else makes feeds. */
export async function benchFeedDocuments(): Promise<void> {
  for (const count of [20, 100, 1000]) {
    const rounds = count === 1000 ? 30 : 200;
    const figures = await compare(await feedContenders(count), rounds);
    printTable(
      `A feed of ${count} articles, to bytes: ${rounds} rounds, interleaved; milliseconds, kB`,
      COMPARED_HEADS,
      comparedRows(figures),
    );
  }
}
