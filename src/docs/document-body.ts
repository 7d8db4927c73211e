import type { Element, ElementContent, Root } from 'hast';
import { h } from 'hastscript';
import { linkDocuments } from './document-links.ts';
import { createSlugger } from './heading-slug.ts';
import { elementsOf, markdownTree, textOf } from './markdown-tree.ts';

export interface Section {
  id: string;
  title: string;
}

/** A document as a page shows it. */
export interface DocumentBody {
  title: string;
  content: ElementContent[];
  /** Its headings of the second level. */
  sections: Section[];
}

/** Makes a document's Markdown into the content of its page. `isServed` tells which other documents there are. */
export function readDocument(text: string, isServed: (name: string) => boolean): DocumentBody {
  const tree = markdownTree(text);
  linkDocuments(tree, isServed);
  const sections = linkHeadings(tree);
  letScroll(tree);
  const title = elementsOf(tree).find(({ tagName }) => tagName === 'h1');
  return { title: title ? textOf(title) : '', content: tree.children as ElementContent[], sections };
}

/** Gives each heading its id, and each below the first level a link to itself. */
function linkHeadings(tree: Root): Section[] {
  const slugOf = createSlugger();
  const sections: Section[] = [];
  for (const heading of elementsOf(tree).filter(({ tagName }) => /^h[1-6]$/.test(tagName))) {
    const title = textOf(heading);
    const id = slugOf(title);
    heading.properties.id = id;
    if (heading.tagName === 'h2') sections.push({ id, title });
    if (heading.tagName === 'h1' || elementsOf(heading).some(({ tagName }) => tagName === 'a')) continue;
    heading.children = [h('a', { class: 'self', href: `#${id}` }, heading.children)];
  }
  return sections;
}

/** Code and tables that are too wide scroll by themselves, by keyboard too, and leave the page as it is. */
function letScroll(parent: Root | Element): void {
  parent.children = (parent.children as ElementContent[]).map((child) => {
    if (child.type !== 'element') return child;
    if (child.tagName === 'pre') child.properties.tabIndex = 0;
    if (child.tagName === 'table') return scrollingTable(child);
    letScroll(child);
    return child;
  });
}

/** Markdown has no table without a head: where its cells are empty it has none. */
function scrollingTable(table: Element): Element {
  const heads = elementsOf(table).filter(({ tagName }) => tagName === 'th');
  for (const head of heads) if (textOf(head) === '') head.tagName = 'td';
  const names = heads.map(textOf).filter(Boolean);
  if (names.length === 0) {
    table.children = table.children.filter((part) => part.type !== 'element' || part.tagName !== 'thead');
  }
  const ariaLabel = `Table: ${names.join(', ') || 'names and what they mean'}`;
  return h('div', { class: 'wide', role: 'group', ariaLabel, tabIndex: 0 }, [table]);
}
