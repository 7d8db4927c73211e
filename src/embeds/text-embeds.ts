import type { FoundEmbed } from '../domain/embed.ts';
import { foundPost } from './found-post.ts';
import { readLoneLine } from './lone-line.ts';
import { MAX_EMBEDS } from './max-embeds.ts';
import { PLATFORM_TABLE } from './platforms/platform-table.ts';
import { readPrintedDate } from './printed-date.ts';
import { readSignature, type Signature } from './signature.ts';
import { findTextLinks } from './text-links.ts';
import { textWeight } from './text-weight.ts';

/** A post in flattened text: lines `start` (inclusive) to `end` (exclusive) are the post and nothing else. */
export interface TextEmbed extends FoundEmbed {
  start: number;
  end: number;
}

/** Below this the lines stay what they were: an ordinary paragraph is a smaller loss than a false quotation. */
export const MIN_TEXT_CONFIDENCE = 0.8;

/** Most signatures that are looked at: an article has a few, and each costs a look at the lines above it. */
const MAX_SIGNATURES = 1000;

/** In X's weighted characters. */
const PARAGRAPH_WEIGHT = 100;

interface Words {
  start: number;
  lines: string[];
  /** The text may have begun higher up. */
  cut: boolean;
}

/**
 * Finds the posts in text that lost its markup, 200 at most: the words, then `— NAME (@handle) DATE` on a line of its own
 * or glued to their end; and the address of a post, or a shortcode, alone on a line. `lines` are trimmed and may be
 * empty. The end of a post is certain, its beginning is not: rather too little is taken than a sentence of the article's
 * own.
 */
export async function findTextEmbeds(lines: readonly string[]): Promise<TextEmbed[]> {
  const signatures: Signature[] = [];
  for (let index = 0; index < lines.length && signatures.length < MAX_SIGNATURES; index++) {
    const signature = readSignature(lines, index);
    if (!signature) continue;
    signatures.push(signature);
    index = signature.end - 1;
  }
  const spaced = signatures.length > 0 && isSpaced(lines, signatures);
  const embeds: TextEmbed[] = [];
  const addLinks = (from: number, to: number) => {
    for (let index = from; index < to && embeds.length < MAX_EMBEDS; index++) {
      const found = readLoneLine(lines[index] ?? '');
      if (found) embeds.push({ ...found, start: index, end: index + 1 });
    }
  };
  let done = 0;
  for (const signature of signatures) {
    if (embeds.length >= MAX_EMBEDS) return embeds;
    const post = await readPost(lines, signature, done, spaced);
    if (!post) continue;
    addLinks(done, post.start);
    if (embeds.length < MAX_EMBEDS) embeds.push(post);
    done = post.end;
  }
  addLinks(done, lines.length);
  return embeds;
}

async function readPost(
  lines: readonly string[],
  signature: Signature,
  floor: number,
  spaced: boolean,
): Promise<TextEmbed | undefined> {
  // No words can make up for a name of which nobody knows where it begins.
  const words = signature.doubtful ? undefined : wordsAbove(lines, signature, floor, spaced);
  if (!words) return undefined;
  const { platform, name, handle, day } = signature;
  const rules = PLATFORM_TABLE[platform];
  const all = words.lines.join('\n');
  const text = rules.addedWords ? all.replace(rules.addedWords, '') : all;
  const confidence = confidenceOf(signature, words, all);
  if (confidence < MIN_TEXT_CONFIDENCE || text === '') return undefined;
  const found = await foundPost(
    // Bluesky prints the day of the editor's own time zone, which is not known.
    {
      platform,
      name,
      handle,
      text,
      links: findTextLinks(text, rules),
      ...(rules.printsUtc ? { printed: day } : {}),
    },
    { form: 'flattened-text', confidence },
  );
  return { ...found, start: words.start, end: signature.end };
}

/** Whether blank lines part the paragraphs: only then do lines without one between them belong together. */
function isSpaced(lines: readonly string[], signatures: readonly Signature[]): boolean {
  const signed = new Set(
    signatures.flatMap(({ index, end }) => (end > index + 1 ? [index, index + 1] : [index])),
  );
  let blocks = 0;
  let filled = 0;
  let block = 0;
  let skip = false;
  for (let index = 0; index <= lines.length; index++) {
    if (lines[index]) {
      block++;
      skip ||= signed.has(index);
      continue;
    }
    if (block > 0 && !skip) {
      blocks++;
      filled += block;
    }
    block = 0;
    skip = false;
  }
  return blocks > 0 && filled / blocks <= 1.5;
}

function wordsAbove(
  lines: readonly string[],
  { platform, index, inline }: Signature,
  floor: number,
  spaced: boolean,
): Words | undefined {
  const start = inline ? index : lines[index - 1] ? index - 1 : index - 2;
  const last = inline || lines[start];
  const isTooLong = (block: readonly string[]) => weigh(block, platform) > PLATFORM_TABLE[platform].longest;
  if (!last || start < floor || isLeadIn(last) || isTooLong([last])) return undefined;
  // The end of another post, of which not enough is known.
  if (readSignature([last], 0) || readPrintedDate(last)) return undefined;
  const block = [last];
  let top = start;
  while (top > floor && lines[top - 1] && !endsAbove(lines[top - 1] ?? '')) {
    block.unshift(lines[--top] ?? '');
    if (!isTooLong(block)) continue;
    // Too much for one post. Where only the line above is, it is none of it.
    return { start, lines: [last], cut: block.length > 2 && (spaced || isShort(lines[start - 1])) };
  }
  if (spaced) return { start: top, lines: block, cut: false };
  return { start, lines: [last], cut: top < start && isShort(lines[start - 1]) };
}

/** Where no blank line parts them, a longer line above is a paragraph of the article, a shorter one perhaps the post's own. */
function isShort(line = ''): boolean {
  return weigh([line], 'x') < PARAGRAPH_WEIGHT;
}

function weigh(lines: readonly string[], platform: Signature['platform']): number {
  const text = lines.join('\n');
  return platform === 'x' ? textWeight(text) : [...text].length;
}

/** A line that cannot be the post's own: it announces one, or is another one. */
function endsAbove(line: string): boolean {
  return isLeadIn(line) || readLoneLine(line) !== undefined;
}

/** "She wrote:" announces the post and is no part of it. */
function isLeadIn(line: string): boolean {
  return /[:：]\s*$/.test(line);
}

function confidenceOf({ inline, dash }: Signature, { cut }: Words, text: string): number {
  let confidence = inline ? 0.8 : 0.9;
  if (/\[image or embed\]$|(?:pic\.(?:twitter|x)\.com|t\.co)\/[A-Za-z0-9]{8,10}$/.test(text))
    confidence += 0.06;
  if (dash === '–' || dash === '--') confidence -= inline ? 0.2 : 0.05;
  if (cut) confidence -= 0.2;
  return Math.round(confidence * 100) / 100;
}
