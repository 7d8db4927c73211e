import type { FoundEmbed } from '../../domain/embed.ts';
import type { EmbedFinder } from '../embed-finder.ts';
import { columns, endsSentence, tidy } from '../words.ts';

/** A piece of a plain text: a line that is not blank, a post, or a gap of blank lines. */
export type TextItem =
  | { type: 'line'; text: string }
  | { type: 'embed'; found: FoundEmbed }
  | { type: 'gap' };

/** The lines of a plain text, trimmed. All line breaks of Unicode (UAX #14: BK, CR, LF, NL) end a line. */
export function splitLines(text: string): string[] {
  return text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/).map((line) => line.trim());
}

/** The text's lines, with the posts in place of theirs. */
export async function textItems(lines: readonly string[], finder: EmbedFinder): Promise<TextItem[]> {
  const items: TextItem[] = [];
  let next = 0;
  const addLines = (end: number) => {
    for (const line of lines.slice(next, end)) {
      const text = tidy(line);
      if (text !== '') items.push({ type: 'line', text });
      else if (items.length > 0 && items.at(-1)?.type !== 'gap') items.push({ type: 'gap' });
    }
  };
  for (const { start, end, ref, capture } of await finder.findInText(lines)) {
    addLines(start);
    items.push({ type: 'embed', found: { ref, capture } });
    next = end;
  }
  addLines(lines.length);
  return items;
}

/** Widest line of a text that an editor or mail program has broken into lines, in columns. */
const WRAP_WIDTH = 100;

/**
 * Joins the lines of paragraphs that were broken at a fixed width and are parted by blank lines. Other texts, with a
 * paragraph on each line, come back as they are.
 */
export function unwrapParagraphs(items: readonly TextItem[]): TextItem[] {
  if (!isHardWrapped(items)) return [...items];
  const joined: TextItem[] = [];
  let paragraph: string[] = [];
  const end = () => {
    if (paragraph.length > 0) joined.push({ type: 'line', text: paragraph.join('') });
    paragraph = [];
  };
  for (const item of items) {
    if (item.type !== 'line') {
      end();
      joined.push(item);
      continue;
    }
    const previous = paragraph.at(-1);
    if (previous !== undefined && !isGlued(previous, item.text)) paragraph.push(' ');
    paragraph.push(item.text);
  }
  end();
  return joined;
}

function isHardWrapped(items: readonly TextItem[]): boolean {
  const inner: string[] = [];
  let widest = 0;
  items.forEach((item, index) => {
    if (item.type !== 'line') return;
    widest = Math.max(widest, columns(item.text));
    if (items[index + 1]?.type === 'line') inner.push(item.text);
  });
  if (inner.length < 3 || widest > WRAP_WIDTH || !items.some((item) => item.type === 'gap')) return false;
  const broken = inner.filter((text) => columns(text) > widest * 0.6 && !endsSentence(text));
  return broken.length > inner.length * 0.6;
}

/** Chinese and Japanese are written without spaces. */
function isGlued(before: string, after: string): boolean {
  return /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}。、」]$/u.test(before.slice(-2)) && !/^[\x20-\x7e]/.test(after);
}
