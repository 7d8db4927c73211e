import type { Element, ElementContent, Nodes, Parents } from 'hast';
import type { FoundEmbed } from '../domain/embed.ts';
import { MAX_LONE_LINE, readLoneLine, readLoneLink } from './lone-line.ts';

const BLOCKS = new Set(
  (
    'address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 ' +
    'h4 h5 h6 header hr li main nav ol p pre section table ul'
  ).split(' '),
);
/** Inline markup that may lie around an address without meaning anything by it. */
const SHELLS = new Set(['span', 'strong', 'b', 'em', 'i', 'u', 'font', 'small']);
const MAX_SHELLS = 5;

export const NO_NODES: ReadonlySet<Nodes> = new Set();

/** The nodes of a block that are alone in it, or alone between the blocks in it, and may be the address of a post. */
export function loneNodes(holder: Parents): ReadonlySet<Nodes> {
  let found: Set<Nodes> | undefined;
  let alone: Nodes | undefined;
  let count = 0;
  const end = () => {
    if (count === 1 && alone && mayBeLone(alone)) {
      found ??= new Set();
      found.add(alone);
    }
    count = 0;
  };
  for (const child of holder.children) {
    if (child.type === 'element' && BLOCKS.has(child.tagName)) end();
    else if (child.type !== 'doctype' && !isUnseen(child)) {
      alone = child;
      count++;
    }
  }
  end();
  return found ?? NO_NODES;
}

/** Reads what stands alone in its block as the bare address of a post, a link that shows it, or a shortcode. */
export function readLoneNode(node: ElementContent): FoundEmbed | undefined {
  let inner = node;
  for (let depth = 0; inner.type === 'element' && SHELLS.has(inner.tagName); depth++) {
    const only = inner.children.filter((child) => !isUnseen(child));
    if (depth > MAX_SHELLS || only.length !== 1 || !only[0]) return undefined;
    inner = only[0];
  }
  if (inner.type === 'text') return readLoneLine(inner.value);
  if (inner.type !== 'element' || inner.tagName !== 'a' || typeof inner.properties.href !== 'string')
    return undefined;
  return readLoneLink(inner.properties.href, wordsOf(inner));
}

/** Reads a block whose words, links among them, are one shortcode: a Markdown parser makes links of addresses. */
export function readShortcodeBlock(holder: Element): FoundEmbed | undefined {
  const words = wordsOf(holder);
  return /^\s*[[{!:]/.test(words) ? readLoneLine(words) : undefined;
}

/** Whether a block begins as a shortcode does and holds links. */
export function mayBeShortcodeBlock(holder: Element): boolean {
  const [first, second] = holder.children;
  return (
    holder.tagName === 'p' && second !== undefined && first?.type === 'text' && /^\s*[[{!:]/.test(first.value)
  );
}

function mayBeLone(node: Nodes): boolean {
  if (node.type === 'text') return /^\s*(?:https?:|at:|[[{!:<])/i.test(node.value);
  return node.type === 'element' && (node.tagName === 'a' || SHELLS.has(node.tagName));
}

function isUnseen(node: Nodes): boolean {
  if (node.type === 'comment') return true;
  if (node.type === 'text') return node.value.trim() === '';
  return node.type === 'element' && (node.tagName === 'br' || node.tagName === 'script');
}

/** The text of a link or a short block; empty where a picture or anything else is in it, or too much. */
function wordsOf(element: Element): string {
  let words = '';
  for (const child of element.children) {
    if (child.type === 'text') words += child.value;
    else if (child.type === 'element') {
      const inner = SHELLS.has(child.tagName) || child.tagName === 'a' ? firstText(child) : undefined;
      if (inner === undefined) return '';
      words += inner;
    }
    if (words.length > MAX_LONE_LINE) return '';
  }
  return words;
}

/** The words of an inline element that holds words only. */
function firstText({ children }: Element): string | undefined {
  const [only] = children;
  return children.length === 1 && only?.type === 'text' ? only.value : children.length === 0 ? '' : undefined;
}
