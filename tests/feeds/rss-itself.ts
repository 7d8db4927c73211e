import RSS from 'rss';
import type { FeedDocument, FeedHead } from '../../src/feeds/feed-document.ts';
import type { FeedItem } from '../../src/feeds/feed-item.ts';
import { escapeMarkup } from '../../src/feeds/feed-text.ts';
import { BARE_MEDIA_TYPES } from '../../src/feeds/media-type.ts';
import { soundFeed } from '../../src/feeds/sound-feed.ts';

/** An element in the notation of `rss`. */
type Notation = Record<string, unknown>;

/** The document as `rss` alone writes it, in one go; only the moment of writing differs. */
export function writtenByRss(feed: FeedDocument): string {
  const sound = soundFeed(feed);
  const rss = new RSS(channelOptions(sound));
  for (const item of sound.items) rss.item(itemOptions(item));
  return rss.xml({ indent: '\t' });
}

/** A sound head as `rss` takes it. */
function channelOptions(feed: FeedHead): RSS.FeedOptions {
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
      ...rightsOf(item),
      ...(image ? [mediaContent(image)] : []),
      ...(item.contentHtml === undefined ? [] : [{ 'content:encoded': { _cdata: item.contentHtml } }]),
    ],
  };
}

function rightsOf({ rights, licence, source }: FeedItem): Notation[] {
  const namespace = { 'xmlns:creativeCommons': 'http://backend.userland.com/creativeCommonsRssModule' };
  const url = source?.feed ?? source?.url;
  return [
    ...(rights ? [{ 'dc:rights': rights }] : []),
    ...(licence ? [{ 'creativeCommons:license': [{ _attr: namespace }, licence] }] : []),
    ...(source && url ? [{ source: [{ _attr: { url } }, source.name] }] : []),
    ...(source && !url ? [{ 'dc:source': source.name }] : []),
  ];
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
