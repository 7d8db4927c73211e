import RSS from 'rss';
import type { FeedDocument } from './feed-document.ts';
import type { FeedItem } from './feed-item.ts';
import { escapeMarkup } from './feed-text.ts';
import { soundFeed } from './sound-feed.ts';

/** An element in the notation of `rss`. */
type Notation = Record<string, unknown>;

/**
 * Renders an RSS 2.0 document (rssboard.org), with content, Dublin Core, Atom and Media RSS elements.
 * Throws as `soundFeed` does.
 */
export function renderRss(feed: FeedDocument): string {
  const sound = soundFeed(feed);
  const rss = new RSS({
    title: sound.title,
    description: sound.description,
    generator: 'Tearsheet',
    feed_url: sound.self.rss,
    site_url: sound.homeUrl,
    hub: sound.hubUrl,
    copyright: sound.copyright,
    language: sound.language,
    custom_namespaces: { media: 'http://search.yahoo.com/mrss/' },
    custom_elements: [
      { 'atom:link': { _attr: { href: sound.homeUrl, rel: 'alternate', type: 'text/html' } } },
    ],
  });
  for (const item of sound.items) rss.item(itemOptions(item));
  return datedBy(rss.xml({ indent: '\t' }), new Date(sound.updatedAt));
}

function itemOptions(item: FeedItem): RSS.ItemOptions {
  const { image } = item;
  return {
    title: item.title,
    // The one plain text that readers take for HTML: without this, `a < b` would lose its end.
    description: escapeMarkup(item.summary ?? ''),
    url: item.url,
    guid: item.id,
    categories: item.categories,
    date: new Date(item.publishedAt),
    // Length and type are always given, so that the package asks neither the file system nor its table of types.
    ...(image?.bytes && image.type && { enclosure: { url: image.url, size: image.bytes, type: image.type } }),
    custom_elements: [
      // `author` would make one dc:creator; an article can have several.
      ...item.authors.map(({ name }) => ({ 'dc:creator': name })),
      ...(item.language ? [{ 'dc:language': item.language }] : []),
      { 'atom:updated': item.updatedAt },
      ...(image ? [mediaContent(image)] : []),
      { 'content:encoded': { _cdata: item.contentHtml } },
    ],
  };
}

function mediaContent(image: NonNullable<FeedItem['image']>): Notation {
  const { url, type, bytes, width, height, alt, credit } = image;
  return {
    'media:content': [
      {
        _attr: {
          url,
          medium: 'image',
          ...(type && { type }),
          ...(bytes && { fileSize: bytes }),
          ...(width && { width }),
          ...(height && { height }),
        },
      },
      ...(alt ? [{ 'media:description': [{ _attr: { type: 'plain' } }, alt] }] : []),
      ...(credit ? [{ 'media:credit': credit }] : []),
    ],
  };
}

const CDATA_OR_BUILD_DATE = /<!\[CDATA\[[\s\S]*?\]\]>|<lastBuildDate>([^<]*)/g;

/**
 * Puts the feed's own date in place of the time of day that `rss` writes into lastBuildDate. CDATA sections are
 * stepped over: the title before it could hold the very same tag.
 */
function datedBy(xml: string, date: Date): string {
  for (const match of xml.matchAll(CDATA_OR_BUILD_DATE)) {
    if (match[1] === undefined) continue;
    const end = match.index + match[0].length;
    return `${xml.slice(0, match.index)}<lastBuildDate>${date.toUTCString()}${xml.slice(end)}`;
  }
  return xml;
}
