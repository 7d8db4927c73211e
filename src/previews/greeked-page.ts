import type { PlacedRectangle } from './page-layout.ts';
import { LEVELS } from './painting/coverage.ts';
import { ACCENT, META } from './painting/palette.ts';

const COLUMNS = [0, 1, 2];
const COLUMN = { width: 320, step: 360, top: 248, bottom: 484 };
const LINE = { height: 6, step: 20, entry: META + 9 };
const PICTURE_HEIGHT = 126;

/**
 * A newspaper page greeked, as designers say: bars in place of words, for a story of which no letter can be drawn.
 *
 * @param left edge in pixels; the page is 1040 wide
 */
export function greekedPage(left: number): PlacedRectangle[] {
  const headline = { left, top: 150, width: 800, height: 58, entry: META + 14 };
  const picture = {
    left: left + COLUMN.step,
    top: COLUMN.top,
    width: COLUMN.width,
    height: PICTURE_HEIGHT,
    entry: ACCENT + LEVELS,
  };
  return [headline, picture, ...COLUMNS.flatMap((column) => greekedColumn(left, column))];
}

function greekedColumn(left: number, column: number): PlacedRectangle[] {
  const top = column === 1 ? COLUMN.top + PICTURE_HEIGHT + LINE.step - LINE.height : COLUMN.top;
  const count = Math.ceil((COLUMN.bottom - top) / LINE.step);
  return Array.from({ length: count }, (_, index) => ({
    left: left + column * COLUMN.step,
    top: top + index * LINE.step,
    // Paragraphs end where they end.
    width: index % 5 === 4 - column ? COLUMN.width * 0.55 : COLUMN.width,
    height: LINE.height,
    entry: LINE.entry,
  }));
}
