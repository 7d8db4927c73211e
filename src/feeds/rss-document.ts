import RSS from 'rss';
import type { FeedDocument } from './feed-document.ts';
import type { FeedItem } from './feed-item.ts';
import { escapeMarkup } from './feed-text.ts';
import { type FeedWriter, renderWhole } from './feed-writer.ts';
import { rssHead } from './rss-head.ts';

/** An element in the notation of `rss`. */
type Notation = Record<string, unknown>;

const TAIL = '\t</channel>\n</rss>';

/**
 * RSS 2.0 (rssboard.org), with content, Dublin Core, Atom, Media RSS and feed history (RFC 5005) elements. Items are
 * written by `rss`, each in a document of its own that is cut open: the strings around the cut are ours.
 */
export const RSS_WRITER: FeedWriter = {
  head: rssHead,
  item(item) {
    const xml = new RSS({ title: '-', feed_url: '', site_url: '-' })
      .item(itemOptions(item))
      .xml({ indent: '\t' });
    return xml.slice(xml.indexOf('\t\t<item>'), xml.lastIndexOf(TAIL));
  },
  separator: '',
  tail: TAIL,
};

/** Renders an RSS 2.0 document. Throws as `soundFeed` does. */
export function renderRss(feed: FeedDocument): string {
  return renderWhole(RSS_WRITER, feed);
}

/** A sound item as `rss` takes it. */
export function itemOptions(item: FeedItem): RSS.ItemOptions {
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
      ...(item.contentHtml === undefined ? [] : [{ 'content:encoded': { _cdata: item.contentHtml } }]),
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
