import type { Element, ElementContent, Root } from 'hast';
import type { Author } from '../../domain/article.ts';
import { parseInstant } from '../../domain/instant.ts';
import { type Findings, offer } from '../findings.ts';
import { LIMITS } from '../limits.ts';
import { readByline } from '../printed-lines/byline.ts';
import { isSectionName, sectionOfBreadcrumb } from '../printed-lines/page-line.ts';
import { webUrl } from '../web-url.ts';
import { columns } from '../words.ts';
import { attribute, elements, findElement, hasWord, innerText } from './html-nodes.ts';

interface Page {
  tree: Root;
  heading: Element | undefined;
  base: string | undefined;
  /** Posts have authors and dates of their own. */
  posts: ReadonlySet<ElementContent>;
}

const DEK_NAMES = [
  'dek',
  'deck',
  'standfirst',
  'chapo',
  'subtitle',
  'sub-title',
  'subheadline',
  'article-lead',
  'entradilla',
  'sottotitolo',
];
const BYLINE_NAMES = [
  'byline',
  'author',
  'authors',
  'auteur',
  'article-author',
  'author-name',
  'byline-name',
];

/** Fills what is still open from the page's visible markup: title, section, dek, authors, dates. */
export function readHeadMarkup(page: Page, findings: Findings): void {
  const { heading, tree, posts, base } = page;
  const title = heading && innerText(heading);
  if (title && title.length <= LIMITS.title) offer(findings, 'title', title, 'markup', 0.8);
  if (heading) offer(findings, 'section', kicker(tree, heading), 'rule', 0.8);
  const authors: Author[] = [];
  for (const element of outsidePosts(tree, posts)) {
    if (authors.length < LIMITS.items) authors.push(...authorsIn(element, base).filter(isNew(authors)));
    readDates(element, findings);
    if (isNamed(element, DEK_NAMES) || hasWord(element, 'itemProp', 'alternativeheadline')) {
      const dek = innerText(element);
      const fits = columns(dek) >= 25 && dek.length <= LIMITS.dek;
      offer(findings, 'dek', fits ? dek : undefined, 'markup', 0.7);
    }
  }
  offer(findings, 'authors', authors.slice(0, LIMITS.items), 'markup', 0.7);
}

function* outsidePosts(tree: Root | Element, posts: ReadonlySet<ElementContent>): Generator<Element> {
  const inside = new Set<Element>();
  for (const element of elements(tree)) {
    if (
      posts.has(element) ||
      inside.has(element) ||
      element.tagName === 'aside' ||
      element.tagName === 'nav'
    ) {
      for (const child of element.children) if (child.type === 'element') inside.add(child);
    } else yield element;
  }
}

function authorsIn(element: Element, base: string | undefined): Author[] {
  if (hasWord(element, 'itemProp', 'author')) {
    const name = findElement(element, (inner) => hasWord(inner, 'itemProp', 'name'));
    return named(name ? innerText(name) || attribute(name, 'content') : innerText(element), element, base);
  }
  if (element.tagName === 'a' && hasWord(element, 'rel', 'author'))
    return named(innerText(element), element, base);
  if (!isNamed(element, BYLINE_NAMES)) return [];
  return readByline(innerText(element)).names.map((name) => ({ name }));
}

function named(text: string, element: Element, base: string | undefined): Author[] {
  const names = readByline(text).names;
  if (names.length > 0) return names.map((name) => ({ name }));
  if (text === '' || text.length > 80) return [];
  const link = element.tagName === 'a' ? element : findElement(element, ({ tagName }) => tagName === 'a');
  const url = link && webUrl(attribute(link, 'href'), base);
  return [{ name: text, ...(url && { url }) }];
}

function isNew(authors: readonly Author[]): (author: Author) => boolean {
  return ({ name }) => !authors.some((author) => author.name === name);
}

function readDates(element: Element, findings: Findings): void {
  const isTime = element.tagName === 'time';
  const published =
    hasWord(element, 'itemProp', 'datepublished') || (isTime && element.properties.pubdate !== undefined);
  const modified = hasWord(element, 'itemProp', 'datemodified');
  if (!isTime && !published && !modified) return;
  const at = parseInstant(attribute(element, 'dateTime') || attribute(element, 'content'));
  if (modified) offer(findings, 'updatedAt', at, 'markup', 0.8);
  else offer(findings, 'publishedAt', at, 'markup', published ? 0.8 : 0.5);
}

/** The name of a section directly before the title, beside it or beside what it stands in. */
function kicker(tree: Root, heading: Element): string | undefined {
  const path = pathTo(tree, heading);
  for (let level = path.length - 1; level >= Math.max(1, path.length - 2); level--) {
    const parent = path[level - 1];
    const self = path[level];
    if (!parent || !self) continue;
    const index = parent.children.indexOf(self as Element);
    const before = parent.children
      .slice(0, index)
      .findLast((node) => node.type === 'element' && innerText(node) !== '');
    const text = before ? innerText(before) : '';
    if (text !== '' && text.length <= 120) return isSectionName(text) ? text : sectionOfBreadcrumb(text);
  }
  return undefined;
}

function pathTo(tree: Root | Element, target: Element): (Root | Element)[] {
  for (const child of tree.children) {
    if (child === target) return [tree, target];
    if (child.type !== 'element') continue;
    const below = pathTo(child, target);
    if (below.length > 0) return [tree, ...below];
  }
  return [];
}

function isNamed(element: Element, names: readonly string[]): boolean {
  const own = attribute(element, 'className').toLowerCase();
  if (own === '') return false;
  return own
    .split(/\s+/)
    .some((name) =>
      names.some((known) => name === known || name.endsWith(`__${known}`) || name.endsWith(`-${known}`)),
    );
}
