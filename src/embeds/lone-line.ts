import type { FoundEmbed } from '../domain/embed.ts';
import { foundLink } from './found-post.ts';
import { findAddress } from './platforms/find-address.ts';
import { readShortcode } from './shortcode.ts';

/** Longest line that is looked at, in UTF-16 code units: an address and the shortcode around it. */
export const MAX_LONE_LINE = 2500;

/** Only what begins so can be an address or a shortcode. */
const BEGINNING = /^(?:https?:\/\/|at:\/\/|[[{!:<])/i;

/**
 * Reads a line that stands alone in its block: the bare address of a post, or a shortcode that names one.
 * Everything else, and an address with a word before or after it, is the article's own: `undefined`.
 */
export function readLoneLine(line: string): FoundEmbed | undefined {
  const text = line.length > MAX_LONE_LINE ? '' : line.trim();
  if (!BEGINNING.test(text)) return undefined;
  const shortcode = readShortcode(text);
  if (shortcode) return foundLink(shortcode, { form: 'shortcode', confidence: 0.97 });
  const address = /^<?([^\s<>]+)>?$/.exec(text)?.[1];
  const found = address && findAddress(address);
  return found ? foundLink(found, { form: 'link', confidence: 0.9 }) : undefined;
}

/**
 * Reads a link that stands alone in its block. Its words must be the address itself, whole or cut short: a link with
 * words of its own is one that the article makes to the post.
 */
export function readLoneLink(href: string, words: string): FoundEmbed | undefined {
  const found = findAddress(href);
  if (!found || !isAddress(words.trim(), href)) return undefined;
  return foundLink(found, { form: 'link', confidence: 0.9 });
}

function isAddress(words: string, href: string): boolean {
  const shown = bare(words);
  const whole = bare(href);
  if (shown === whole) return true;
  const [, start] = /^(.{12,2048}?)(?:…|\.{3})$/.exec(shown) ?? [];
  if (start !== undefined) return whole.startsWith(start);
  const other = /^[^\s]{8,2048}$/.test(words) ? findAddress(`https://${shown}`) : undefined;
  return other !== undefined && other.address.id === findAddress(href)?.address.id;
}

function bare(address: string): string {
  return address
    .trim()
    .replace(/^(?:https?:)?\/\//i, '')
    .replace(/^www\./i, '')
    .replace(/[?#].*/s, '')
    .replace(/\/$/, '');
}
