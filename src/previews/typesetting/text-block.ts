import { canTear, splitPhrases, splitUnits, type Unit } from '../letters/line-breaks.ts';
import { writesPhrases } from '../letters/word-breaks.ts';
import { balanceLines, type FilledLine, fillLines, lastFittingBorder, widthOf } from './line-filling.ts';
import type { Line, Paragraph, TextStyle, Typesetter } from './typesetter.ts';

/** A size to try, in pixels, and how many lines are allowed at it. */
export interface SizeStep {
  size: number;
  lines: number;
}

/** Lines of one size, ready to be placed. */
export interface TextBlock {
  size: number;
  lines: Line[];
  /** Nothing was left off after an ellipsis. */
  isWhole: boolean;
}

const ELLIPSIS = '…';
/** In ems, with a little to spare. */
export const ELLIPSIS_WIDTH = 1;
/** A phrase is kept whole where that leaves the letters at least so large. */
const LARGE_ENOUGH = 0.8;
/** A shortened line ends with a whole word if that leaves it at least so full; else within the word. */
const FULL_ENOUGH = 0.75;
/** What may not stand before an ellipsis: spaces, stops, dashes, opening marks. */
const DANGLING =
  /[\s\u00a0\u202f\u00ad.,;:/·…«‹“‘„‚([{¿¡\u2010-\u2015\u060c\u061b\u0964、。，．：；・「『（《〈【〔-]+$/u;

/**
 * Sets a field at the first size that holds it without breaking a word, its lines balanced. What the last size cannot
 * hold is shortened with an ellipsis.
 *
 * @param width of the block, in pixels
 * @param steps sizes from the largest to the smallest; at least one
 */
export function setBlock(
  typesetter: Typesetter,
  text: string,
  style: TextStyle,
  direction: 'ltr' | 'rtl',
  width: number,
  steps: readonly SizeStep[],
): TextBlock {
  const paragraph = typesetter.shape(text, style, direction);
  let units = splitUnits(text, paragraph.language);
  let fitting = fit(paragraph, units, width, steps);
  if (writesPhrases(text)) {
    const whole = fit(paragraph, splitPhrases(text, paragraph.language), width, steps);
    if (whole && whole.size >= (fitting?.size ?? 0) * LARGE_ENOUGH) fitting = whole;
  }
  if (!fitting && canTear(text)) {
    units = splitUnits(text, paragraph.language, true);
    fitting = fit(paragraph, units, width, steps);
  }
  const { size, lines, isWhole } = fitting ?? cut(paragraph, units, width, steps);
  return {
    size,
    isWhole,
    lines: lines.map(({ start, end, tail }) => typesetter.setLine(paragraph, start, end, tail)),
  };
}

interface Fitting {
  size: number;
  lines: readonly FilledLine[];
  isWhole: boolean;
}

/** The first size at which no word has to be broken; undefined when there is none. */
function fit(
  paragraph: Paragraph,
  units: readonly Unit[],
  width: number,
  steps: readonly SizeStep[],
): Fitting | undefined {
  for (const { size, lines: most } of steps) {
    const { lines, isWhole, hasBrokenWord } = fillLines(paragraph, units, width / size, most);
    if (isWhole && !hasBrokenWord) {
      return { size, isWhole, lines: balanceLines(paragraph, units, width / size, lines.length) };
    }
  }
  return undefined;
}

/** What of the text the last size holds. */
function cut(
  paragraph: Paragraph,
  units: readonly Unit[],
  width: number,
  steps: readonly SizeStep[],
): Fitting {
  const { size, lines: most } = steps.at(-1) ?? { size: 1, lines: 0 };
  const { lines, isWhole } = fillLines(paragraph, units, width / size, most);
  return {
    size,
    isWhole,
    lines: isWhole ? lines : shortenLast(paragraph, lines, width / size - ELLIPSIS_WIDTH),
  };
}

/** Ends the last of the lines with an ellipsis. @param room for it without the ellipsis, in ems */
export function shortenLast(paragraph: Paragraph, lines: readonly FilledLine[], room: number): FilledLine[] {
  return lines.map((line, index) => {
    if (index < lines.length - 1) return line;
    return { start: line.start, end: shortenedEnd(paragraph, line.start, room), tail: ELLIPSIS };
  });
}

/** Where a line that begins at `start` and goes on too far is cut. */
function shortenedEnd(paragraph: Paragraph, start: number, room: number): number {
  const { text } = paragraph;
  const border = lastFittingBorder(paragraph, start, text.length, room);
  const wordEnd = Math.max(...[' ', '\u00a0', '\u202f'].map((space) => text.lastIndexOf(space, border)));
  const keepsWord =
    border < text.length && wordEnd > start && widthOf(paragraph, start, wordEnd) >= room * FULL_ENOUGH;
  const end = keepsWord ? wordEnd : border;
  return start + text.slice(start, end).replace(DANGLING, '').length;
}
