import type { Element, ElementContent, Properties, Root, RootContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { cleanUrl } from '../../feeds/feed-text.ts';
import type { MarkupRules } from './markup-rules.ts';

/** What becomes of the addresses in a body; `undefined` takes the picture or the link away. Given clean http(s) addresses. */
export interface AddressRules {
  picture: (url: string) => string | undefined;
  link: (url: string) => string | undefined;
}

/** Whose words are not words of the article. */
const SILENT = new Set(
  'script style template iframe object embed svg math noscript textarea title xmp head select audio video'.split(
    ' ',
  ),
);
/** What holds a table's form when it is empty. */
const CELLS = new Set(['td', 'th', 'tr', 'thead', 'tbody', 'tfoot']);
/** What begins a line of its own. */
export const BLOCKS: ReadonlySet<string> = new Set(
  'p div h1 h2 h3 h4 h5 li dt dd pre blockquote figure figcaption tr td th'.split(' '),
);
const ADDRESSES = new Set(['href', 'cite']);
const NUMBER = /^\d{1,5}$/;
/** Attributes whose values are of a form. */
const FORMS: ReadonlyMap<string, RegExp> = new Map([
  ['width', NUMBER],
  ['height', NUMBER],
  ['colSpan', NUMBER],
  ['rowSpan', NUMBER],
  ['start', NUMBER],
  ['scope', /^(?:row|col)$/],
  ['dir', /^(?:ltr|rtl|auto)$/],
  ['lang', /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}$/],
  ['dateTime', /^[\dTtZzPpYyMmWwDdHhSs:+. -]{1,40}$/],
]);

/**
 * Serialises a body by the rules: elements and attributes that they name, http(s) addresses as `addresses` has them. An
 * element that held nothing but pictures goes with them, a figure with its caption and credit.
 */
export function ruledMarkup(tree: Root, rules: MarkupRules, addresses: AddressRules): string {
  const children = tree.children.flatMap((child) => ruled(child, 1));
  return toHtml({ type: 'root', children }, { characterReferences: { useNamedReferences: true } });

  function ruled(node: RootContent, depth: number): ElementContent[] {
    if (node.type === 'text') return [node];
    if (node.type !== 'element' || SILENT.has(node.tagName)) return [];
    if (node.tagName === 'img') return picture(node);
    const name = rules.instead.get(node.tagName) ?? node.tagName;
    const allowed = rules.elements.get(name);
    const kept = allowed !== undefined && depth <= rules.maxDepth;
    const content = node.children.flatMap((child) => ruled(child, kept ? depth + 1 : depth));
    const whole = hasPicture(node) ? withoutGap(node, content) : content;
    if (!whole) return [];
    if (!kept) return unwrapped(node.tagName, whole);
    const properties = propertiesOf(node, allowed);
    // A link that leads nowhere is its words.
    if (name === 'a' && properties.href === undefined) return whole;
    return [{ type: 'element', tagName: name, properties, children: whole }];
  }

  function picture(node: Element): ElementContent[] {
    const allowed = rules.elements.get('img');
    const known = cleanUrl(String(node.properties.src ?? ''));
    const src = known && allowed ? addresses.picture(known) : undefined;
    if (src === undefined) return [];
    const properties = { src, ...propertiesOf(node, allowed ?? []) };
    return [{ type: 'element', tagName: 'img', properties, children: [] }];
  }

  function propertiesOf(node: Element, allowed: readonly string[]): Properties {
    const properties: Properties = {};
    for (const name of [...allowed, 'lang', 'dir']) {
      const value = node.properties[name];
      if (value === undefined || value === null || name === 'src') continue;
      if (ADDRESSES.has(name)) {
        const known = cleanUrl(String(value));
        const address = known && addresses.link(known);
        if (address !== undefined) properties[name] = address;
      } else if (FORMS.get(name)?.test(String(value)) ?? true) properties[name] = value;
    }
    return properties;
  }
}

/** What is left of an element whose pictures may have gone; `undefined` where that is nothing. */
function withoutGap(node: Element, content: ElementContent[]): ElementContent[] | undefined {
  if (content.some(hasPicture)) return content;
  const said = content.filter((child) => !(child.type === 'element' && child.tagName === 'figcaption'));
  if (said.every(isBlank) && (node.tagName === 'figure' || content.every(isBlank))) {
    return CELLS.has(node.tagName) ? [] : undefined;
  }
  const first = content.findIndex((child) => !isGap(child));
  return content.slice(Math.max(first, 0));
}

/** The words of an element that is not allowed, as they would have been read. */
function unwrapped(tagName: string, content: ElementContent[]): ElementContent[] {
  const text = (value: string): ElementContent => ({ type: 'text', value });
  if (tagName === 'q') return [text('“'), ...content, text('”')];
  if (tagName === 'rt') return [text('('), ...content, text(')')];
  if (tagName === 'rp') return [];
  return BLOCKS.has(tagName) ? [text(' '), ...content, text(' ')] : content;
}

function hasPicture(node: ElementContent): boolean {
  return node.type === 'element' && (node.tagName === 'img' || node.children.some(hasPicture));
}

/** What stood between a picture and the words under it. */
function isGap(node: ElementContent): boolean {
  return node.type === 'element' ? node.tagName === 'br' : isBlank(node);
}

function isBlank(node: ElementContent): boolean {
  if (node.type === 'text') return node.value.trim() === '';
  if (node.type !== 'element') return true;
  return node.tagName !== 'img' && node.tagName !== 'hr' && node.children.every(isBlank);
}
