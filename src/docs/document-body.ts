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
    if (child.tagName !== 'table') {
      letScroll(child);
      return child;
    }
    const columns = elementsOf(child).filter(({ tagName }) => tagName === 'th');
    const label = columns.map(textOf).filter(Boolean).join(', ');
    return h(
      'div',
      {
        class: 'wide',
        role: 'group',
        ariaLabel: `Table: ${label || 'names and what they mean'}`,
        tabIndex: 0,
      },
      [child],
    );
  });
}
