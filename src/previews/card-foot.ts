import type { OpenedPicture } from '../domain/picture.ts';
import type { CardFields } from './card-fields.ts';
import { META_ROLE, PUBLICATION_ROLE } from './card-roles.ts';
import {
  HANG,
  hairline,
  MEASURE,
  type PlacedRectangle,
  placeLine,
  placePicture,
  widthOf,
} from './page-layout.ts';
import { META, TITLE } from './painting/palette.ts';
import { type CardLayout, setText } from './story.ts';
import type { TextBlock } from './typesetting/text-block.ts';

const FOOT = { rule: 530, baseline: 580, gap: 56, dotSpace: 10, leastByline: 120, publicationShare: 0.5 };
/** The first and the last row that something in the foot may stand on. */
export const FOOT_ROWS = [544, 596];
/** Halfway up the capitals of the foot: what a logo is centred on. */
const LOGO_AXIS = 570;

/**
 * Places byline and date at the start, and at the end whose article it is, by the logo or else by name.
 *
 * @returns the line above them, where there is anything below it
 */
export function placeFoot(
  page: CardLayout,
  fields: CardFields,
  logo: OpenedPicture | undefined,
): PlacedRectangle[] {
  const end = logo ? placeLogo(page, logo) : placePublication(page, fields.publication);
  let start = 0;
  for (const block of setMeta(page, fields, end > 0 ? MEASURE - end - FOOT.gap : MEASURE)) {
    for (const line of block.lines) {
      placeLine(page, line, block.size, start - HANG * block.size, FOOT.baseline, META);
    }
    start += widthOf(block) + FOOT.dotSpace;
  }
  return end > 0 || start > 0 ? [hairline(FOOT.rule)] : [];
}

/** Answers with the width it takes, as does {@link placePublication}. */
function placeLogo(page: CardLayout, logo: OpenedPicture): number {
  placePicture(page, logo, MEASURE - logo.width, Math.round(LOGO_AXIS - logo.height / 2));
  return logo.width;
}

function placePublication(page: CardLayout, publication: string): number {
  const name = setText(page, publication, PUBLICATION_ROLE, MEASURE * FOOT.publicationShare);
  const start = MEASURE - widthOf(name) + HANG * name.size;
  for (const line of name.lines) placeLine(page, line, name.size, start, FOOT.baseline, TITLE);
  return widthOf(name) > 0 ? MEASURE - start : 0;
}

/** Each is set by itself, so that neither can turn the other round. The date is kept whole, the byline gives way. */
function setMeta(page: CardLayout, { byline, date }: CardFields, room: number): TextBlock[] {
  const dateBlock = setText(page, date, META_ROLE, room);
  const dot = setText(page, '·', META_ROLE, room);
  const left = date === '' ? room : room - widthOf(dateBlock) - widthOf(dot) - 2 * FOOT.dotSpace;
  const bylineBlock = setText(page, left > FOOT.leastByline ? byline : '', META_ROLE, left);
  const hasBoth = bylineBlock.lines.length > 0 && dateBlock.lines.length > 0;
  return [bylineBlock, ...(hasBoth ? [dot] : []), dateBlock].filter(({ lines }) => lines.length > 0);
}
