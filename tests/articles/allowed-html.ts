import type { Nodes } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { expect } from 'vitest';
import { renderElement } from '../../src/articles/html/html-allowed.ts';
import { elements } from '../../src/articles/html/html-nodes.ts';
import type { ArticleDraft } from '../../src/domain/article.ts';

const TAGS =
  'p h2 h3 h4 ul ol li dl dt dd blockquote pre hr figure figcaption table caption thead tbody tfoot tr th td a em strong b i s sub sup small q cite time abbr code br img del ins mark kbd bdi bdo ruby rt rp'.split(
    ' ',
  );
const ADDRESS = /^https?:\/\/[^\s"<>]+$/;
const ATTRIBUTES = [
  'href',
  'src',
  'cite',
  'alt',
  'title',
  'width',
  'height',
  'start',
  'colSpan',
  'rowSpan',
  'scope',
  'dateTime',
  'dir',
  'lang',
];

/** Parses every block of a draft again, as a browser would, and looks for anything that may not be there. */
export function expectAllowed(draft: ArticleDraft): void {
  const wrong: string[] = [];
  for (const block of draft.body) if (block.type === 'html') wrong.push(...wrongIn(block.html));
  const { url, image, authors, related } = draft;
  for (const address of [url, image?.url, ...[...authors, ...related].map((link) => link.url)]) {
    if (address !== undefined && !ADDRESS.test(address)) wrong.push(`address ${address}`);
  }
  expect(wrong).toEqual([]);
}

function wrongIn(html: string): string[] {
  const tree = fromHtml(html, { fragment: true });
  const [first] = tree.children;
  if (tree.children.length !== 1 || first?.type !== 'element') return [`not one element: ${html}`];
  const again = renderElement(first);
  const wrong = again === html ? [] : [`written again as ${again}: ${html}`];
  for (const { tagName, properties } of elements(tree)) {
    if (!TAGS.includes(tagName)) wrong.push(`<${tagName}> in ${html}`);
    for (const [name, value] of Object.entries(properties)) {
      const isAddress = name === 'href' || name === 'src' || name === 'cite';
      if (!ATTRIBUTES.includes(name) || (isAddress && !ADDRESS.test(String(value)))) {
        wrong.push(`${name}=${value} in ${html}`);
      }
    }
  }
  return hasComment(tree) ? [...wrong, `a comment in ${html}`] : wrong;
}

function hasComment(node: Nodes): boolean {
  return node.type === 'comment' || ('children' in node && node.children.some(hasComment));
}
