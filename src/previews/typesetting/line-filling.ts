import { graphemeEnd } from '../letters/graphemes.ts';
import type { Unit } from '../letters/line-breaks.ts';
import type { Paragraph } from './typesetter.ts';

/** A line of a paragraph, and the hyphen after it where a word was broken. */
export interface FilledLine {
  start: number;
  end: number;
  tail: string;
}

/** A paragraph broken into lines. */
export interface Filling {
  lines: FilledLine[];
  /** Whether all of the text is on them. */
  isWhole: boolean;
  /** Whether a word longer than a line was broken. */
  hasBrokenWord: boolean;
}

/** A line that ends in so short a word reads worse by as much as this much slack. */
const SHORT_WORD = 2;
const SHORT_WORD_COST = 0.03;
const HYPHEN = '-';
const HYPHEN_WIDTH = 0.45;
const SOFT_HYPHEN = '\u00ad';
/** Scripts that hyphenate; any other is broken without a sign. */
const HYPHENATED = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u;

/**
 * Fills lines one after another, each as full as it gets. A word longer than a line is broken between graphemes.
 *
 * @param units of the paragraph's text
 * @param width of a line, in ems
 * @param most lines; filling stops there
 */
export function fillLines(
  paragraph: Paragraph,
  units: readonly Unit[],
  width: number,
  most: number,
): Filling {
  const lines: FilledLine[] = [];
  let hasBrokenWord = false;
  let line: FilledLine | undefined;
  for (const unit of units) {
    if (line && lineWidth(paragraph, line.start, unit) <= width) {
      line.end = unit.end;
      line.tail = unit.tail;
      continue;
    }
    if (line) lines.push(line);
    line = { start: unit.start, end: unit.end, tail: unit.tail };
    while (lines.length < most && lineWidth(paragraph, line.start, unit) > width) {
      const border = lastFittingBorder(paragraph, line.start, line.end, width - HYPHEN_WIDTH);
      lines.push({ start: line.start, end: border, tail: hyphenAt(paragraph.text, border) });
      line.start = border;
      hasBrokenWord = true;
    }
    if (lines.length >= most) return { lines, isWhole: false, hasBrokenWord };
  }
  if (line && line.start < line.end) lines.push(line);
  return { lines, isWhole: true, hasBrokenWord };
}

/**
 * Breaks into exactly so many lines as evenly as can be: the sum of the squared slacks is the least. This leaves no
 * word alone on the last line unless it must stand there.
 *
 * @param width of a line, in ems
 * @param count lines, which {@link fillLines} has found to be enough without breaking a word
 */
export function balanceLines(
  paragraph: Paragraph,
  units: readonly Unit[],
  width: number,
  count: number,
): FilledLine[] {
  // costs[k][j]: the least cost of the first j units on k lines; cuts[k][j]: where the last of those lines begins.
  const costs = [[0, ...units.map(() => Infinity)]];
  const cuts: number[][] = [[]];
  for (let k = 1; k <= count; k++) {
    const [row, cut]: [number[], number[]] = [units.map(() => Infinity), []];
    row.push(Infinity);
    for (let j = 1; j <= units.length; j++) {
      for (let i = j - 1; i >= 0; i--) {
        const last = units[j - 1] as Unit;
        const slack = 1 - lineWidth(paragraph, units[i]?.start ?? 0, last) / width;
        if (slack < 0) break;
        const cost = (costs[k - 1]?.[i] ?? Infinity) + slack * slack + endCost(last, j === units.length);
        if (cost < (row[j] ?? Infinity)) [row[j], cut[j]] = [cost, i];
      }
    }
    costs.push(row);
    cuts.push(cut);
  }
  const lines: FilledLine[] = [];
  for (let k = count, j = units.length; k > 0; k--) {
    const i = cuts[k]?.[j] ?? 0;
    const { end, tail } = units[j - 1] as Unit;
    lines.unshift({ start: units[i]?.start ?? 0, end, tail });
    j = i;
  }
  return lines;
}

function hyphenAt(text: string, border: number): string {
  if (text.charAt(border - 1) === SOFT_HYPHEN) return HYPHEN;
  return HYPHENATED.test(text.slice(border - 1)) && HYPHENATED.test(text.slice(border)) ? HYPHEN : '';
}

function endCost(last: Unit, isEnd: boolean): number {
  if (isEnd) return 0;
  const isShortWord = last.strain === 0 && last.end - last.start <= SHORT_WORD;
  return isShortWord ? SHORT_WORD_COST : last.strain;
}

/** Width in ems of a line from `start` to the end of a unit, with what is written after it there. */
function lineWidth(paragraph: Paragraph, start: number, { end, tail }: Unit): number {
  return widthOf(paragraph, start, end) + (tail === '' ? 0 : HYPHEN_WIDTH);
}

/** Width in ems of a part of the paragraph set on one line. */
export function widthOf(paragraph: Paragraph, start: number, end: number): number {
  return (paragraph.widths[end] ?? 0) - (paragraph.widths[start] ?? 0);
}

/** The end of the last grapheme that still fits from `start` on; at least one is taken, or no line would ever fill. */
export function lastFittingBorder(paragraph: Paragraph, start: number, end: number, width: number): number {
  let border = graphemeEnd(paragraph.text, start);
  for (let next = border; next <= end && widthOf(paragraph, start, next) <= width; ) {
    border = next;
    if (next === end) break;
    next = graphemeEnd(paragraph.text, next);
  }
  return border;
}
