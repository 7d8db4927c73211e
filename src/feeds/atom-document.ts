import type { FeedDocument } from './feed-document.ts';
import type { FeedItem } from './feed-item.ts';
import { BARE_MEDIA_TYPES } from './media-type.ts';
import { soundFeed } from './sound-feed.ts';
import { element, type Xml, xmlDocument } from './xml-writer.ts';

/** Renders an Atom 1.0 document (RFC 4287), with Media RSS for pictures. Throws as `soundFeed` does. */
export function renderAtom(feed: FeedDocument): string {
  const sound = soundFeed(feed);
  const { title, description, copyright, hubUrl, items } = sound;
  const anonymous = items.some((item) => item.authors.length === 0);
  return xmlDocument(
    element(
      'feed',
      {
        xmlns: 'http://www.w3.org/2005/Atom',
        'xmlns:media': 'http://search.yahoo.com/mrss/',
        'xml:lang': sound.language || undefined,
      },
      [
        element('id', {}, sound.self.atom),
        element('title', { type: 'text' }, title),
        description ? element('subtitle', { type: 'text' }, description) : undefined,
        element('link', { rel: 'alternate', type: 'text/html', href: sound.homeUrl }),
        element('link', { rel: 'self', type: BARE_MEDIA_TYPES.atom, href: sound.self.atom }),
        hubUrl ? element('link', { rel: 'hub', href: hubUrl }) : undefined,
        element('updated', {}, sound.updatedAt),
        // Section 4.1.1 asks for it as soon as one entry has no author of its own.
        anonymous ? element('author', {}, [element('name', {}, title)]) : undefined,
        copyright ? element('rights', { type: 'text' }, copyright) : undefined,
        element('generator', {}, 'Tearsheet'),
        ...items.map(entry),
      ],
    ),
  );
}

function entry(item: FeedItem): Xml {
  return element('entry', { 'xml:lang': item.language || undefined }, [
    element('id', {}, item.id),
    element('title', { type: 'text' }, item.title),
    element('link', { rel: 'alternate', type: 'text/html', href: item.url }),
    enclosure(item.image),
    element('published', {}, item.publishedAt),
    element('updated', {}, item.updatedAt),
    ...item.authors.map(({ name, url }) =>
      element('author', {}, [element('name', {}, name), url ? element('uri', {}, url) : undefined]),
    ),
    ...item.categories.map((term) => element('category', { term })),
    item.summary ? element('summary', { type: 'text' }, item.summary) : undefined,
    element('content', { type: 'html' }, item.contentHtml),
    mediaContent(item.image),
  ]);
}

function enclosure(image: FeedItem['image']): Xml | undefined {
  if (!image?.bytes || !image.type) return undefined;
  return element('link', { rel: 'enclosure', type: image.type, length: image.bytes, href: image.url });
}

function mediaContent(image: FeedItem['image']): Xml | undefined {
  if (!image) return undefined;
  const { url, type, bytes, width, height, alt, credit } = image;
  const attributes = { url, medium: 'image', type, fileSize: bytes, width, height };
  if (!alt && !credit) return element('media:content', attributes);
  return element('media:content', attributes, [
    alt ? element('media:description', { type: 'plain' }, alt) : undefined,
    credit ? element('media:credit', {}, credit) : undefined,
  ]);
}
