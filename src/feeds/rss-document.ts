import RSS from 'rss';
import type { FeedDocument, FeedHead } from './feed-document.ts';
import type { FeedItem } from './feed-item.ts';
import { escapeMarkup } from './feed-text.ts';
import { type FeedWriter, renderWhole } from './feed-writer.ts';
import { BARE_MEDIA_TYPES } from './media-type.ts';

/** An element in the notation of `rss`. */
type Notation = Record<string, unknown>;

const TAIL = '\t</channel>\n</rss>';
const FORM = { indent: '\t' };

/**
 * RSS 2.0 (rssboard.org), with content, Dublin Core, Atom, Media RSS and feed history (RFC 5005) elements. Head and
 * items are written by `rss`, each in a document of its own that is cut open: the strings around the cut are ours.
 */
export const RSS_WRITER: FeedWriter = {
  head(feed) {
    const xml = new RSS(channelOptions(feed)).xml(FORM);
    return datedBy(xml.slice(0, xml.lastIndexOf(TAIL)), new Date(feed.updatedAt));
  },
  item(item) {
    const xml = new RSS({ title: '-', feed_url: '', site_url: '-' }).item(itemOptions(item)).xml(FORM);
    return xml.slice(xml.indexOf('\t\t<item>'), xml.lastIndexOf(TAIL));
  },
  separator: '',
  tail: TAIL,
};

/** Renders an RSS 2.0 document. Throws as `soundFeed` does. */
export function renderRss(feed: FeedDocument): string {
  return renderWhole(RSS_WRITER, feed);
}

/** A sound head as `rss` takes it. */
export function channelOptions(feed: FeedHead): RSS.FeedOptions {
  const { previous, next, archive } = feed;
  const link = (rel: string, href: string, type: string) => ({ 'atom:link': { _attr: { href, rel, type } } });
  const page = (rel: string, href: string | undefined) =>
    href === undefined ? [] : [link(rel, href, BARE_MEDIA_TYPES.rss)];
  return {
    title: feed.title,
    description: feed.description,
    generator: 'Tearsheet',
    feed_url: feed.self.rss,
    site_url: feed.homeUrl,
    hub: feed.hubUrl,
    copyright: feed.copyright,
    language: feed.language,
    custom_namespaces: {
      media: 'http://search.yahoo.com/mrss/',
      ...(archive && { fh: 'http://purl.org/syndication/history/1.0' }),
    },
    custom_elements: [
      link('alternate', feed.homeUrl, 'text/html'),
      ...page('current', archive?.current.rss),
      ...page('prev-archive', previous?.rss),
      // One way to walk is enough: the archive, where there is one.
      ...page('next', previous || archive ? undefined : next?.rss),
      ...page('next-archive', archive?.next?.rss),
      ...(archive ? [{ 'fh:archive': '' }] : []),
    ],
  };
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
