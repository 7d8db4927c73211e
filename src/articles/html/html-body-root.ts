import type { Element, Root } from 'hast';
import { attribute, elements, findElement, hasWord, isSilentTag } from './html-nodes.ts';

/** Blocks of a page that are not the article, by the words in their `class` or `id`. */
const FURNITURE = new Set(
  (
    'advert advertisement ads adsbygoogle banner breadcrumb breadcrumbs comments commentaires cookie cookies disqus ' +
    'infolettre menu nav navbar navigation newsletter outbrain pagination paywall popular promo recirculation related ' +
    'share sharebar sharing sidebar signup skip social sponsored subscribe taboola toolbar trending'
  ).split(' '),
);
const FURNITURE_ROLES = [
  'navigation',
  'complementary',
  'banner',
  'contentinfo',
  'search',
  'dialog',
  'alert',
  'toolbar',
];
const FURNITURE_TAGS = new Set(['nav', 'header', 'footer', 'aside', 'form', 'menu', 'dialog', 'search']);

/**
 * The element of a page that holds the article's body: the `articleBody` of its markup, the `article` with most words,
 * `main`, or `body`.
 */
export function chooseBodyRoot(tree: Root, lengths: Map<Element, number>): Element | undefined {
  const found = { marked: [] as Element[], articles: [] as Element[], mains: [] as Element[] };
  let body: Element | undefined;
  for (const element of elements(tree)) {
    if (hasWord(element, 'itemProp', 'articlebody')) found.marked.push(element);
    else if (element.tagName === 'article') found.articles.push(element);
    else if (element.tagName === 'main' || hasWord(element, 'role', 'main')) found.mains.push(element);
    else if (element.tagName === 'body') body = element;
  }
  const longest = (candidates: Element[]) =>
    candidates.reduce<Element | undefined>(
      (best, next) => (lengthOf(lengths, next) > lengthOf(lengths, best) ? next : best),
      undefined,
    );
  const main = longest(found.mains);
  const marked = longest(found.marked);
  if (marked) return marked;
  const article = longest(found.articles);
  // A page of teasers holds many short articles; then none of them is the one.
  const outer = main ?? body;
  const enough = article && lengthOf(lengths, article) * 4 >= lengthOf(lengths, outer);
  return enough ? article : outer;
}

/** How many characters of text stand under each element, scripts and the like left out. */
export function textLengths(tree: Root): Map<Element, number> {
  const lengths = new Map<Element, number>();
  const measure = (node: Root | Element): number => {
    let length = 0;
    for (const child of node.children) {
      if (child.type === 'text') length += child.value.length;
      else if (child.type === 'element' && !isSilentTag(child.tagName)) length += measure(child);
    }
    if (node.type === 'element') lengths.set(node, length);
    return length;
  };
  measure(tree);
  return lengths;
}

/**
 * Whether an element is a part of the page and not of the article: navigation, side matter, forms, sharing bars, what is
 * hidden. `rootLength` is the text of the body: what holds much of it is the article, whatever it is called.
 */
export function isFurniture(element: Element, parent: Element, length: number, rootLength: number): boolean {
  const { tagName } = element;
  if (length * 2 > rootLength && tagName !== 'nav') return false;
  if (isHidden(element)) return true;
  // A quotation's footer names whom it quotes.
  if (FURNITURE_TAGS.has(tagName)) return !(parent.tagName === 'blockquote' || parent.tagName === 'figure');
  if (FURNITURE_ROLES.includes(attribute(element, 'role'))) return true;
  if (tagName === 'a' || tagName === 'figure' || tagName === 'img') return false;
  const names = `${attribute(element, 'className')} ${attribute(element, 'id')}`.slice(0, 500).toLowerCase();
  return names.split(/[\s_-]+/).some((word) => FURNITURE.has(word)) && length * 4 < rootLength;
}

function isHidden(element: Element): boolean {
  if (attribute(element, 'hidden') !== '' || attribute(element, 'ariaHidden') === 'true') return true;
  return /(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden)/i.test(
    attribute(element, 'style').slice(0, 500),
  );
}

function lengthOf(lengths: Map<Element, number>, element: Element | undefined): number {
  return (element && lengths.get(element)) ?? 0;
}

/** The page's first heading of level one under `root`. */
export function firstHeading(root: Root | Element): Element | undefined {
  return findElement(root, ({ tagName }) => tagName === 'h1');
}
