import type { Element, Nodes, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import type { XmlElement } from '../feeds/xml-tree.ts';

/** All that our pages, cards and feeds are made of. */
const ELEMENTS = new Set(
  (
    'html head meta base title link body header nav main article section aside footer div span h1 h2 h3 h4 p a ul ol li dl dt dd ' +
    'blockquote pre hr figure figcaption table caption thead tbody tfoot tr th td em strong b i s sub sup small q cite time abbr ' +
    'code br img del ins mark kbd bdi bdo ruby rt rp svg path script details summary'
  ).split(' '),
);
const ADDRESSES =
  /^(?:href|src|srcSet|cite|action|formAction|poster|data|background|ping|xLinkHref|manifest|longDesc)$/;
const SOUND_ADDRESS = /^(?:https?:\/\/[^\s<>]+|\/(?!\/)[^\s"<>]*|#[\w-]*)$/;
/** Where the page for people leads to their own feed reader. */
const FEED_ADDRESS = /^feed:https:\/\/news\.example\/feeds\/[^\s"<>]*$/;

export interface Judgement {
  /** Styles stand in the elements themselves. */
  styled?: boolean;
  /** It may hold a frame of our own. */
  framed?: boolean;
}

/** What in markup could run, load, lead astray, or is nothing that we write. Empty where it is sound. */
export function faultsInHtml(html: string, { styled = false, framed = false }: Judgement = {}): string[] {
  const root = fromHtml(html, { fragment: !/^<!doctype/i.test(html) });
  return [...elementsOf(root)].flatMap((element) => {
    const { tagName, properties } = element;
    const isOwnFrame =
      framed && tagName === 'iframe' && /^https:\/\/news\.example\//.test(String(properties.src));
    const faults = ELEMENTS.has(tagName) || isOwnFrame ? [] : [`<${tagName}>`];
    if (tagName === 'script') faults.push(...faultsInScript(element));
    if (tagName === 'meta' && 'httpEquiv' in properties) faults.push('<meta http-equiv>');
    if (tagName === 'base' && 'href' in properties) faults.push('<base href>');
    if (tagName === 'link' && isStylesheet(element) && !/^\/styles\//.test(String(properties.href))) {
      faults.push(`a stylesheet from ${properties.href}`);
    }
    for (const [name, value] of Object.entries(properties)) {
      if (/^on|^srcdoc$/i.test(name)) faults.push(`${tagName} ${name}`);
      if (name === 'style' && !styled && !isOwnFrame) faults.push(`${tagName} style`);
      const isSound =
        SOUND_ADDRESS.test(String(value)) || (tagName === 'a' && FEED_ADDRESS.test(String(value)));
      if (ADDRESSES.test(name) && !isSound) faults.push(`${tagName} ${name}=${value}`);
    }
    return faults;
  });
}

function* elementsOf(node: Nodes | Root): Generator<Element> {
  if (node.type === 'element') yield node;
  if ('children' in node) for (const child of node.children) yield* elementsOf(child);
  if (node.type === 'element' && node.content) yield* elementsOf(node.content);
}

function isStylesheet({ properties }: Element): boolean {
  return [properties.rel].flat().includes('stylesheet');
}

/** Linked data is the one script there is; it never runs, and it must be whole. */
function faultsInScript({ properties, children }: Element): string[] {
  if (properties.type !== 'application/ld+json') return ['a script'];
  const text = children.map((child) => ('value' in child ? child.value : '')).join('');
  try {
    JSON.parse(text);
  } catch {
    return ['linked data that is cut off'];
  }
  return /<\/?script|<!--/i.test(text) ? ['linked data that ends its script'] : [];
}

/** Every text of a feed that its readers take for HTML. */
export function contentsOf(element: XmlElement): string[] {
  const isContent =
    /^(?:\{\}description|.*content\/\}encoded)$/.test(element.name) ||
    (/Atom\}(?:content|summary)$/.test(element.name) && element.attributes.type === 'html');
  return [...(isContent ? [element.text] : []), ...element.children.flatMap(contentsOf)];
}
