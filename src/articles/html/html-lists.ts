import type { Element, ElementContent, Properties } from 'hast';
import { h } from 'hastscript';
import type { BodyContext } from './html-body-context.ts';
import { inlineContent, isBlank, trimInline } from './html-inline.ts';
import { attribute } from './html-nodes.ts';
import { type BlockMaker, block, type Piece, splitAround, tight } from './html-pieces.ts';

/** A list; where an item holds a post, the list ends before it and goes on, with its numbers, after it. */
export function makeList(
  node: Element,
  context: BodyContext,
  scope: Properties,
  inside: BlockMaker,
): Piece[] {
  const ordered = node.tagName === 'ol';
  const pieces: Piece[] = [];
  let items: Element[] = [];
  let number = startOf(node);
  const end = () => {
    if (items.length === 0) return;
    const start = ordered && number !== 1 ? { start: number } : {};
    pieces.push(block(h(node.tagName, { ...scope, ...start }, items), context));
    number += items.length;
    items = [];
  };
  for (const child of node.children) {
    if (context.dropped.has(child as Element)) continue;
    const inner = isItem(child) ? child.children : [child];
    let begun = false;
    for (const part of splitAround(inside(inner), (content) => h('li', tight(content)), context)) {
      const previous = items.at(-1);
      if (part.type === 'post') {
        end();
        pieces.push(part);
        // What follows in the same item goes on under the same number.
        if (begun) number--;
        begun = false;
      } else if (isListIn(child) && previous) {
        // A list directly in a list belongs to the item before it.
        previous.children.push(...part.element.children);
      } else {
        items.push(part.element);
        begun = true;
      }
    }
  }
  end();
  return pieces;
}

/** A list of terms and what is said of them, split in the same way. */
export function makeDescriptions(node: Element, context: BodyContext, inside: BlockMaker): Piece[] {
  const pieces: Piece[] = [];
  const add = (children: readonly ElementContent[]) => {
    for (const child of children) {
      if (child.type !== 'element') {
        pieces.push(...inside([child]).filter((piece) => piece.type === 'post'));
        continue;
      }
      if (context.dropped.has(child)) continue;
      if (child.tagName === 'dt' && !context.posted.has(child)) {
        const words = trimInline(inlineContent(child.children, context, []));
        if (!isBlank(words)) pieces.push(block(h('dt', words), context));
      } else if (child.tagName === 'dd' || child.tagName === 'dt') {
        pieces.push(...splitAround(inside(child.children), (content) => h('dd', tight(content)), context));
      } else add(child.children);
    }
  };
  add(node.children);
  return splitAround(pieces, (content) => h('dl', content), context);
}

function isItem(node: ElementContent): node is Element {
  return node.type === 'element' && node.tagName === 'li';
}

function isListIn(node: ElementContent): boolean {
  return node.type === 'element' && (node.tagName === 'ul' || node.tagName === 'ol');
}

function startOf(node: Element): number {
  const start = Number(attribute(node, 'start') || '1');
  return Number.isInteger(start) && start >= 0 && start < 100_000 ? start : 1;
}
