import RSS from 'rss';
import { renderAtom } from '../src/feeds/atom-document.ts';
import type { FeedDocument } from '../src/feeds/feed-document.ts';
import type { FeedItem } from '../src/feeds/feed-item.ts';
import { renderJsonFeed } from '../src/feeds/json-feed-document.ts';
import { renderRss } from '../src/feeds/rss-document.ts';
import type { Contender } from './interleaved.ts';
import { words } from './words.ts';

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

/** The floor: what any generator must at least do. No escaping, so not a feed. */
function concatenated(feed: FeedDocument): string {
  let out = '<rss><channel>';
  for (const { title, summary, url, id, contentHtml } of feed.items) {
    out += `<item><title>${title}</title><link>${url}</link><guid>${id}</guid><description>${summary}</description><content>${contentHtml}</content></item>`;
  }
  return `${out}</channel></rss>`;
}

export function feedContenders(): Contender[] {
  const self = {
    rss: 'https://x.example/a.rss',
    atom: 'https://x.example/a.atom',
    json: 'https://x.example/a.json',
  };
  const items = Array.from({ length: 30 }, (_, index) => item(index));
  const feed: FeedDocument = {
    title: 'T',
    description: 'D',
    language: 'fr',
    homeUrl: 'https://x.example/',
    self,
    updatedAt: AT,
    items,
  };
  return [
    { name: 'bare concatenation (no escaping: the floor)', run: () => concatenated(feed) },
    { name: 'rss alone', run: () => rssAlone(feed) },
    { name: 'ours: RSS', run: () => renderRss(feed) },
    { name: 'ours: Atom', run: () => renderAtom(feed) },
    { name: 'ours: JSON Feed', run: () => renderJsonFeed(feed) },
  ];
}
