import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { elements, isBlockTag } from './html-nodes.ts';

const CONTAINERS = new Set(['article', 'body', 'div', 'main', 'section']);
const BLANK_LINE = /\n[ \t\r]{0,100}\n/;
/** How an address or a shortcode begins, and the longest there is. */
const BEGINNING = /^\s*(?:https?:\/\/|[[{!:])/i;
const MAX_LINE = 2500;

/**
 * Makes paragraphs of addresses and shortcodes that stand alone between blank lines in loose text, as content systems do
 * with what their editors write: elsewhere in HTML a blank line is a space. Changes the tree.
 */
export function partLoneLines(root: Element): void {
  for (const container of [root, ...elements(root)]) {
    if (!CONTAINERS.has(container.tagName)) continue;
    const { children } = container;
    if (!children.some((child) => child.type === 'text' && BLANK_LINE.test(child.value))) continue;
    container.children = children.flatMap((child, index) =>
      child.type === 'text'
        ? partText(child.value, isEdge(children[index - 1]), isEdge(children[index + 1]))
        : [child],
    );
  }
}

/** `begins` and `ends`: whether the text does so at the edge of a block. */
function partText(text: string, begins: boolean, ends: boolean): ElementContent[] {
  const blocks = text.split(BLANK_LINE);
  return blocks.map((block, index) => {
    const isAlone = (index > 0 || begins) && (index < blocks.length - 1 || ends);
    const line = block.trim();
    if (isAlone && line.length <= MAX_LINE && BEGINNING.test(line) && !line.includes('\n'))
      return h('p', line);
    return { type: 'text', value: index < blocks.length - 1 ? `${block}\n\n` : block };
  });
}

function isEdge(sibling: ElementContent | undefined): boolean {
  return sibling === undefined || (sibling.type === 'element' && isBlockTag(sibling.tagName));
}
