import type { Root } from 'hast';
import { findTextEmbeds, type TextEmbed } from './text-embeds.ts';
import { findTreeEmbeds, type TreeEmbed } from './tree-embeds.ts';

/** Finds the posts that an article quotes, from what it says itself: no network, no clock, nothing kept. */
export function createEmbedFinder(): {
  findInTree(root: Root): Promise<TreeEmbed[]>;
  findInText(lines: readonly string[]): Promise<TextEmbed[]>;
} {
  return { findInTree: findTreeEmbeds, findInText: findTextEmbeds };
}
