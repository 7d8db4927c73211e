import type { Nodes } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import type { FeedFormat } from '../../src/domain/feed.ts';
import { childrenOf, onlyText, parseXml, type XmlElement } from './xml-tree.ts';

const ATOM = '{http://www.w3.org/2005/Atom}';
const DC = '{http://purl.org/dc/elements/1.1/}';
const MEDIA = '{http://search.yahoo.com/mrss/}';
const CONTENT = '{http://purl.org/rss/1.0/modules/content/}';

/** What all three formats can say of a feed. */
export interface ReadFeed {
  title: string | undefined;
  description: string | undefined;
  homeUrl: string | undefined;
  self: string | undefined;
  hub: string | undefined;
  language: string | undefined;
  items: ReadItem[];
}

export interface ReadItem {
  id: string | undefined;
  url: string | undefined;
  title: string | undefined;
  summary: string | undefined;
  content: string | undefined;
  authors: string[];
  categories: string[];
  /** ISO, in whole seconds: RSS has no more. */
  published: string;
  updated: string;
  language: string | undefined;
  image: string | undefined;
  enclosure: { url: unknown; type: unknown; bytes: number } | undefined;
}

/** What only the XML formats say of an item's picture. */
export interface ReadPicture {
  alt: string | undefined;
  credit: string | undefined;
  width: string | undefined;
}

/** Reads a document back by the letter of its format, with no mercy for mistakes. */
export function readFeed(format: FeedFormat, document: string): ReadFeed {
  if (format === 'json') return readJson(JSON.parse(document));
  const root = parseXml(document);
  return format === 'atom' ? readAtom(root) : readRss(root);
}

/** The picture of each item of an XML feed. */
export function readPictures(document: string): (ReadPicture | undefined)[] {
  return entriesOf(parseXml(document)).map((item) => {
    const [media] = childrenOf(item, `${MEDIA}content`);
    return (
      media && {
        alt: onlyText(media, `${MEDIA}description`),
        credit: onlyText(media, `${MEDIA}credit`),
        width: media.attributes.width,
      }
    );
  });
}

function entriesOf(root: XmlElement): XmlElement[] {
  return root.name === `${ATOM}feed`
    ? childrenOf(root, `${ATOM}entry`)
    : childrenOf(childrenOf(root, '{}channel')[0], '{}item');
}

function readRss(root: XmlElement): ReadFeed {
  const channel = childrenOf(root, '{}channel')[0];
  return {
    title: onlyText(channel, '{}title'),
    description: onlyText(channel, '{}description'),
    homeUrl: onlyText(channel, '{}link'),
    self: link(channel, 'self')?.href,
    hub: link(channel, 'hub')?.href,
    language: onlyText(channel, '{}language'),
    items: entriesOf(root).map((item) => {
      const enclosure = childrenOf(item, '{}enclosure')[0]?.attributes;
      const summary = onlyText(item, '{}description');
      return {
        id: onlyText(item, '{}guid'),
        url: onlyText(item, '{}link'),
        title: onlyText(item, '{}title'),
        summary: summary === undefined ? undefined : htmlText(fromHtml(summary, { fragment: true })),
        content: onlyText(item, `${CONTENT}encoded`),
        authors: childrenOf(item, `${DC}creator`).map(({ text }) => text),
        categories: childrenOf(item, '{}category').map(({ text }) => text),
        published: seconds(onlyText(item, '{}pubDate')),
        updated: seconds(onlyText(item, `${ATOM}updated`)),
        language: onlyText(item, `${DC}language`),
        image: childrenOf(item, `${MEDIA}content`)[0]?.attributes.url,
        enclosure: enclosure && {
          url: enclosure.url,
          type: enclosure.type,
          bytes: Number(enclosure.length),
        },
      };
    }),
  };
}

function readAtom(root: XmlElement): ReadFeed {
  return {
    title: onlyText(root, `${ATOM}title`),
    description: onlyText(root, `${ATOM}subtitle`),
    homeUrl: link(root, 'alternate')?.href,
    self: link(root, 'self')?.href,
    hub: link(root, 'hub')?.href,
    language: root.attributes['xml:lang'],
    items: entriesOf(root).map((entry) => {
      const enclosure = link(entry, 'enclosure');
      return {
        id: onlyText(entry, `${ATOM}id`),
        url: link(entry, 'alternate')?.href,
        title: onlyText(entry, `${ATOM}title`),
        summary: onlyText(entry, `${ATOM}summary`),
        content: onlyText(entry, `${ATOM}content`),
        authors: childrenOf(entry, `${ATOM}author`).map((author) => onlyText(author, `${ATOM}name`) ?? ''),
        categories: childrenOf(entry, `${ATOM}category`).map(({ attributes }) => attributes.term ?? ''),
        published: seconds(onlyText(entry, `${ATOM}published`)),
        updated: seconds(onlyText(entry, `${ATOM}updated`)),
        language: entry.attributes['xml:lang'],
        image: childrenOf(entry, `${MEDIA}content`)[0]?.attributes.url,
        enclosure: enclosure && {
          url: enclosure.href,
          type: enclosure.type,
          bytes: Number(enclosure.length),
        },
      };
    }),
  };
}

interface JsonFeed {
  title: string;
  description?: string;
  home_page_url: string;
  feed_url: string;
  hubs?: { url: string }[];
  language?: string;
  items: {
    id: string;
    url: string;
    title: string;
    summary?: string;
    content_html?: string;
    authors?: { name: string }[];
    tags?: string[];
    date_published: string;
    date_modified: string;
    language?: string;
    image?: string;
    attachments?: { url: string; mime_type: string; size_in_bytes: number }[];
  }[];
}

function readJson(feed: JsonFeed): ReadFeed {
  return {
    title: feed.title,
    description: feed.description,
    homeUrl: feed.home_page_url,
    self: feed.feed_url,
    hub: feed.hubs?.[0]?.url,
    language: feed.language,
    items: feed.items.map((item) => {
      const attachment = item.attachments?.[0];
      return {
        id: item.id,
        url: item.url,
        title: item.title,
        summary: item.summary,
        content: item.content_html,
        authors: item.authors?.map(({ name }) => name) ?? [],
        categories: item.tags ?? [],
        published: seconds(item.date_published),
        updated: seconds(item.date_modified),
        language: item.language,
        image: item.image,
        enclosure: attachment && {
          url: attachment.url,
          type: attachment.mime_type,
          bytes: attachment.size_in_bytes,
        },
      };
    }),
  };
}

function link(element: XmlElement | undefined, rel: string): Record<string, string> | undefined {
  const found = childrenOf(element, `${ATOM}link`).filter(({ attributes }) => attributes.rel === rel);
  if (found.length > 1) throw new Error(`${found.length} links rel=${rel}`);
  return found[0]?.attributes;
}

function seconds(date: string | undefined): string {
  return `${new Date(date ?? '').toISOString().slice(0, 19)}Z`;
}

function htmlText(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (node.type === 'element') throw new Error(`an element in plain text: ${node.tagName}`);
  return 'children' in node ? node.children.map(htmlText).join('') : '';
}
