import type { Role } from './card-roles.ts';
import { fieldDirection } from './letters/bidi.ts';
import { CAPITAL, HANG, type Page, placeLine } from './page-layout.ts';
import { depthOf, leadingFor } from './script-settings.ts';
import { setBlock, type TextBlock } from './typesetting/text-block.ts';
import type { Typesetter } from './typesetting/typesetter.ts';

/** A card of an article while it is laid out: all of it in the article's language. */
export interface CardLayout extends Page {
  typesetter: Typesetter;
}

/** A text that is set, and how. */
export interface StoryPart {
  role: Role;
  block: TextBlock;
  /** What its script adds to the leading of Latin, in ems. */
  extraLeading: number;
  /** How much farther down its letters reach, in ems. */
  depth: number;
}

/** Parts one below the other, and the pixels from the capitals of the first to the baseline of the last. */
export interface Story {
  parts: StoryPart[];
  height: number;
}

const NOTHING: TextBlock = { size: 0, lines: [], isWhole: true };

/** Sets a text in a role. @param width in pixels */
export function setText(page: CardLayout, text: string, role: Role, width: number): TextBlock {
  if (text === '') return NOTHING;
  const direction = fieldDirection(text, page.direction);
  return setBlock(page.typesetter, text, role.style, direction, width, role.steps);
}

/** Sets a text in a role, with the leading that its script asks for. */
export function setPart(page: CardLayout, text: string, role: Role, width: number): StoryPart {
  const leading = leadingFor(text, role.leading);
  return {
    role: { ...role, leading },
    block: setText(page, text, role, width),
    extraLeading: leading - role.leading,
    depth: depthOf(text),
  };
}

/** Stacks parts, empty ones left out. */
export function stackParts(given: readonly StoryPart[]): Story {
  const parts = given.filter(({ block }) => block.lines.length > 0);
  const height = parts.reduce(
    (sum, part, index) => sum + gapBefore(part, parts[index - 1]) + heightOf(part),
    0,
  );
  return { parts, height };
}

/** Places a story with the capitals of its first line under `top`. */
export function placeStory(page: Page, { parts }: Story, top: number): void {
  let y = top;
  for (const [index, part] of parts.entries()) {
    const { role, block } = part;
    y += gapBefore(part, parts[index - 1]);
    for (const [row, line] of block.lines.entries()) {
      const baseline = Math.round(y + (CAPITAL + row * role.leading) * block.size);
      placeLine(page, line, block.size, -HANG * block.size, baseline, role.ink);
    }
    y += heightOf(part);
  }
}

function gapBefore({ role }: StoryPart, above: StoryPart | undefined): number {
  return above ? role.gap + above.depth * above.block.size : 0;
}

function heightOf({ role, block }: StoryPart): number {
  return (CAPITAL + (block.lines.length - 1) * role.leading) * block.size;
}
