import type { Element, Nodes, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';

const FORBIDDEN = [
  'script',
  'style',
  'iframe',
  'object',
  'embed',
  'use',
  'image',
  'foreignObject',
  'animate',
  'set',
  'link',
  'meta',
  'form',
  'base',
  'video',
  'audio',
];
const ADDRESSES = ['href', 'cite', 'src', 'action', 'formAction', 'poster', 'xLinkHref'];

export function parseCard(html: string): Root {
  return fromHtml(html, { fragment: !html.startsWith('<!doctype') });
}

export function* elementsOf(node: Nodes): Generator<Element> {
  if (node.type === 'element') yield node;
  if ('children' in node) for (const child of node.children) yield* elementsOf(child);
}

export function find(node: Nodes, match: (element: Element) => boolean): Element | undefined {
  return [...elementsOf(node)].find(match);
}

/** The text of parsed markup: `<br>` is a line feed, paragraphs are parted by a blank line. */
export function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (!('children' in node)) return '';
  if (node.type === 'element' && node.tagName === 'br') return '\n';
  const parts = node.children.map(textOf);
  return parts.join(node.type === 'element' && node.tagName === 'blockquote' ? '\n\n' : '');
}

/**
 * What in parsed markup could run, load from another host, or lead somewhere unsafe. Nothing, in a card.
 * `allowed` are properties and elements that this form of a card does have.
 */
export function dangersIn(root: Root, allowed: readonly string[] = []): string[] {
  const dangers: string[] = [];
  for (const { tagName, properties, children } of elementsOf(root)) {
    if (FORBIDDEN.includes(tagName) && !allowed.includes(tagName)) dangers.push(tagName);
    for (const [name, value] of Object.entries(properties)) {
      if ((/^on/i.test(name) || name === 'style' || name === 'id') && !allowed.includes(name))
        dangers.push(`${tagName} ${name}`);
      if (!ADDRESSES.includes(name) || tagName === 'link') continue;
      if (tagName === 'img' && /^(?:https:\/\/paper\.example)?\/(?!\/)/.test(String(value))) continue;
      if (tagName === 'img' || !/^https?:\/\//.test(String(value)))
        dangers.push(`${tagName} ${name}=${value}`);
    }
    if (tagName !== 'a') continue;
    if (children.some((child) => find(child, (inner) => inner.tagName === 'a')))
      dangers.push('a link in a link');
  }
  return dangers;
}
