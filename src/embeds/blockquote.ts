import type { Element, Properties } from 'hast';
import type { FoundEmbed } from '../domain/embed.ts';
import { cleanLanguage, type Direction } from '../domain/language.ts';
import { PLATFORMS, type Platform, type TextLink } from '../domain/post.ts';
import { afterDash, findAttribution } from './attribution.ts';
import { foundLink, foundPost } from './found-post.ts';
import { type MarkupLink, type MarkupText, readMarkupText } from './markup-text.ts';
import type { PostAddress } from './platforms/platform-rules.ts';
import { PLATFORM_TABLE } from './platforms/platform-table.ts';
import { readWebAddress } from './platforms/web-address.ts';
import { readPrintedDate } from './printed-date.ts';
import { PICTURE_ADDRESS } from './text-links.ts';

/** The link of a blockquote that points at a post, and where in the text it stands. */
interface PostLink {
  platform: Platform;
  address: PostAddress;
  raw: string;
  start: number;
  end: number;
}

interface Split {
  words: string;
  name: string;
  handle: string;
  printed: string;
  /** Whether the blockquote says `(@handle)` outright. */
  signed: boolean;
}

/**
 * Reads a blockquote as an embedded post. It is one when it ends in `— NAME (@handle) DATE` linked to the post,
 * whatever its class; or when it has the platform's own class and such a link at its end. Everything else is
 * a quotation of the article's own: `undefined`.
 */
export async function readBlockquote(blockquote: Element): Promise<FoundEmbed | undefined> {
  const marked = PLATFORMS.find((platform) => isMarked(blockquote, PLATFORM_TABLE[platform].embedClass));
  const markup = readMarkupText(blockquote, marked === 'bluesky');
  if (markup.tooLong) return undefined;
  const link = findPostLink(blockquote, markup, marked);
  if (!link) return undefined;
  const split = splitWords(markup.text, link, marked !== undefined);
  // What Mastodon's markup says is the card's own label; the words of the post are not in it.
  if (split?.words === '' || (marked === 'mastodon' && split)) {
    if (!marked) return undefined;
    return foundLink(link.platform, link.address, { form: 'link', confidence: 0.95, url: link.raw });
  }
  if (!split) return undefined;
  return foundPost(
    {
      ...split,
      platform: link.platform,
      address: link.address,
      text: split.words,
      links: toTextLinks(markup.links, split.words.length),
      ...languageOf(blockquote),
      printed: readPrintedDate(split.printed),
    },
    { form: 'blockquote', confidence: marked ? (split.signed ? 0.99 : 0.8) : 0.95, url: link.raw },
  );
}

function isMarked(blockquote: Element, embedClass: string): boolean {
  const { className } = blockquote.properties;
  return Array.isArray(className) && className.includes(embedClass);
}

/** The last link to a post, nothing but space behind it; or the address in the platform's own attribute. */
function findPostLink(
  blockquote: Element,
  { text, links }: MarkupText,
  marked?: Platform,
): PostLink | undefined {
  const platforms = marked ? [marked] : PLATFORMS.filter((platform) => PLATFORM_TABLE[platform].knownHosts);
  for (const platform of platforms) {
    const rules = PLATFORM_TABLE[platform];
    const given =
      marked && rules.addressAttribute && attribute(blockquote.properties, rules.addressAttribute);
    const own = given ? rules.match(given) : undefined;
    const link = links.findLast(({ href }) => rules.match(href));
    if (link && text.slice(link.end).trim() !== '') continue;
    const address = own ?? (link && rules.match(link.href));
    if (!address) continue;
    const start = link?.start ?? text.length;
    return {
      platform,
      address,
      raw: link?.href ?? given ?? address.url,
      start,
      end: link?.end ?? text.length,
    };
  }
  return undefined;
}

function splitWords(text: string, link: PostLink, marked: boolean): Split | undefined {
  const { platform, address } = link;
  const rules = PLATFORM_TABLE[platform];
  const before = text.slice(0, link.start).trimEnd();
  if (/^[\s—―–-]*$/.test(before)) return { words: '', name: '', handle: '', printed: '', signed: false };
  if (platform === 'mastodon') return { words: before, name: '', handle: '', printed: '', signed: false };
  const attribution = findSignature(text, link);
  if (attribution) {
    const { start, name, handle, printed } = attribution;
    const vouched = readPrintedDate(printed) || address.handle?.toLowerCase() === handle.toLowerCase();
    if (!marked && !vouched) return undefined;
    const words = text.slice(0, start).trimEnd();
    return {
      words: rules.addedWords ? words.replace(rules.addedWords, '') : words,
      name,
      handle,
      printed,
      signed: true,
    };
  }
  const handle = address.handle;
  if (!marked || !handle) return undefined;
  const lastLine = before.slice(before.lastIndexOf('\n') + 1);
  const name = afterDash(lastLine);
  if (name === undefined) return { words: before, name: '', handle, printed: '', signed: false };
  return { words: before.slice(0, -lastLine.length).trimEnd(), name, handle, printed: '', signed: false };
}

/** The attribution on the link's line, or begun on the one before. `start` counts in the whole text. */
function findSignature(text: string, link: PostLink) {
  const { handle } = PLATFORM_TABLE[link.platform];
  let lineStart = text.lastIndexOf('\n', link.start - 1) + 1;
  for (let tries = 0; tries < 2; tries++) {
    const attribution = findAttribution(text.slice(lineStart).replace(/\n+/g, ' '), handle);
    if (attribution && lineStart + attribution.start <= link.start) {
      return { ...attribution, start: lineStart + attribution.start };
    }
    const above = text.slice(0, lineStart).trimEnd();
    if (above === '') return undefined;
    lineStart = above.lastIndexOf('\n') + 1;
  }
  return undefined;
}

function toTextLinks(links: readonly MarkupLink[], length: number): TextLink[] {
  const found: TextLink[] = [];
  let done = 0;
  for (const { start, end, href, words } of links) {
    const url = readWebAddress(href);
    if (!url || start < done || end > length || start === end) continue;
    // A tracking parameter says who embedded the post; it is no part of the address.
    url.searchParams.delete('ref_src');
    found.push({ start, end, kind: kindOf(words), url: url.href });
    done = end;
  }
  return found;
}

function kindOf(words: string): TextLink['kind'] {
  if (/^[@＠]/.test(words)) return 'mention';
  if (/^[#＃]/.test(words)) return 'hashtag';
  return PICTURE_ADDRESS.test(words) ? 'media' : 'url';
}

function attribute(properties: Properties, name: string): string | undefined {
  const value = properties[name];
  return typeof value === 'string' ? value : undefined;
}

/** Of the first paragraph that has them. The `lang` of an old blockquote is that of the date, not of the words. */
function languageOf(blockquote: Element): {
  language?: string | undefined;
  direction?: Direction | undefined;
} {
  const paragraph = blockquote.children.find(
    (child): child is Element =>
      child.type === 'element' && child.tagName === 'p' && 'lang' in child.properties,
  );
  if (!paragraph) return {};
  const direction = attribute(paragraph.properties, 'dir')?.toLowerCase();
  return {
    language: cleanLanguage(attribute(paragraph.properties, 'lang')),
    direction: direction === 'rtl' || direction === 'ltr' ? direction : undefined,
  };
}
