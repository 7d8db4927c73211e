import type { Element, ElementContent } from 'hast';
import type { TreeEmbed } from '../embed-finder.ts';
import type { BodyContext } from './html-body-context.ts';

/** A block of the body, or a post between two blocks. */
export type Piece = { type: 'block'; element: Element } | { type: 'post'; embed: TreeEmbed };

/** Makes what stands in a list item, a cell or a figure into blocks, as the body's own. */
export type BlockMaker = (nodes: readonly ElementContent[]) => Piece[];

/** Puts the blocks between posts into an element each; the posts stand between those. */
export function splitAround(
  pieces: readonly Piece[],
  make: (content: Element[]) => Element,
  context: BodyContext,
): Piece[] {
  const split: Piece[] = [];
  let content: Element[] = [];
  const end = () => {
    if (content.length > 0) split.push(block(make(content), context));
    content = [];
  };
  for (const piece of pieces) {
    if (piece.type === 'block') content.push(piece.element);
    else {
      end();
      split.push(piece);
    }
  }
  end();
  return split;
}

/** The content of a list item or table cell: a paragraph that stands alone, or before lists only, needs no `p`. */
export function tight(content: readonly Element[]): ElementContent[] {
  const [first, ...rest] = content;
  if (first?.tagName !== 'p' || Object.keys(first.properties).length > 0) return [...content];
  const loose = rest.some(({ tagName }) => tagName !== 'ul' && tagName !== 'ol');
  return loose ? [...content] : [...first.children, ...rest];
}

/** A block made of an element, which is counted. */
export function block(element: Element, context: BodyContext): Piece {
  context.count();
  return { type: 'block', element };
}
