import { CITE_ROLE, META_ROLE, type Role } from './card-roles.ts';
import { leadingDirection } from './letters/bidi.ts';
import { HANG, MEASURE, placeLine, widthOf } from './page-layout.ts';
import type { PostFields } from './post-fields.ts';
import { QUOTE_INDENT } from './quote-block.ts';
import { type CardLayout, setText } from './story.ts';
import type { TextBlock } from './typesetting/text-block.ts';

const SPACE = { handle: 12, dot: 10 };
/** Of the room; what a name leaves over goes to the handle. */
const NAME_SHARE = 0.62;
/** A handle with less room than this is left out. Pixels. */
const LEAST_HANDLE = 120;

/** A text of the line and the space before it. */
interface Piece {
  block: TextBlock;
  role: Role;
  space: number;
}

/** Places whose words a post has, in one line: name, handle and platform. Each is set by itself. */
export function placeCite(page: CardLayout, fields: PostFields, baseline: number): void {
  let start = QUOTE_INDENT;
  for (const { block, role, space } of setCite(page, fields, MEASURE - QUOTE_INDENT)) {
    start += space;
    for (const line of block.lines) {
      placeLine(page, line, block.size, start - HANG * block.size, baseline, role.ink);
    }
    start += widthOf(block);
  }
}

function setCite(page: CardLayout, { name, handle, platform }: PostFields, room: number): Piece[] {
  const pieces: Piece[] = [];
  let left = room;
  const add = (text: string, role: Role, space: number, direction: 'ltr' | 'rtl', most: number) => {
    const block = setText({ ...page, direction }, text, role, most);
    if (block.lines.length === 0) return;
    const piece = { block, role, space: pieces.length === 0 ? 0 : space };
    pieces.push(piece);
    left -= piece.space + widthOf(block);
  };
  const end = setText(page, `· ${platform}`, META_ROLE, room);
  const kept = platform === '' ? 0 : widthOf(end) + 2 * SPACE.dot;

  const most = left - kept;
  add(name, CITE_ROLE, 0, leadingDirection(name) ?? page.direction, handle ? most * NAME_SHARE : most);
  const handleRoom = left - kept - SPACE.handle;
  // A handle begins with its @ in every direction.
  if (handleRoom >= LEAST_HANDLE) {
    add(handle, pieces.length > 0 ? META_ROLE : CITE_ROLE, SPACE.handle, 'ltr', handleRoom);
  }
  if (pieces.length > 0 && platform) add('·', META_ROLE, SPACE.dot, page.direction, left);
  add(platform, META_ROLE, SPACE.dot, 'ltr', left);
  return pieces;
}
