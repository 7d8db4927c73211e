import { FEED_FORMATS, type FeedFormat } from '../../domain/feed.ts';
import { readAtom } from '../../sources/feeds/atom-items.ts';
import type { ReadFeed } from '../../sources/feeds/feed-items.ts';
import { readJsonFeed } from '../../sources/feeds/json-feed-items.ts';
import { readRss } from '../../sources/feeds/rss-items.ts';
import { readXml } from '../../sources/feeds/xml-elements.ts';

/** A document of a feed as our own reader of feeds sees it. */
export interface CheckedFeed {
  format: FeedFormat;
  bytes: number;
  feed: ReadFeed | undefined;
  /** In words that follow "the feed". */
  faults: string[];
}

/** Many readers take no more (Feedly, and what others report). */
const MOST_BYTES = 1024 * 1024;

/** Reads the documents of one feed as a subscriber would, and says what is wrong with them. */
export function checkFeeds(documents: Readonly<Record<FeedFormat, Uint8Array>>): CheckedFeed[] {
  const checked = FEED_FORMATS.map((format) => checkFeed(format, documents[format]));
  const lists = checked.map(({ feed }) => JSON.stringify(idsOf(feed)));
  const isSame = lists.every((list) => list === lists[0]);
  return isSame
    ? checked
    : checked.map((feed) => ({
        ...feed,
        faults: [...feed.faults, 'lists other items than its other formats'],
      }));
}

function checkFeed(format: FeedFormat, document: Uint8Array): CheckedFeed {
  const feed = readFeed(format, new TextDecoder().decode(document));
  const bytes = document.byteLength;
  if (typeof feed === 'string') return { format, bytes, feed: undefined, faults: [feed] };
  const ids = idsOf(feed);
  const dates = feed.items.flatMap(({ publishedAt }) => publishedAt ?? []);
  const claims: [boolean, string][] = [
    [new Set(ids).size < ids.length, 'has one id twice'],
    [feed.items.some(({ id }) => !id), 'has an item without an id'],
    [feed.items.some(({ link }) => !/^https?:\/\//.test(link ?? '')), 'has an item without a whole address'],
    [
      feed.items.some(({ title, full, summary }) => !title && !full && !summary),
      'has an item that says nothing',
    ],
    [dates.length < feed.items.length, 'has an item without a date'],
    [dates.some((date, index) => date > (dates[index - 1] ?? date)), 'does not list the newest first'],
    [bytes > MOST_BYTES, 'is over 1 MiB, which some readers do not take'],
  ];
  return {
    format,
    bytes,
    feed,
    faults: [...feed.faults, ...claims.filter(([holds]) => holds).map(([, words]) => words)],
  };
}

function idsOf(feed: ReadFeed | undefined): string[] {
  return (feed?.items ?? []).filter(({ gone }) => !gone).map(({ id = '' }) => id);
}

function readFeed(format: FeedFormat, text: string): ReadFeed | string {
  if (format === 'json') return readJsonFeed(JSON.parse(text)) ?? 'is no JSON Feed';
  const document = readXml(text);
  if (typeof document === 'string') return document;
  return format === 'rss' ? readRss(document) : readAtom(document);
}
