import type { Element, ElementContent, Root } from 'hast';
import { attribute, elements, findElement, innerText, isTag } from '../html/html-nodes.ts';

/** Where lazy loaders keep a picture's address, best first; `srcset`s among them. */
const ADDRESSES = ['dataSrc', 'dataLazySrc', 'dataOriginal', 'dataLazy', 'dataFullSrc', 'dataImage'];
const SETS = ['dataSrcset', 'dataLazySrcset', 'srcSet'];
/** What stands in for a picture until a script has run. */
const PLACEHOLDER =
  /^data:|(?:^|[/._-])(?:blank|placeholder|spacer|transparent|pixel|loading|lazy|grey|gray|empty|1x1)[^/]{0,40}\.(?:gif|png|svg|jpe?g|webp)(?:\?|$)/i;
/** Wide enough for any reader; larger ones are originals. */
const MAX_WIDTH = 2000;

/**
 * Gives pictures the address that a browser with scripts would load, and takes away their copies for browsers without.
 * What WordPress calls a caption becomes a figure. Changes the tree.
 */
export function settlePictures(tree: Root): void {
  for (const parent of [...elements(tree)]) {
    if (parent.children.some((child) => isTag(child, 'noscript'))) settleNoscripts(parent);
    if (/(?:^|\s)wp-caption(?:\s|$)/.test(attribute(parent, 'className'))) makeFigureOf(parent);
    if (parent.tagName === 'picture') settlePicture(parent);
    else if (parent.tagName === 'img' || parent.tagName === 'amp-img') settleImage(parent, []);
  }
}

function settlePicture(picture: Element): void {
  const image = findElement(picture, ({ tagName }) => tagName === 'img' || tagName === 'amp-img');
  const sources = picture.children.filter((child): child is Element => isTag(child, 'source'));
  if (image) settleImage(image, sources);
}

function settleImage(image: Element, sources: readonly Element[]): void {
  const own = attribute(image, 'src').trim();
  if (own !== '' && !PLACEHOLDER.test(own)) return;
  const address =
    ADDRESSES.map((name) => attribute(image, name).trim()).find(
      (value) => value && !PLACEHOLDER.test(value),
    ) ??
    [image, ...sources].flatMap((element) => SETS.map((name) => bestOf(listOf(element, name)))).find(Boolean);
  if (address) image.properties = { ...image.properties, src: address };
}

/** The candidates of a `srcset`: hast keeps those it knows as a list. */
function listOf(element: Element, name: string): string[] {
  const value = element.properties[name];
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' ? value.slice(0, 10_000).split(/,\s+|,(?=https?:|\/)/) : [];
}

/** The widest candidate up to 2,000 pixels (HTML, "srcset attributes"). */
function bestOf(candidates: readonly string[]): string | undefined {
  let best: { address: string; size: number } | undefined;
  for (const candidate of candidates) {
    const [address = '', descriptor = '1x'] = candidate.trim().split(/\s+/, 2);
    const size = Number.parseFloat(descriptor) || 1;
    if (address === '' || PLACEHOLDER.test(address) || size > MAX_WIDTH) continue;
    if (!best || size > best.size) best = { address, size };
  }
  return best?.address;
}

/** `<img placeholder><noscript><img real></noscript>` is one picture. */
function settleNoscripts(parent: Element): void {
  const kept: ElementContent[] = [];
  for (const child of parent.children) {
    const copy = isTag(child, 'noscript') && innerText(child) === '' ? pictureIn(child) : undefined;
    const shown = copy && kept.findLast((sibling) => sibling.type === 'element');
    const image = shown && pictureIn(shown);
    if (!copy) kept.push(child);
    else if (!image) kept.push(copy);
    else if (PLACEHOLDER.test(attribute(image, 'src')) || attribute(image, 'src') === '') {
      image.properties = { ...image.properties, src: attribute(copy, 'src') };
    }
  }
  parent.children = kept;
}

/** The one picture that an element is or holds. */
function pictureIn(element: Element): Element | undefined {
  if (element.tagName === 'img') return element;
  const images = [...elements(element)].filter(({ tagName }) => tagName === 'img');
  return images.length === 1 ? images[0] : undefined;
}

function makeFigureOf(caption: Element): void {
  caption.tagName = 'figure';
  for (const child of caption.children) {
    if (child.type === 'element' && /wp-caption-text/.test(attribute(child, 'className'))) {
      child.tagName = 'figcaption';
    }
  }
}
