import { type Attribution, afterDash, findAttribution } from './attribution.ts';
import { PLATFORM_TABLE } from './platforms/platform-table.ts';
import type { PostLink } from './post-link.ts';
import { readPrintedDate, readPrintedMoment } from './printed-date.ts';

/** The text of a blockquote, taken apart. */
export interface QuotedWords {
  /** The post's own; empty where the blockquote holds the link alone. */
  words: string;
  name: string;
  handle: string;
  printed: string;
  /** Whether the blockquote says `(@handle)` outright. */
  signed: boolean;
}

/**
 * Takes the text of a blockquote apart: the words of the post, and who signed them. A blockquote without the
 * platform's class (`marked`) needs a whole signature, vouched for by a printed date or by the handle in the link.
 */
export function splitQuotedWords(text: string, link: PostLink, marked: boolean): QuotedWords | undefined {
  const { platform, address } = link;
  const rules = PLATFORM_TABLE[platform];
  const before = text.slice(0, link.start).trimEnd();
  if (/^[\s—―–-]*$/.test(before)) return { words: '', name: '', handle: '', printed: '', signed: false };
  if (platform === 'mastodon') return { words: before, name: '', handle: '', printed: '', signed: false };
  const attribution = findSignature(text, link);
  if (attribution) {
    const { start, name, handle, printed } = attribution;
    const dated = rules.printsUtc ? readPrintedDate(printed) : readPrintedMoment(printed);
    const vouched = dated || address.handle?.toLowerCase() === handle.toLowerCase();
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
function findSignature(text: string, link: PostLink): Attribution | undefined {
  const { signature } = PLATFORM_TABLE[link.platform];
  let lineStart = text.lastIndexOf('\n', link.start - 1) + 1;
  for (let tries = 0; tries < 2; tries++) {
    const attribution = findAttribution(text.slice(lineStart).replaceAll('\n', ' '), signature);
    if (attribution && lineStart + attribution.start <= link.start) {
      return { ...attribution, start: lineStart + attribution.start };
    }
    const above = text.slice(0, lineStart).trimEnd();
    if (above === '') return undefined;
    lineStart = above.lastIndexOf('\n') + 1;
  }
  return undefined;
}
