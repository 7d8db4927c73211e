import type { Element, ElementContent } from 'hast';
import { attribute, innerText } from '../html/html-nodes.ts';

/** What Readability looks at; everything else only makes the document larger. hast names and those of HTML. */
const ATTRIBUTES: readonly (readonly [string, string])[] = [
  ['className', 'class'],
  ['id', 'id'],
  ['role', 'role'],
  ['itemProp', 'itemprop'],
  ['rel', 'rel'],
  ['href', 'href'],
  ['src', 'src'],
  ['style', 'style'],
  ['hidden', 'hidden'],
  ['ariaHidden', 'aria-hidden'],
  ['ariaModal', 'aria-modal'],
  ['summary', 'summary'],
];
/** Longer ones are data, and no names or addresses. */
const MAX_VALUE = 300;
const VOID = new Set(['br', 'col', 'hr', 'img', 'wbr']);
/** Never part of an article's words, and much of a page's weight. */
const LEFT_OUT = new Set(
  'audio base canvas embed head iframe link map math meta object script source style svg template title track video'.split(
    ' ',
  ),
);
/** So much of a post's words counts as text of the article. */
const MAX_POST_WORDS = 400;
/** What Readability puts into paragraphs where it stands loose in a `div`. */
const PHRASING = new Set(
  (
    'abbr audio b bdo br button cite code data datalist dfn em embed i img input kbd label mark math meter noscript object ' +
    'output progress q ruby samp script select small span strong sub sup textarea time var wbr'
  ).split(' '),
);
const PHRASING_BY_CONTENT = new Set(['a', 'del', 'ins']);

/** A page's body as the markup of a document of its own, and its nodes by the number that each has in there. */
export interface NumberedDocument {
  markup: string;
  /** An element and a post alone; the texts of a run of loose words together. */
  nodes: ElementContent[][];
}

/**
 * Writes a page's body as well-formed markup for Readability: words, structure, and the attributes it looks at. Each
 * element has its number as an attribute of its own, `n12`, which stays where two elements are made one. Each of `posts`
 * becomes a paragraph of its words, so that it counts as text. Loose words in a `div` get the paragraph that Readability
 * would give them, so that it has a number.
 */
export function writeNumberedDocument(
  body: Element,
  posts: ReadonlySet<ElementContent>,
  title: string,
): NumberedDocument {
  const nodes: ElementContent[][] = [];
  const parts = ['<html><head><title>', escapeText(title), '</title></head>'];
  const open = (name: string, own: ElementContent[], attributes = '') => {
    parts.push(`<${name} n${nodes.push(own) - 1}=""${attributes}`);
  };
  const write = (node: ElementContent) => {
    if (posts.has(node)) {
      open('p', [node]);
      parts.push('>', escapeText(innerText(node, MAX_POST_WORDS)), '</p>');
    } else if (node.type === 'text') parts.push(escapeText(node.value));
    else if (node.type === 'element' && !LEFT_OUT.has(node.tagName)) {
      const name = nameOf(node.tagName);
      open(name, [node], attributesOf(node));
      if (VOID.has(name)) {
        parts.push('/>');
        return;
      }
      parts.push('>');
      if (name === 'div') writeRuns(node.children);
      else for (const child of node.children) write(child);
      parts.push('</', name, '>');
    }
  };
  const writeRuns = (children: readonly ElementContent[]) => {
    for (const run of runsOf(children, posts)) {
      const isLoose = run.some((node) => isPhrasing(node, posts) && !isSpace(node));
      if (isLoose) {
        open(
          'p',
          run.filter(({ type }) => type === 'text'),
        );
        parts.push('>');
      }
      for (const node of run) write(node);
      if (isLoose) parts.push('</p>');
    }
  };
  write(body);
  parts.push('</html>');
  return { markup: parts.join(''), nodes };
}

/** Neighbours that are words together; everything else alone. */
function runsOf(children: readonly ElementContent[], posts: ReadonlySet<ElementContent>): ElementContent[][] {
  const runs: ElementContent[][] = [];
  let words: ElementContent[] | undefined;
  for (const child of children) {
    if (!isPhrasing(child, posts)) {
      words = undefined;
      runs.push([child]);
    } else if (words) words.push(child);
    else {
      words = [child];
      runs.push(words);
    }
  }
  return runs;
}

function isPhrasing(node: ElementContent, posts: ReadonlySet<ElementContent>): boolean {
  if (posts.has(node)) return false;
  if (node.type !== 'element') return true;
  if (PHRASING.has(node.tagName)) return true;
  return PHRASING_BY_CONTENT.has(node.tagName) && node.children.every((child) => isPhrasing(child, posts));
}

function isSpace(node: ElementContent): boolean {
  if (node.type === 'element') return node.tagName === 'br';
  return node.type !== 'text' || node.value.trim() === '';
}

/** Names that are not plain words would not be read back; what is in a `noscript` is seen by us. */
function nameOf(tag: string): string {
  if (tag === 'amp-img') return 'img';
  return /^[a-z][a-z0-9]{0,20}$/.test(tag) && tag !== 'noscript' ? tag : 'div';
}

function attributesOf(element: Element): string {
  let written = '';
  for (const [name, plain] of ATTRIBUTES) {
    if (element.properties[name] === undefined) continue;
    const value = attribute(element, name);
    if (value.length <= MAX_VALUE) written += ` ${plain}="${escapeText(value)}"`;
  }
  return written;
}

function escapeText(text: string): string {
  return /[&<>"]/.test(text)
    ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
    : text;
}
