import { leadingDirection } from './letters/bidi.ts';
import { CAPITAL, HANG, MARGIN, type Page, type PlacedRectangle, placeLine } from './page-layout.ts';
import { LEVELS } from './painting/coverage.ts';
import { ACCENT, TITLE } from './painting/palette.ts';
import type { QuoteText } from './quote-text.ts';

/** The rule beside the words of a post: it says that they are quoted, in every language. */
const BAR = { width: 6, beyond: 0.18 };
/** Where the words of a post begin, beside their bar. */
export const QUOTE_INDENT = 40;

/** The direction of a post's words; where neither it nor they have one, that of the card. */
export function quoteDirection(
  text: string,
  textDirection: 'ltr' | 'rtl' | 'auto',
  card: 'ltr' | 'rtl',
): 'ltr' | 'rtl' {
  return textDirection === 'auto' ? (leadingDirection(text) ?? card) : textDirection;
}

/** Places the words of a post with the capitals of their first line under `top`. */
export function placeQuoteText(page: Page, { size, lines, leading }: QuoteText, top: number): void {
  for (const { line, row } of lines) {
    const baseline = Math.round(top + CAPITAL * size + row * leading);
    placeLine(page, line, size, QUOTE_INDENT - HANG * size, baseline, TITLE);
  }
}

/**
 * The bar beside what is quoted, a little beyond it at both ends.
 *
 * @param top of the first capitals
 * @param bottom the last baseline
 * @param size of the letters
 */
export function quoteBar(top: number, bottom: number, size: number): PlacedRectangle {
  const beyond = BAR.beyond * size;
  const [above, below] = [Math.round(top - beyond), Math.round(bottom + beyond)];
  return { left: MARGIN, top: above, width: BAR.width, height: below - above, entry: ACCENT + LEVELS };
}
