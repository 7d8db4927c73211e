import type { TextLink } from '../domain/post.ts';
import type { PlatformRules } from './platforms/platform-rules.ts';
import { readWebAddress } from './platforms/web-address.ts';

/** `pic.twitter.com/CODE` and `t.co/CODE` are one address in two spellings. */
export const PICTURE_ADDRESS = /^(?:https?:\/\/)?pic\.(?:twitter|x)\.com\/([A-Za-z0-9]{8,10})$/;

// Addresses come first, wherever they stand: flattening glues them to the word before them.
const ADDRESS =
  /(?:https?:\/\/)?pic\.(?:twitter|x)\.com\/[A-Za-z0-9]{8,10}|https?:\/\/t\.co\/[A-Za-z0-9]{8,10}|https?:\/\/[^\s<>"'“”«»‘’]{4,2000}/g;
const TRAILING_PUNCTUATION = /[.,;:!?…)\]}\u3001\u3002]{1,8}$/;

/** As in twitter-text: letters, marks, digits and the few signs that words of some scripts are written with. */
const TAG_CHARACTER =
  '\\p{L}\\p{M}\\p{N}_\\u200c\\u200d\\u05be\\u05f3\\u05f4\\uff5e\\u301c\\u309b\\u309c\\u30a0\\u30fb\\u3003\\u0f0b\\u0f0c\\u00b7';
const HASHTAG = new RegExp(
  `(?<![\\p{L}\\p{M}\\p{N}_&])[#＃](?![\\ufe0f\\u20e3])([${TAG_CHARACTER}]{1,100})(?![${TAG_CHARACTER}#＃]|:\\/\\/)`,
  'gu',
);

/**
 * Finds the links, media links, mentions and hashtags in text that lost its markup: sorted, never overlapping.
 * The words stay as they are; where two of them were glued together only the link's own start is found again.
 */
export function findTextLinks(text: string, rules: PlatformRules): TextLink[] {
  const links: TextLink[] = [];
  let done = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const link = addressLink(match[0], match.index);
    if (!link) continue;
    links.push(...tagLinks(text.slice(done, link.start), done, rules), link);
    done = link.end;
  }
  links.push(...tagLinks(text.slice(done), done, rules));
  return links;
}

function addressLink(found: string, start: number): TextLink | undefined {
  const picture = PICTURE_ADDRESS.exec(found);
  if (picture) {
    return { start, end: start + found.length, kind: 'media', url: `https://t.co/${picture[1]}` };
  }
  const words = found.replace(TRAILING_PUNCTUATION, '');
  const url = readWebAddress(words)?.href;
  return url ? { start, end: start + words.length, kind: 'url', url } : undefined;
}

function tagLinks(text: string, offset: number, rules: PlatformRules): TextLink[] {
  const links: TextLink[] = [];
  const add = (match: RegExpExecArray, kind: TextLink['kind'], url: string | undefined) => {
    const start = offset + match.index;
    if (url) links.push({ start, end: start + match[0].length, kind, url });
  };
  for (const match of text.matchAll(rules.mention)) add(match, 'mention', rules.profile(match[1] ?? ''));
  for (const match of text.matchAll(HASHTAG)) {
    const tag = match[1] ?? '';
    if (/\p{L}/u.test(tag)) add(match, 'hashtag', rules.hashtag(tag));
  }
  return links
    .sort((a, b) => a.start - b.start)
    .filter((link, index, all) => link.start >= (all[index - 1]?.end ?? 0));
}
