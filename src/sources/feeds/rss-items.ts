import { readDate } from '../date-text.ts';
import type { FeedItem, ReadFeed } from './feed-items.ts';
import { childrenOf, textOf, type XmlDocument, type XmlElement } from './xml-elements.ts';

/** Reads RSS 2.0 (rssboard.org/rss-specification), its forerunners, and RSS 1.0, whose items stand beside the channel. */
export function readRss({ root }: XmlDocument): ReadFeed {
  const channels = childrenOf(root, 'channel');
  const items = [root, ...channels].flatMap((parent) => childrenOf(parent, 'item'));
  const whole = items.filter(({ closed }) => closed);
  const faults = [
    ...(channels.length === 0 ? ['has no channel'] : []),
    ...(root.closed ? [] : ['is broken in the middle']),
  ];
  return { items: whole.map(readItem), faults };
}

function readItem(item: XmlElement): FeedItem {
  const [guid] = childrenOf(item, 'guid');
  const permalink = guid && guid.attributes.isPermaLink !== 'false' ? guid.text.trim() : undefined;
  const atomLink = childrenOf(item, 'atom:link').find(
    ({ attributes }) => (attributes.rel ?? 'alternate') === 'alternate',
  );
  const link = textOf(item, 'link') ?? atomLink?.attributes.href;
  return {
    id: guid?.text.trim() || item.attributes['rdf:about'],
    link: link ?? (permalink && /^https?:/i.test(permalink) ? permalink : undefined),
    title: textOf(item, 'title', 'dc:title'),
    full: textOf(item, 'content:encoded'),
    summary: textOf(item, 'description', 'dc:description'),
    publishedAt: readDate(textOf(item, 'pubDate', 'dc:date', 'dcterms:created')),
    updatedAt: readDate(textOf(item, 'atom:updated', 'dcterms:modified')),
    authors: authorsOf(item).map((name) => ({ name })),
    tags: childrenOf(item, 'category', 'dc:subject')
      .map(({ text }) => text.trim())
      .filter(Boolean),
    image: imageOf(item),
  };
}

function authorsOf(item: XmlElement): string[] {
  const creators = childrenOf(item, 'dc:creator').map(({ text }) => text.trim());
  if (creators.some(Boolean)) return creators.filter(Boolean);
  return childrenOf(item, 'author')
    .map(({ text }) => /\(([^()]{1,200})\)/.exec(text)?.[1]?.trim() ?? text.trim())
    .filter((name) => name !== '' && !/^[^\s@]{1,200}@\S{1,200}$/.test(name));
}

/** The largest picture of Media RSS, or the picture that is enclosed. */
export function imageOf(item: XmlElement): FeedItem['image'] {
  const groups = [item, ...childrenOf(item, 'media:group')];
  const pictures = groups
    .flatMap((group) => childrenOf(group, 'media:content', 'media:thumbnail', 'enclosure'))
    .filter(({ name, attributes: { url, type, medium } }) => {
      if (!url) return false;
      return name === 'media:thumbnail' || medium === 'image' || type?.startsWith('image/') === true;
    })
    .sort((a, b) => widthOf(b) - widthOf(a));
  const [picture] = pictures;
  if (!picture) return undefined;
  const [alt, credit] = ['media:description', 'media:credit'].map(
    (name) => textOf(picture, name) ?? textOf(item, name),
  );
  return { url: picture.attributes.url ?? '', ...(alt && { alt }), ...(credit && { credit }) };
}

function widthOf({ name, attributes }: XmlElement): number {
  return Number.parseInt(attributes.width ?? '', 10) || (name === 'media:thumbnail' ? 0 : 1);
}
