import { webUrl } from '../../articles/web-url.ts';
import { sha256 } from '../../domain/digest.ts';
import type { Instant } from '../../domain/instant.ts';
import { plainWords } from '../plain-words.ts';
import type { ItemArticle, Listed, ListedItem, SourceSettings } from '../source.ts';

/** What a feed says of one item, in whatever format. `id` may be missing; addresses are as written. */
export interface FeedItem {
  id?: string | undefined;
  link?: string | undefined;
  title?: string | undefined;
  /** HTML. */
  full?: string | undefined;
  /** HTML, too. */
  summary?: string | undefined;
  plain?: string | undefined;
  publishedAt?: Instant | undefined;
  updatedAt?: Instant | undefined;
  authors?: { name: string; url?: string | undefined }[];
  tags?: string[];
  image?: { url: string; alt?: string | undefined; credit?: string | undefined } | undefined;
  gone?: boolean;
}

/** A feed as read: its items in the order of the document. */
export interface ReadFeed {
  items: FeedItem[];
  /** What is wrong with the document as a whole, in words that follow "the feed". */
  faults: string[];
}

/** Of one poll; the newest come first in every feed. */
const MAX_ITEMS = 1000;
const MAX_ID = 500;
/** In characters of text: less is a summary, whatever the feed calls it. */
const WHOLE_TEXT = 500;
/** Of a text, as much as shows how it begins and ends. */
const SAMPLE = 4000;
const CUT_OFF =
  /(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s{0,9}$|(?:read more|continue reading|lire la suite|weiterlesen)\W{0,5}$/i;

/**
 * The items of a feed as a source lists them. `base`: the address of the feed. An id that comes twice counts once, as it
 * comes first.
 */
export async function listFeed(
  { items, faults }: ReadFeed,
  base: string,
  text: SourceSettings['text'],
): Promise<Pick<Listed, 'items' | 'notes'>> {
  const notes: Listed['notes'] = faults.map((fault) => ({ words: `The feed ${fault}.` }));
  const listed = new Map<string, ListedItem>();
  if (items.length > MAX_ITEMS) {
    notes.push({ words: `The feed has ${items.length} items; the first ${MAX_ITEMS} are read.` });
  }
  for (const item of items.slice(0, MAX_ITEMS)) {
    const url = webUrl(item.link, base);
    const name = item.id?.trim() || url;
    if (!name) {
      notes.push({
        words: `An item has neither an id nor a link: ${plainWords(item.title ?? '').slice(0, 80)}`,
      });
      continue;
    }
    const id = name.length <= MAX_ID ? name : `sha256:${await sha256(name)}`;
    if (listed.has(id)) {
      notes.push({ item: id, words: 'It is listed twice under the same id; the first one counts.' });
      continue;
    }
    listed.set(id, await listedItem(item, id, url, text));
  }
  return { items: [...listed.values()], notes };
}

async function listedItem(
  item: FeedItem,
  id: string,
  url: string | undefined,
  text: SourceSettings['text'],
): Promise<ListedItem> {
  const { gone } = item;
  const publishedAt = item.publishedAt ?? item.updatedAt;
  const article = articleOf(item, url);
  const isWhole = text !== 'page' && (article.html ?? article.plain) !== undefined;
  const holdsAll = isWhole && (text === 'feed' || !url || isWholeText(article));
  const version = await sha256(JSON.stringify([article, gone ?? false]), 32);
  return {
    id,
    version,
    ...(url && { url }),
    ...(publishedAt && { publishedAt }),
    ...(holdsAll && { article }),
    ...(gone && { gone }),
  };
}

function articleOf(item: FeedItem, url: string | undefined): ItemArticle {
  const { publishedAt, updatedAt, authors = [], tags = [], image, plain } = item;
  const html = item.full ?? (plain === undefined ? item.summary : undefined);
  const words = plainWords((html ?? plain ?? '').slice(0, SAMPLE));
  const dek = item.full || plain ? plainWords(item.summary ?? '') : '';
  // What systems make of the first words of the text is no standfirst.
  const isOwnDek = dek !== '' && !CUT_OFF.test(dek) && !words.startsWith(dek.slice(0, 60));
  return {
    ...(url && { url }),
    ...(item.title && { title: plainWords(item.title) }),
    ...(isOwnDek && { dek }),
    ...(authors.length > 0 && {
      authors: authors.map(({ name, ...rest }) => ({ ...rest, name: plainWords(name) })),
    }),
    ...(tags.length > 0 && { tags: tags.map(plainWords) }),
    ...(image && { image }),
    ...(publishedAt && { publishedAt }),
    ...(updatedAt && { updatedAt }),
    ...(html ? { html } : plain ? { plain } : {}),
  };
}

function isWholeText({ html, plain }: ItemArticle): boolean {
  const text = html ?? plain ?? '';
  return (
    plainWords(text.slice(0, SAMPLE)).length >= WHOLE_TEXT && !CUT_OFF.test(plainWords(text.slice(-SAMPLE)))
  );
}
