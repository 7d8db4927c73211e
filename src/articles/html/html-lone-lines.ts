import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { refuseTooManyBlocks } from '../draft-limits.ts';
import { elements, isBlockTag } from './html-nodes.ts';

const CONTAINERS = new Set(['article', 'body', 'div', 'main', 'section']);
const BLANK_LINE = /\n[ \t\r]{0,100}\n/;
/** How an address or a shortcode begins, and the longest there is. */
const BEGINNING = /^\s*(?:https?:\/\/|[[{!:])/i;
const MAX_LINE = 2500;

/**
 * Makes paragraphs of addresses and shortcodes that stand alone between blank lines in loose text, as content systems do
 * with what their editors write: elsewhere in HTML a blank line is a space. Changes the tree.
 * Throws `Problem('invalid-article')` for more of them than an article has blocks.
 */
export function partLoneLines(root: Element): void {
  let lines = 0;
  for (const container of [root, ...elements(root)]) {
    if (!CONTAINERS.has(container.tagName)) continue;
    const { children } = container;
    if (!children.some((child) => child.type === 'text' && BLANK_LINE.test(child.value))) continue;
    container.children = children.flatMap((child, index) =>
      child.type === 'text'
        ? partText(child.value, isEdge(children[index - 1]), isEdge(children[index + 1]))
        : [child],
    );
    lines += container.children.length - children.length;
    refuseTooManyBlocks(lines / 2);
  }
}

/** `begins` and `ends`: whether the text does so at the edge of a block. */
function partText(text: string, begins: boolean, ends: boolean): ElementContent[] {
  const parts: ElementContent[] = [];
  let between: string[] = [];
  const endText = () => {
    if (between.length > 0) parts.push({ type: 'text', value: between.join('') });
    between = [];
  };
  const blocks = text.split(BLANK_LINE);
  blocks.forEach((block, index) => {
    const isAlone = (index > 0 || begins) && (index < blocks.length - 1 || ends);
    const line = block.trim();
    if (isAlone && line.length <= MAX_LINE && BEGINNING.test(line) && !line.includes('\n')) {
      endText();
      parts.push(h('p', line));
    } else between.push(index < blocks.length - 1 ? `${block}\n\n` : block);
  });
  endText();
  return parts;
}

function isEdge(sibling: ElementContent | undefined): boolean {
  return sibling === undefined || (sibling.type === 'element' && isBlockTag(sibling.tagName));
}
