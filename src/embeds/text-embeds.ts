import type { FoundEmbed } from '../domain/embed.ts';
import { foundPost } from './found-post.ts';
import { PLATFORM_TABLE } from './platforms/platform-table.ts';
import { readSignature, type Signature } from './signature.ts';
import { findTextLinks } from './text-links.ts';
import { POST_WEIGHT, textWeight } from './text-weight.ts';

/** A post in flattened text: lines `start` (inclusive) to `end` (exclusive) are the post and nothing else. */
export interface TextEmbed extends FoundEmbed {
  start: number;
  end: number;
}

/** Below this the lines stay what they were: an ordinary paragraph is a smaller loss than a false quotation. */
export const MIN_TEXT_CONFIDENCE = 0.8;

/** In X's weighted characters. */
const PARAGRAPH_WEIGHT = 100;

interface Words {
  start: number;
  lines: string[];
  /** The text may have begun higher up. */
  cut: boolean;
}

/**
 * Finds the posts of X in text that lost its markup: the words, then `— NAME (@handle) DATE` on a line of its own
 * or glued to their end. `lines` are trimmed and may be empty. The end of a post is certain, its beginning is not:
 * rather too little is taken than a sentence of the article's own.
 */
export async function findTextEmbeds(lines: readonly string[]): Promise<TextEmbed[]> {
  const signatures = lines.map(readSignature).filter((signature) => signature !== undefined);
  const spaced = signatures.length > 0 && isSpaced(lines, signatures);
  const embeds: TextEmbed[] = [];
  for (const signature of signatures) {
    const words = wordsAbove(lines, signature, embeds.at(-1)?.end ?? 0, spaced);
    if (!words) continue;
    const text = words.lines.join('\n');
    const confidence = confidenceOf(signature, words, text);
    if (confidence < MIN_TEXT_CONFIDENCE) continue;
    const { name, handle, day } = signature;
    const found = await foundPost(
      { platform: 'x', name, handle, text, links: findTextLinks(text, PLATFORM_TABLE.x), printed: day },
      { form: 'flattened-text', confidence },
    );
    embeds.push({ ...found, start: words.start, end: signature.index + 1 });
  }
  return embeds;
}

/** Whether blank lines part the paragraphs: only then do lines without one between them belong together. */
function isSpaced(lines: readonly string[], signatures: readonly Signature[]): boolean {
  const signed = new Set(signatures.map(({ index }) => index));
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
  { index, inline }: Signature,
  floor: number,
  spaced: boolean,
): Words | undefined {
  const start = inline ? index : lines[index - 1] ? index - 1 : index - 2;
  const last = inline || lines[start];
  if (!last || isLeadIn(last) || readSignature(last, start) || weigh([last]) > POST_WEIGHT) return undefined;
  const block = [last];
  let top = start;
  while (top > floor && lines[top - 1] && !isLeadIn(lines[top - 1] ?? '')) {
    block.unshift(lines[--top] ?? '');
    if (weigh(block) <= POST_WEIGHT) continue;
    // Too much for one post. Where only the line above is, it is none of it.
    return { start, lines: [last], cut: block.length > 2 && (spaced || isShort(lines[start - 1])) };
  }
  if (spaced) return { start: top, lines: block, cut: false };
  return { start, lines: [last], cut: top < start && isShort(lines[start - 1]) };
}

/** Where no blank line parts them, a longer line above is a paragraph of the article, a shorter one perhaps the post's own. */
function isShort(line = ''): boolean {
  return weigh([line]) < PARAGRAPH_WEIGHT;
}

function weigh(lines: readonly string[]): number {
  return textWeight(lines.join('\n'));
}

/** "She wrote:" announces the post and is no part of it. */
function isLeadIn(line: string): boolean {
  return /[:：]\s*$/.test(line);
}

function confidenceOf({ inline, dash, doubtful }: Signature, { cut }: Words, text: string): number {
  let confidence = inline ? 0.8 : 0.9;
  if (/(?:pic\.(?:twitter|x)\.com|t\.co)\/[A-Za-z0-9]{8,10}$/.test(text)) confidence += 0.06;
  if (dash === '–' || dash === '--') confidence -= inline ? 0.2 : 0.05;
  if (cut) confidence -= 0.2;
  if (doubtful) confidence -= 0.5;
  return Math.round(confidence * 100) / 100;
}
