import type { FeedDocument } from '../../src/feeds/feed-document.ts';
import type { Contender } from '../measure/interleaved.ts';

/** What is used of each package, which may not be there: `npm run bench:peers` installs them. */
interface FeedPackage {
  Feed: new (
    options: object,
  ) => {
    addItem(item: object): void;
    rss2(): string;
    atom1(): string;
    json1(): string;
  };
}
interface FeedsmithPackage {
  generateRssFeed(feed: object): string;
  generateAtomFeed(feed: object): string;
  generateJsonFeed(feed: object): object;
}
interface AstroPackage {
  getRssString(options: object): Promise<string>;
}

/** The peers' own ways to make the same feed; none of them where the packages are not installed. */
export async function peerContenders(feed: FeedDocument): Promise<Contender[]> {
  const [withFeed, feedsmith, astro] = await Promise.all([
    load<FeedPackage>('feed'),
    load<FeedsmithPackage>('feedsmith'),
    load<AstroPackage>('@astrojs/rss'),
  ]);
  const contenders: Contender[] = [];
  if (withFeed) {
    contenders.push(
      { name: 'feed 6: RSS', run: () => filled(withFeed, feed).rss2() },
      { name: 'feed 6: Atom', run: () => filled(withFeed, feed).atom1() },
      { name: 'feed 6: JSON Feed', run: () => filled(withFeed, feed).json1() },
    );
  }
  if (feedsmith) {
    contenders.push(
      { name: 'feedsmith 3: RSS', run: () => feedsmith.generateRssFeed(asRss(feed)) },
      { name: 'feedsmith 3: Atom', run: () => feedsmith.generateAtomFeed(asAtom(feed)) },
      { name: 'feedsmith 3: JSON Feed', run: () => JSON.stringify(feedsmith.generateJsonFeed(asJson(feed))) },
    );
  }
  if (astro) contenders.push({ name: '@astrojs/rss 4: RSS', run: () => astro.getRssString(asAstro(feed)) });
  return contenders;
}

async function load<Package>(name: string): Promise<Package | undefined> {
  try {
    return (await import(name)) as Package;
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

function filled({ Feed }: FeedPackage, feed: FeedDocument) {
  const { title, description, homeUrl, language, updatedAt, items } = feed;
  const document = new Feed({
    title,
    description,
    id: homeUrl,
    link: homeUrl,
    language,
    copyright: '',
    updated: new Date(updatedAt),
  });
  for (const item of items) {
    document.addItem({
      title: item.title,
      id: item.id,
      link: item.url,
      description: item.summary,
      content: item.contentHtml,
      author: item.authors,
      category: item.categories.map((name) => ({ name })),
      date: new Date(item.updatedAt),
      published: new Date(item.publishedAt),
    });
  }
  return document;
}

function asRss({ title, description, homeUrl, language, items }: FeedDocument): object {
  return {
    title,
    description,
    link: homeUrl,
    language,
    items: items.map((item) => ({
      title: item.title,
      link: item.url,
      description: item.summary,
      guid: { value: item.id, isPermaLink: false },
      pubDate: new Date(item.publishedAt),
      categories: item.categories.map((name) => ({ name })),
      content: { encoded: item.contentHtml },
      dc: { creators: item.authors.map(({ name }) => name) },
    })),
  };
}

function asAtom({ title, self, updatedAt, items }: FeedDocument): object {
  return {
    id: self.atom,
    title: { value: title },
    updated: new Date(updatedAt),
    entries: items.map((item) => ({
      id: item.id,
      title: { value: item.title },
      links: [{ href: item.url, rel: 'alternate' }],
      summary: { value: item.summary },
      content: { value: item.contentHtml, type: 'html' },
      published: new Date(item.publishedAt),
      updated: new Date(item.updatedAt),
      authors: item.authors,
      categories: item.categories.map((term) => ({ term })),
    })),
  };
}

function asJson({ title, homeUrl, self, items }: FeedDocument): object {
  return {
    title,
    home_page_url: homeUrl,
    feed_url: self.json,
    items: items.map((item) => ({
      id: item.id,
      url: item.url,
      title: item.title,
      summary: item.summary,
      content_html: item.contentHtml,
      date_published: new Date(item.publishedAt),
      date_modified: new Date(item.updatedAt),
      authors: item.authors,
      tags: item.categories,
    })),
  };
}

function asAstro({ title, description, homeUrl, items }: FeedDocument): object {
  return {
    title,
    description,
    site: homeUrl,
    items: items.map((item) => ({
      title: item.title,
      link: item.url,
      description: item.summary,
      content: item.contentHtml,
      pubDate: new Date(item.publishedAt),
      categories: item.categories,
    })),
  };
}
