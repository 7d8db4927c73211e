import { META_ROLE, NOTICE_ROLE, PUBLICATION_ROLE, type Role, STATUS_ROLE } from './card-roles.ts';
import type { FontStack } from './fonts/font-stack.ts';
import { greekedPage } from './greeked-page.ts';
import { leadingDirection } from './letters/bidi.ts';
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
import type { TypesetterFor } from './painter.ts';
import { placeQuoteText, QUOTE_INDENT, quoteBar, quoteDirection } from './quote-block.ts';
import { drawableQuote, type QuoteFields } from './quote-fields.ts';
import type { QuotePicture } from './quote-picture.ts';
import { setQuoteText } from './quote-text.ts';
import { leadingFor } from './script-settings.ts';
import { setBlock, type TextBlock } from './typesetting/text-block.ts';
import type { Typesetter } from './typesetting/typesetter.ts';

/** The post stands between these heights, as the story of a preview does. */
const POST = { top: 72, overFoot: 40, lift: 0.46 };
const FOOT = { baseline: 584, row: 39, overFirst: 54, gap: 56, endShare: 0.5 };

/** Lays out the card of a quoted post: its words, what there is to say of them, and below whose they are. */
export function composeQuote(
  picture: QuotePicture,
  fonts: FontStack,
  typesetterFor: TypesetterFor,
): Composition {
  const fields = drawableQuote(picture, fonts);
  const direction =
    fields.text.length > 0
      ? quoteDirection(picture.text ?? '', picture.textDirection, picture.direction)
      : picture.direction;
  const page: Page = { direction, lines: [], pictures: [] };
  const footRows = fields.name !== '' && fields.handle !== '' ? 2 : fields.date === '' ? 1 : 2;
  const rule = FOOT.baseline - (footRows - 1) * FOOT.row - FOOT.overFirst;

  const typesetter = typesetterFor(picture.language, fonts);
  const notices = setNotices(typesetter, picture, fields);
  placeFoot(page, typesetter, picture, fields, footRows);
  const room = rule - POST.overFoot - POST.top - heightOf(notices);
  // One language after the other: the typesetter before this one is not used again.
  const text =
    fields.text.length > 0
      ? setQuoteText(
          typesetterFor(picture.textLanguage ?? picture.language, fonts),
          fields.text,
          direction,
          MEASURE - QUOTE_INDENT,
          room,
        )
      : undefined;
  const top = POST.top + Math.max(0, room - (text?.height ?? 0)) * POST.lift;
  if (text) placeQuoteText(page, text, top);
  const bar = text ? [quoteBar(top, top + text.height, text.size)] : [];
  placeNotices(page, notices, top + (text?.height ?? 0));
  return finishPage(page, [
    HEAD_TAB,
    hairline(rule),
    ...bar,
    ...(text || notices.length > 0 ? [] : greekedPage(MARGIN)),
  ]);
}

interface Notice {
  block: TextBlock;
  role: Role;
  gap: number;
  leading: number;
}

/** The first stands in place of the words where there are none. */
function setNotices(typesetter: Typesetter, picture: QuotePicture, fields: QuoteFields): Notice[] {
  return fields.notices.map((notice, index) => {
    const role = index === 0 && fields.text.length === 0 ? STATUS_ROLE : NOTICE_ROLE;
    const gap = role === STATUS_ROLE ? 0 : role.gap;
    const block = setBlock(typesetter, notice, role.style, picture.direction, MEASURE, role.steps);
    return { block, role, gap, leading: leadingFor(notice, role.leading) * block.size };
  });
}

function heightOf(notices: readonly Notice[]): number {
  return notices.reduce(
    (sum, { block, gap, leading }) => sum + gap + CAPITAL * block.size + (block.lines.length - 1) * leading,
    0,
  );
}

function placeNotices(page: Page, notices: readonly Notice[], top: number): void {
  let y = top;
  for (const { block, role, gap, leading } of notices) {
    y += gap + CAPITAL * block.size;
    for (const [row, line] of block.lines.entries()) {
      placeLine(page, line, block.size, -HANG * block.size, Math.round(y + row * leading), role.ink);
    }
    y += (block.lines.length - 1) * leading;
  }
}

/** Whose words they are at the start, and at the end where and when they were written. */
function placeFoot(
  page: Page,
  typesetter: Typesetter,
  picture: QuotePicture,
  { name, handle, platform, date }: QuoteFields,
  rows: number,
): void {
  const set = (text: string, role: Role, direction: 'ltr' | 'rtl', width: number) => ({
    role,
    block: text
      ? setBlock(typesetter, text, role.style, direction, width, role.steps)
      : { size: 0, lines: [], isWhole: true },
  });
  const first = FOOT.baseline - (rows - 1) * FOOT.row;
  const place = (column: ReturnType<typeof set>[], startOf: (block: TextBlock) => number) => {
    for (const [row, { role, block }] of column.filter(({ block }) => block.lines.length > 0).entries()) {
      for (const line of block.lines) {
        placeLine(page, line, block.size, startOf(block), first + row * FOOT.row, role.ink);
      }
    }
  };

  const endRoom = MEASURE * FOOT.endShare;
  const end = [
    set(platform, PUBLICATION_ROLE, 'ltr', endRoom),
    set(date, META_ROLE, picture.direction, endRoom),
  ];
  place(end, (block) => MEASURE - widthOf(block) + HANG * block.size);
  const room = MEASURE - FOOT.gap - Math.max(...end.map(({ block }) => widthOf(block)));
  // A handle begins with its @ in every direction.
  const start = [
    set(name, PUBLICATION_ROLE, leadingDirection(name) ?? picture.direction, room),
    set(handle, name ? META_ROLE : PUBLICATION_ROLE, 'ltr', room),
  ];
  place(start, (block) => -HANG * block.size);
}
