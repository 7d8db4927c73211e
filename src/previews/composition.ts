import type { PreviewCard } from './card.ts';
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
import type { FontStack } from './font-stack.ts';
import { greekedPage } from './greeked-page.ts';
import {
  CAPITAL,
  type Composition,
  finishPage,
  HANG,
  HEAD_TAB,
  hairline,
  MARGIN,
  MEASURE,
  type Page,
  placeLine,
  widthOf,
} from './page-layout.ts';
import { META, TITLE } from './palette.ts';
import { roleFor } from './script-settings.ts';
import { setBlock, type TextBlock } from './text-block.ts';
import type { Typesetter } from './typesetter.ts';

/** The story stands between these heights, a little above the middle. */
const STORY = { top: 72, bottom: 500, lift: 0.46 };
const FOOTER = { rule: 530, baseline: 580, gap: 56, dotSpace: 10, leastByline: 120, publicationShare: 0.5 };

/** Lays a card out. */
export function composeCard(card: PreviewCard, fonts: FontStack, typesetter: Typesetter): Composition {
  const fields = drawableFields(card, fonts);
  const page: CardLayout = { typesetter, direction: card.direction, lines: [] };
  placeStory(page, fields);
  placeFooter(page, fields);
  return finishPage(page, [
    HEAD_TAB,
    hairline(FOOTER.rule),
    ...(fields.headline === '' ? greekedPage(MARGIN) : []),
  ]);
}

interface CardLayout extends Page {
  typesetter: Typesetter;
}

function placeStory(page: CardLayout, { kicker, headline, dek }: CardFields): void {
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
function placeFooter(page: CardLayout, { byline, date, publication }: CardFields): void {
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
function setMeta(page: CardLayout, byline: string, date: string, room: number): TextBlock[] {
  const dateBlock = setText(page, date, META_ROLE, room);
  const dot = setText(page, '·', META_ROLE, room);
  const left = date === '' ? room : room - widthOf(dateBlock) - widthOf(dot) - 2 * FOOTER.dotSpace;
  const bylineBlock = setText(page, left > FOOTER.leastByline ? byline : '', META_ROLE, left);
  const hasBoth = bylineBlock.lines.length > 0 && dateBlock.lines.length > 0;
  return [bylineBlock, ...(hasBoth ? [dot] : []), dateBlock].filter(({ lines }) => lines.length > 0);
}

function setText(page: CardLayout, text: string, role: Role, width: number): TextBlock {
  if (text === '') return { size: 0, lines: [] };
  return setBlock(page.typesetter, text, role.style, page.direction, width, role.steps);
}
