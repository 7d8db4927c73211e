import type { Element, ElementContent } from 'hast';
import type { RelatedLink } from '../../domain/article.ts';
import { attribute, elements, innerText } from '../html/html-nodes.ts';
import { LIMITS } from '../limits.ts';
import { webUrl } from '../web-url.ts';
import { columns } from '../words.ts';
import { isSameSite } from './page-address.ts';

/** Longest title of another article, in columns. */
const MAX_TITLE = 220;
/** A text that is links for so large a part is a list that somebody wrote. */
const MAX_SHARE = 0.25;

/**
 * Takes the paragraphs out of a body that are nothing but a link to another page of the same site, which systems put
 * between an article's own: they are links to related articles. Where there are many of them they are what the article
 * is about, and stay. Changes the tree.
 */
export function takeLinkLines(
  root: Element,
  posts: ReadonlySet<ElementContent>,
  address: string,
  base: string | undefined,
): RelatedLink[] {
  const lines = new Map<Element, RelatedLink>();
  let paragraphs = 0;
  for (const element of elements(root)) {
    if (element.tagName !== 'p' || posts.has(element)) continue;
    paragraphs++;
    const link = onlyLink(element);
    const url = link && webUrl(attribute(link, 'href'), base);
    const title = link && url && isSameSite(url, address) ? innerText(link) : '';
    if (title !== '' && columns(title) <= MAX_TITLE) lines.set(element, { title, ...(url && { url }) });
  }
  if (lines.size > MAX_SHARE * paragraphs) return [];
  for (const element of [root, ...elements(root)]) {
    if (!element.children.some((child) => child.type === 'element' && lines.has(child))) continue;
    element.children = element.children.filter((child) => child.type !== 'element' || !lines.has(child));
  }
  return [...lines.values()].slice(0, LIMITS.related);
}

/** The link that all of an element's words are in. */
function onlyLink(element: Element): Element | undefined {
  let only: Element | undefined = element;
  while (only && only.tagName !== 'a') {
    const seen: ElementContent[] = only.children.filter(
      (child) => child.type === 'element' || (child.type === 'text' && child.value.trim() !== ''),
    );
    const [first] = seen;
    only = seen.length === 1 && first?.type === 'element' ? first : undefined;
  }
  return only && [...elements(only)].every(({ tagName }) => tagName !== 'img') ? only : undefined;
}
