import type { Element, ElementContent, Nodes, Parents, Root, RootContent } from 'hast';
import { tidy } from '../words.ts';

/** What stands on lines of its own. */
const BLOCKS = new Set(
  (
    'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure ' +
    'footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary ' +
    'table tbody td tfoot th thead tr ul'
  ).split(' '),
);

/** What is never read as part of an article's words. */
const SILENT = new Set(
  (
    'applet area audio base basefont bgsound button canvas col colgroup command datalist dialog embed frame frameset ' +
    'head iframe input keygen link math menuitem meta meter noembed noframes object optgroup option output param ' +
    'plaintext progress script select source style svg template textarea title track video xmp'
  ).split(' '),
);

/** Paragraphs, lists, tables and the like: elements that stand on lines of their own. */
export function isBlockTag(tag: string): boolean {
  return BLOCKS.has(tag);
}

/** Scripts, forms' controls, players, drawings: elements whose content is no text. */
export function isSilentTag(tag: string): boolean {
  return SILENT.has(tag);
}

/** Whether a node is an element of this name. */
export function isTag(node: ElementContent, tag: string): node is Element {
  return node.type === 'element' && node.tagName === tag;
}

/** The elements under `node` in document order. */
export function* elements(node: Parents): Generator<Element> {
  const waiting: Nodes[] = node.children.toReversed();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.type !== 'element') continue;
    yield next;
    for (let index = next.children.length - 1; index >= 0; index--) {
      const child = next.children[index];
      if (child) waiting.push(child);
    }
  }
}

/** The first element under `root` that `test` takes. */
export function findElement(root: Parents, test: (element: Element) => boolean): Element | undefined {
  for (const element of elements(root)) if (test(element)) return element;
  return undefined;
}

/** An attribute as text, by its hast name; empty where there is none. */
export function attribute(element: Element, name: string): string {
  const value = element.properties[name];
  if (value === undefined || value === null || value === false) return '';
  return Array.isArray(value) ? value.join(' ') : String(value);
}

/** Whether a space-separated attribute (`class`, `itemprop`, `rel`) holds `word`. */
export function hasWord(element: Element, name: string, word: string): boolean {
  return attribute(element, name).toLowerCase().split(/\s+/).includes(word);
}

/** The words under a node, in one line; where there are more than `limit` characters of them, the first ones as they are. */
export function innerText(node: Nodes, limit = Number.POSITIVE_INFINITY): string {
  const parts: string[] = [];
  const left = collectText(node, parts, limit);
  return left < 0 ? parts.join('') : tidy(parts.join(''));
}

/** Returns how many characters are still wanted. */
function collectText(node: Nodes | RootContent | ElementContent, parts: string[], wanted: number): number {
  if (node.type === 'text') {
    parts.push(node.value.slice(0, Math.max(0, wanted)));
    return wanted - node.value.length;
  }
  if (node.type !== 'root' && (node.type !== 'element' || SILENT.has(node.tagName))) return wanted;
  const apart = node.type === 'element' && (node.tagName === 'br' || BLOCKS.has(node.tagName));
  let left = wanted;
  if (apart) parts.push(' ');
  for (const child of node.children) {
    if (left < 0) break;
    left = collectText(child, parts, left);
  }
  if (apart) parts.push(' ');
  return left;
}

/** Wraps an element so that it can be read as a tree of its own. */
export function asRoot(element: Element): Root {
  return { type: 'root', children: [element] };
}
