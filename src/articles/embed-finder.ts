import type { ElementContent, Root } from 'hast';
import type { FoundEmbed } from '../domain/embed.ts';

/** A post in a parsed page: `node`, an element or a text, and all below it is the post and nothing else. */
export interface TreeEmbed extends FoundEmbed {
  node: ElementContent;
}

/** A post in flattened text: lines `start` (inclusive) to `end` (exclusive) are the post and nothing else. */
export interface TextEmbed extends FoundEmbed {
  start: number;
  end: number;
}

/** How reading an article learns where its posts are. */
export interface EmbedFinder {
  /** In document order; no node lies within another one's. */
  findInTree(root: Root): Promise<TreeEmbed[]>;
  /** In order; spans do not overlap. `lines` are trimmed and may be empty. */
  findInText(lines: readonly string[]): Promise<TextEmbed[]>;
}
