import type { Element, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { Marked } from 'marked';

const markdown = new Marked({
  gfm: true,
  async: false,
  // HTML in the text is shown as it is written: the pages are Markdown alone.
  renderer: { html: ({ text }) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;') },
});

/** Markdown (CommonMark with GitHub's tables) as a tree of nothing but what Markdown can say. */
export function markdownTree(text: string): Root {
  return fromHtml(markdown.parse(text, { async: false }), { fragment: true });
}

/** The words in a tree, as a reader sees them. */
export function textOf(node: Root | Element): string {
  return node.children
    .map((child) => (child.type === 'text' ? child.value : child.type === 'element' ? textOf(child) : ''))
    .join('');
}

/** Every element in a tree, in the order of the text. */
export function elementsOf(node: Root | Element): Element[] {
  return node.children.flatMap((child) => (child.type === 'element' ? [child, ...elementsOf(child)] : []));
}
