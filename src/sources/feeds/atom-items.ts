import { readDate } from '../date-text.ts';
import type { FeedItem, ReadFeed } from './feed-items.ts';
import { imageOf } from './rss-items.ts';
import { childrenOf, textOf, type XmlDocument, type XmlElement } from './xml-elements.ts';

/** Reads Atom (RFC 4287), with the entries that were deleted (RFC 6721). */
export function readAtom({ root, source }: XmlDocument): ReadFeed {
  const entries = childrenOf(root, 'atom:entry', 'at:deleted-entry').filter(({ closed }) => closed);
  const items = entries.map(
    (entry): FeedItem =>
      entry.name === 'atom:entry' ? readEntry(entry, source) : { id: entry.attributes.ref, gone: true },
  );
  return { items, faults: root.closed ? [] : ['is broken in the middle'] };
}

function readEntry(entry: XmlElement, source: string): FeedItem {
  const links = childrenOf(entry, 'atom:link');
  const alternate = links.find(
    ({ attributes: { rel = 'alternate', type } }) => rel === 'alternate' && (!type || /html/i.test(type)),
  );
  const picture = links.find(
    ({ attributes: { rel, type } }) => rel === 'enclosure' && type?.startsWith('image/'),
  );
  const [content] = childrenOf(entry, 'atom:content');
  const [summary] = childrenOf(entry, 'atom:summary');
  const [title] = childrenOf(entry, 'atom:title');
  const isPlain = content && (content.attributes.type ?? 'text') === 'text';
  return {
    id: textOf(entry, 'atom:id'),
    link: alternate?.attributes.href,
    title: title && markupOf(title, source),
    ...(isPlain ? { plain: content.text.trim() } : { full: content && markupOf(content, source) }),
    summary: summary && markupOf(summary, source),
    publishedAt: readDate(textOf(entry, 'atom:published', 'atom:issued')),
    updatedAt: readDate(textOf(entry, 'atom:updated')),
    authors: childrenOf(entry, 'atom:author').flatMap((author) => {
      const name = textOf(author, 'atom:name');
      return name ? [{ name, url: textOf(author, 'atom:uri') }] : [];
    }),
    tags: childrenOf(entry, 'atom:category').flatMap(
      ({ attributes: { label, term } }) => label ?? term ?? [],
    ),
    image: imageOf(entry) ?? (picture?.attributes.href ? { url: picture.attributes.href } : undefined),
  };
}

/** A text construct (RFC 4287 §3.1) as HTML; content that is elsewhere, or of another type, is none. */
function markupOf(construct: XmlElement, source: string): string | undefined {
  const { type = 'text', src } = construct.attributes;
  if (src) return undefined;
  if (type === 'xhtml') return source.slice(construct.from, construct.to);
  if (type === 'text') return construct.text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return /^(?:html|text\/html)$/i.test(type) ? construct.text : undefined;
}
