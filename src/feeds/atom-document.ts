import type { FeedDocument, FeedHead } from './feed-document.ts';
import type { FeedItem } from './feed-item.ts';
import { type FeedWriter, renderWhole } from './feed-writer.ts';
import { BARE_MEDIA_TYPES } from './media-type.ts';
import { cleanMarkup, element, lines, markupOf, type Xml, xml, xmlDocument } from './xml-writer.ts';

const TAIL = '</feed>\n';

/** Atom 1.0 (RFC 4287), with Media RSS, feed history (RFC 5005) and deleted entries (RFC 6721). */
export const ATOM_WRITER: FeedWriter = {
  head(feed) {
    return xmlDocument(element('feed', namespaces(feed), headElements(feed))).slice(0, -TAIL.length);
  },
  item: (item) => `${markupOf(entry(item))}\n`,
  separator: '',
  tail: TAIL,
};

/** Renders an Atom 1.0 document. Throws as `soundFeed` does. */
export function renderAtom(feed: FeedDocument): string {
  return renderWhole(ATOM_WRITER, feed);
}

function namespaces({ language, archive, deleted }: FeedHead): Record<string, string | undefined> {
  return {
    xmlns: 'http://www.w3.org/2005/Atom',
    'xmlns:media': 'http://search.yahoo.com/mrss/',
    'xmlns:fh': archive && 'http://purl.org/syndication/history/1.0',
    'xmlns:at': deleted && 'http://purl.org/atompub/tombstones/1.0',
    'xml:lang': language || undefined,
  };
}

function headElements(feed: FeedHead): (Xml | undefined)[] {
  const { title, description, copyright, hubUrl, previous, next, archive, deleted = [] } = feed;
  const link = (rel: string, href: string | undefined, type?: string) =>
    href === undefined ? undefined : element('link', { rel, type, href });
  return [
    // The pages of one feed have one id (RFC 5005 §4, the examples).
    element('id', {}, (archive?.current ?? feed.self).atom),
    element('title', { type: 'text' }, title),
    description ? element('subtitle', { type: 'text' }, description) : undefined,
    link('alternate', feed.homeUrl, 'text/html'),
    link('self', feed.self.atom, BARE_MEDIA_TYPES.atom),
    link('hub', hubUrl),
    link('current', archive?.current.atom, BARE_MEDIA_TYPES.atom),
    link('prev-archive', previous?.atom, BARE_MEDIA_TYPES.atom),
    // One way to walk is enough: the archive, where there is one.
    link('next', previous || archive ? undefined : next?.atom, BARE_MEDIA_TYPES.atom),
    link('next-archive', archive?.next?.atom, BARE_MEDIA_TYPES.atom),
    archive ? element('fh:archive', {}) : undefined,
    element('updated', {}, feed.updatedAt),
    // Section 4.1.1 asks for it as soon as one entry has no author of its own.
    element('author', {}, [element('name', {}, title)]),
    copyright ? element('rights', { type: 'text' }, copyright) : undefined,
    element('generator', {}, 'Tearsheet'),
    ...deleted.map(({ id, at }) => element('at:deleted-entry', { ref: id, when: at })),
  ];
}

function entry(item: FeedItem): Xml {
  const { image, licence, rights, source, summary, contentHtml, language } = item;
  return xml`<entry${language ? xml` xml:lang="${language}"` : ''}>
<id>${item.id}</id>
<title type="text">${item.title}</title>
<link rel="alternate" type="text/html" href="${item.url}"/>
${lines([
  enclosure(image),
  // RFC 4946.
  licence ? element('link', { rel: 'license', href: licence }) : undefined,
])}<published>${item.publishedAt}</published>
<updated>${item.updatedAt}</updated>
${lines([
  ...item.authors.map(authorOf),
  ...item.categories.map((term) => xml`<category term="${term}"/>`),
  summary ? xml`<summary type="text">${summary}</summary>` : undefined,
  contentHtml === undefined ? undefined : xml`<content type="html">${cleanMarkup(contentHtml)}</content>`,
  mediaContent(image),
  rights ? element('rights', { type: 'text' }, rights) : undefined,
  // Last: there are readers that take the first title they come to for the entry's.
  source ? sourceOf(source) : undefined,
])}</entry>`;
}

function authorOf({ name, url }: FeedItem['authors'][number]): Xml {
  return xml`<author>
<name>${name}</name>
${lines([url ? element('uri', {}, url) : undefined])}</author>`;
}

/** What is known of the feed it came from (section 4.2.11): neither its id nor its date, and none is made up. */
function sourceOf({ name, url, feed }: NonNullable<FeedItem['source']>): Xml {
  return element('source', {}, [
    element('title', { type: 'text' }, name),
    url ? element('link', { rel: 'alternate', href: url }) : undefined,
    feed ? element('link', { rel: 'self', href: feed }) : undefined,
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
