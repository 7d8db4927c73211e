import type { OpenedPicture } from '../domain/picture.ts';
import { PREVIEW_WIDTH } from './card.ts';
import { LEVELS } from './painting/coverage.ts';
import { ACCENT, type Ink, META } from './painting/palette.ts';
import type { Shade } from './photo-shade.ts';
import type { TextBlock } from './typesetting/text-block.ts';
import type { Line } from './typesetting/typesetter.ts';

/** A line of text on the card. Pixels; `x` is its left end whatever its direction. */
export interface PlacedLine {
  line: Line;
  size: number;
  x: number;
  baseline: number;
  ink: Ink;
}

/** A filled rectangle on the card, in pixels, and its palette entry. */
export interface PlacedRectangle {
  left: number;
  top: number;
  width: number;
  height: number;
  entry: number;
}

/** A picture on the card, pixel for pixel. */
export interface PlacedPicture {
  left: number;
  top: number;
  picture: OpenedPicture;
}

/** Everything a card shows, in its place. */
export interface Composition {
  rectangles: PlacedRectangle[];
  lines: PlacedLine[];
  pictures: PlacedPicture[];
  /** What is laid between a photo and all of this. */
  shade?: Shade;
}

/** A card while it is laid out; a right-to-left one is laid out as its mirror image. */
export interface Page {
  direction: 'ltr' | 'rtl';
  lines: PlacedLine[];
  pictures: PlacedPicture[];
}

export const MARGIN = 80;
export const MEASURE = PREVIEW_WIDTH - 2 * MARGIN;
/** Height of a capital in ems: Inter's. Distances are taken from capitals, not from line boxes, as the eye takes them. */
export const CAPITAL = 0.727;
/** Letters have white on their sides; large ones are moved out by it so that all left edges stand in line. In ems. */
export const HANG = 0.04;

const TAB = { width: 96, height: 16 };
const HAIRLINE_LEVEL = 7;

/** The tab at the head of every card. */
export const HEAD_TAB: PlacedRectangle = { left: MARGIN, top: 0, ...TAB, entry: ACCENT + LEVELS };

/** The line above the foot of a card. */
export function hairline(top: number): PlacedRectangle {
  return { left: MARGIN, top, width: MEASURE, height: 2, entry: META + HAIRLINE_LEVEL };
}

/** Places a line so many pixels from the start of the measure: its left, or in a right-to-left card its right. */
export function placeLine(
  page: Page,
  line: Line,
  size: number,
  start: number,
  baseline: number,
  ink: Ink,
): void {
  const offset = MARGIN + start;
  const x = page.direction === 'rtl' ? PREVIEW_WIDTH - offset - line.width * size : offset;
  page.lines.push({ line, size, x, baseline, ink });
}

/** Places a picture so many pixels from the start of the measure. */
export function placePicture(page: Page, picture: OpenedPicture, start: number, top: number): void {
  const offset = MARGIN + start;
  const left = page.direction === 'rtl' ? PREVIEW_WIDTH - offset - picture.width : offset;
  page.pictures.push({ left, top, picture });
}

/** What is on a page, and rectangles given as for a left-to-right one. */
export function finishPage(page: Page, rectangles: PlacedRectangle[]): Composition {
  const { direction, lines, pictures } = page;
  return { rectangles: direction === 'rtl' ? rectangles.map(mirror) : rectangles, lines, pictures };
}

function mirror(rectangle: PlacedRectangle): PlacedRectangle {
  return { ...rectangle, left: PREVIEW_WIDTH - rectangle.left - rectangle.width };
}

/** Width in pixels of a block of one line. */
export function widthOf(block: TextBlock): number {
  return (block.lines[0]?.width ?? 0) * block.size;
}
