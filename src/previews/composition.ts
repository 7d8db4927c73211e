import { PREVIEW_WIDTH, type PreviewCard } from './card.ts';
import { type CardFields, drawableFields } from './card-fields.ts';
import {
  DEK_ROLE,
  HEADLINE_ROLE,
  KICKER_ROLE,
  META_ROLE,
  PUBLICATION_ROLE,
  type Role,
  SHORT_DEK_ROLE,
} from './card-roles.ts';
import { LEVELS } from './coverage.ts';
import type { FontStack } from './font-stack.ts';
import { greekedPage, type PlacedRectangle } from './greeked-page.ts';
import { ACCENT, type Ink, META, TITLE } from './palette.ts';
import { roleFor } from './script-settings.ts';
import { setBlock, type TextBlock } from './text-block.ts';
import type { Line, Typesetter } from './typesetter.ts';

/** A line of text on the card. Pixels; `x` is its left end whatever its direction. */
export interface PlacedLine {
  line: Line;
  size: number;
  x: number;
  baseline: number;
  ink: Ink;
}

/** Everything a card shows, in its place. */
export interface Composition {
  rectangles: PlacedRectangle[];
  lines: PlacedLine[];
}

const MARGIN = 80;
const MEASURE = PREVIEW_WIDTH - 2 * MARGIN;
/** Height of a capital in ems: Inter's. Distances are taken from capitals, not from line boxes, as the eye takes them. */
const CAPITAL = 0.727;

const TAB = { width: 96, height: 16 };
/** The story stands between these heights, a little above the middle. */
const STORY = { top: 72, bottom: 500, lift: 0.46 };
const FOOTER = { rule: 530, baseline: 580, gap: 56, dotSpace: 10, leastByline: 120, publicationShare: 0.5 };
const HAIRLINE_LEVEL = 7;

/** Letters have white on their sides; large ones are moved out by it so that all left edges stand in line. In ems. */
const HANG = 0.04;

/** Lays a card out. */
export function composeCard(card: PreviewCard, fonts: FontStack, typesetter: Typesetter): Composition {
  const fields = drawableFields(card, fonts);
  const page = { typesetter, direction: card.direction, lines: [] as PlacedLine[] };
  placeStory(page, fields);
  placeFooter(page, fields);
  const rectangles = [
    { left: MARGIN, top: 0, ...TAB, entry: ACCENT + LEVELS },
    { left: MARGIN, top: FOOTER.rule, width: MEASURE, height: 2, entry: META + HAIRLINE_LEVEL },
    ...(fields.headline === '' ? greekedPage(MARGIN) : []),
  ];
  const isRtl = card.direction === 'rtl';
  return { rectangles: isRtl ? rectangles.map(mirror) : rectangles, lines: page.lines };
}

function mirror(rectangle: PlacedRectangle): PlacedRectangle {
  return { ...rectangle, left: PREVIEW_WIDTH - rectangle.left - rectangle.width };
}

interface Page {
  typesetter: Typesetter;
  direction: 'ltr' | 'rtl';
  lines: PlacedLine[];
}

function placeStory(page: Page, { kicker, headline, dek }: CardFields): void {
  const set = (text: string, given: Role) => {
    const role = roleFor(text, given);
    return { role, block: setText(page, text, role, MEASURE) };
  };
  const headlineBlock = set(headline, HEADLINE_ROLE);
  const parts = [
    set(kicker, KICKER_ROLE),
    headlineBlock,
    set(dek, headlineBlock.block.lines.length > 2 ? SHORT_DEK_ROLE : DEK_ROLE),
  ].filter(({ block }) => block.lines.length > 0);

  const gaps = parts.map(({ role }, index) => (index === 0 ? 0 : role.gap));
  const heights = parts.map(
    ({ role, block }) => (CAPITAL + (block.lines.length - 1) * role.leading) * block.size,
  );
  const height = [...gaps, ...heights].reduce((sum, part) => sum + part, 0);
  let y = STORY.top + Math.max(0, STORY.bottom - STORY.top - height) * STORY.lift;
  for (const [index, { role, block }] of parts.entries()) {
    y += gaps[index] ?? 0;
    for (const [row, line] of block.lines.entries()) {
      const baseline = Math.round(y + (CAPITAL + row * role.leading) * block.size);
      placeLine(page, line, block.size, -HANG * block.size, baseline, role.ink);
    }
    y += heights[index] ?? 0;
  }
}

/** Byline and date at the start; the publication at the end, which takes no more than its share of the width. */
function placeFooter(page: Page, { byline, date, publication }: CardFields): void {
  const name = setText(page, publication, PUBLICATION_ROLE, MEASURE * FOOTER.publicationShare);
  const nameStart = MEASURE - widthOf(name) + HANG * name.size;
  for (const line of name.lines) placeLine(page, line, name.size, nameStart, FOOTER.baseline, TITLE);

  let start = 0;
  const room = widthOf(name) > 0 ? nameStart - FOOTER.gap : MEASURE;
  for (const block of setMeta(page, byline, date, room)) {
    for (const line of block.lines) {
      placeLine(page, line, block.size, start - HANG * block.size, FOOTER.baseline, META);
    }
    start += widthOf(block) + FOOTER.dotSpace;
  }
}

/** Each is set by itself, so that neither can turn the other round. The date is kept whole, the byline gives way. */
function setMeta(page: Page, byline: string, date: string, room: number): TextBlock[] {
  const dateBlock = setText(page, date, META_ROLE, room);
  const dot = setText(page, '·', META_ROLE, room);
  const left = date === '' ? room : room - widthOf(dateBlock) - widthOf(dot) - 2 * FOOTER.dotSpace;
  const bylineBlock = setText(page, left > FOOTER.leastByline ? byline : '', META_ROLE, left);
  const hasBoth = bylineBlock.lines.length > 0 && dateBlock.lines.length > 0;
  return [bylineBlock, ...(hasBoth ? [dot] : []), dateBlock].filter(({ lines }) => lines.length > 0);
}

function setText(page: Page, text: string, role: Role, width: number): TextBlock {
  if (text === '') return { size: 0, lines: [] };
  return setBlock(page.typesetter, text, role.style, page.direction, width, role.steps);
}

/** Places a line so many pixels from the start of the measure: its left, or in a right-to-left card its right. */
function placeLine(page: Page, line: Line, size: number, start: number, baseline: number, ink: Ink): void {
  const offset = MARGIN + start;
  const x = page.direction === 'rtl' ? PREVIEW_WIDTH - offset - line.width * size : offset;
  page.lines.push({ line, size, x, baseline, ink });
}

function widthOf(block: TextBlock): number {
  return (block.lines[0]?.width ?? 0) * block.size;
}
