import type { Element, Parents, Root } from 'hast';
import type { FoundEmbed } from '../domain/embed.ts';
import { readBlockquote } from './blockquote.ts';
import { isBlank } from './markup-text.ts';

/** A post in a parsed page: `node` and all below it is the post and nothing else. */
export interface TreeEmbed extends FoundEmbed {
  node: Element;
}

/** What pages put around an embed for its layout. Custom elements count too: their names hold a hyphen. */
const WRAPPERS = new Set(['figure', 'div', 'center', 'span', 'p']);

/** Finds every embedded post of a page, in document order; no node lies within another one's. */
export async function findTreeEmbeds(root: Root): Promise<TreeEmbed[]> {
  const parents = new Map<Element, Parents>();
  const blockquotes = mapParents(root, parents);
  const embeds: TreeEmbed[] = [];
  const holders = new Set<Parents>();
  // From the last to the first an inner blockquote comes before the one around it, which is then no post itself.
  for (const blockquote of blockquotes.reverse()) {
    if (holders.has(blockquote)) continue;
    const found = await readBlockquote(blockquote);
    if (!found) continue;
    embeds.push({ ...found, node: outermost(blockquote, parents) });
    for (
      let up = parents.get(blockquote);
      up && !holders.has(up);
      up = up.type === 'element' ? parents.get(up) : undefined
    ) {
      holders.add(up);
    }
  }
  return embeds.reverse();
}

/** Fills in the parent of every element and returns the blockquotes in document order. No recursion: pages nest deeply. */
function mapParents(root: Root, parents: Map<Element, Parents>): Element[] {
  const blockquotes: Element[] = [];
  const open: Parents[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'element' && node.tagName === 'blockquote') blockquotes.push(node);
    for (const child of node.children.toReversed()) {
      if (child.type !== 'element' || child.tagName === 'script') continue;
      parents.set(child, node);
      open.push(child);
    }
  }
  return blockquotes;
}

/** The largest element that holds the blockquote, its loader script, and nothing else a reader would see. */
function outermost(blockquote: Element, parents: Map<Element, Parents>): Element {
  let node = blockquote;
  for (;;) {
    const parent = parents.get(node);
    if (parent?.type !== 'element' || !(WRAPPERS.has(parent.tagName) || parent.tagName.includes('-')))
      return node;
    if (!isBlank(parent.children.filter((child) => child !== node))) return node;
    node = parent;
  }
}
