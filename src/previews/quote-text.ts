import { canTear, splitUnits, type Unit } from './letters/line-breaks.ts';
import { CAPITAL } from './page-layout.ts';
import { leadingFor } from './script-settings.ts';
import { balanceLines, type FilledLine, type Filling, fillLines } from './typesetting/line-filling.ts';
import { ELLIPSIS_WIDTH, type SizeStep, shortenLast } from './typesetting/text-block.ts';
import type { Line, Paragraph, TextStyle, Typesetter } from './typesetting/typesetter.ts';

/** The words of a post in lines of one size. */
export interface QuoteText {
  size: number;
  /** `row` counts from the first line on, in leadings; the author's empty lines make halves of it. */
  lines: { line: Line; row: number }[];
  /** Pixels from one row to the next. */
  leading: number;
  /** Pixels from the capitals of the first line to the last baseline. */
  height: number;
}

const STYLE: TextStyle = { weight: 400, tracking: -0.014 };
const STEPS: readonly SizeStep[] = [
  { size: 72, lines: 3 },
  { size: 60, lines: 4 },
  { size: 52, lines: 6 },
  { size: 46, lines: 7 },
  { size: 40, lines: 8 },
  { size: 36, lines: 9 },
  { size: 32, lines: 9 },
];
/** In ems. Small letters on a long line need more air between the lines. */
const LEADING = { large: 1.2, small: 1.36, smallUpTo: 46 };
const EMPTY_LINE = 0.5;
const LEAST_FOR_PHRASES = 46;

interface Shaped {
  paragraph: Paragraph;
  units: readonly Unit[];
  /** Rows left empty before it. */
  before: number;
}

interface Placed {
  shaped: Shaped;
  filling: Filling;
  row: number;
}

/**
 * Sets the words of a post as large as the room allows, the author's own lines kept. What does not fit at the smallest
 * size is left off after an ellipsis.
 *
 * @param text its lines, an empty string for an empty one; neither the first nor the last is empty
 * @param width of the room and `height`, in pixels
 * @param steps sizes from the largest to the smallest; at least one
 */
export function setQuoteText(
  typesetter: Typesetter,
  text: readonly string[],
  direction: 'ltr' | 'rtl',
  width: number,
  height: number,
  steps: readonly SizeStep[] = STEPS,
): QuoteText {
  const all = text.join('\n');
  const leadingAt = (size: number) =>
    leadingFor(all, size > LEADING.smallUpTo ? LEADING.large : LEADING.small);
  const rowsAt = ({ size, lines }: SizeStep) =>
    Math.min(lines, (height / size - CAPITAL) / leadingAt(size) + 1);
  const finish = (size: number, placed: readonly Placed[], linesOf: (at: Placed) => FilledLine[]) => {
    const lines = placed.flatMap((at) =>
      linesOf(at).map(({ start, end, tail }, index) => ({
        line: typesetter.setLine(at.shaped.paragraph, start, end, tail),
        row: at.row + index,
      })),
    );
    const leading = leadingAt(size) * size;
    return { size, lines, leading, height: CAPITAL * size + (lines.at(-1)?.row ?? 0) * leading };
  };

  const shaped = shapeLines(typesetter, text, direction, false);
  // Phrases kept whole are worth a smaller size, but not the smallest ones.
  const attempts = canTear(all)
    ? [
        { lines: shaped, steps: steps.filter(({ size }) => size >= LEAST_FOR_PHRASES) },
        { lines: shapeLines(typesetter, text, direction, true), steps },
      ]
    : [{ lines: shaped, steps }];
  for (const { lines, steps } of attempts) {
    for (const step of steps) {
      const placed = fillRows(lines, width / step.size, rowsAt(step));
      const fits =
        placed.length === lines.length &&
        placed.every(({ filling }) => filling.isWhole && !filling.hasBrokenWord);
      if (!fits) continue;
      return finish(step.size, placed, ({ shaped: { paragraph, units }, filling }) =>
        balanceLines(paragraph, units, width / step.size, filling.lines.length),
      );
    }
  }

  const step = steps.at(-1) as SizeStep;
  const measure = width / step.size;
  const lines = attempts.at(-1)?.lines ?? shaped;
  const placed = fillRows(lines, measure, rowsAt(step));
  const isWhole = placed.length === lines.length && placed.every(({ filling }) => filling.isWhole);
  return finish(step.size, placed, (at) =>
    isWhole || at !== placed.at(-1)
      ? at.filling.lines
      : shortenLast(at.shaped.paragraph, at.filling.lines, measure - ELLIPSIS_WIDTH),
  );
}

function shapeLines(
  typesetter: Typesetter,
  text: readonly string[],
  direction: 'ltr' | 'rtl',
  bySyllables: boolean,
): Shaped[] {
  return text.flatMap((line, index) => {
    if (line === '') return [];
    const paragraph = typesetter.shape(line, STYLE, direction);
    const before = text[index - 1] === '' ? EMPTY_LINE : 0;
    return [{ paragraph, units: splitUnits(line, paragraph.language, bySyllables), before }];
  });
}

/** Fills rows until the text or the rows are at an end. */
function fillRows(text: readonly Shaped[], width: number, rows: number): Placed[] {
  const placed: Placed[] = [];
  let row = 0;
  for (const shaped of text) {
    row += row === 0 ? 0 : shaped.before;
    const left = Math.floor(rows - row);
    if (left < 1) break;
    const filling = fillLines(shaped.paragraph, shaped.units, width, left);
    placed.push({ shaped, filling, row });
    row += filling.lines.length;
    if (!filling.isWhole) break;
  }
  return placed;
}
