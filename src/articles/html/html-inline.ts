import type { Element, ElementContent, Properties } from 'hast';
import { h } from 'hastscript';
import { webUrl } from '../web-url.ts';
import { pixels } from './field-values.ts';
import type { BodyContext } from './html-body-context.ts';
import { attribute, isBlockTag, isSilentTag } from './html-nodes.ts';

/** Inline elements that stay, with the name they get. What is not here is unwrapped. */
const INLINE: Record<string, string> = {
  ...Object.fromEntries(
    ['a', 'em', 'strong', 'b', 'i', 's', 'sub', 'sup', 'small', 'q', 'cite', 'time', 'abbr', 'code'].map(
      (tag) => [tag, tag],
    ),
  ),
  ...Object.fromEntries(['del', 'ins', 'mark', 'kbd', 'bdi', 'bdo', 'ruby'].map((tag) => [tag, tag])),
  dfn: 'i',
  samp: 'code',
  strike: 's',
  tt: 'code',
  var: 'i',
};

/** Where a lazy loader keeps a picture's real address. */
const LAZY_SOURCES = ['dataSrc', 'dataLazySrc', 'dataOriginal', 'dataLazy'];

/**
 * Inline content made anew from what stands in a page: known elements with known attributes, everything else unwrapped.
 * `open` are the elements around it: none is opened within itself.
 */
export function inlineContent(
  nodes: readonly ElementContent[],
  context: BodyContext,
  open: readonly string[],
): ElementContent[] {
  const made: ElementContent[] = [];
  for (const node of nodes) {
    if (context.embeds.has(node)) continue;
    if (node.type === 'text') made.push({ type: 'text', value: node.value.replace(/[ \t\n\r\f]+/g, ' ') });
    else if (node.type === 'element') made.push(...inlineElement(node, context, open));
  }
  return joinTexts(made);
}

function inlineElement(node: Element, context: BodyContext, open: readonly string[]): ElementContent[] {
  if (context.dropped.has(node)) return [];
  const { tagName } = node;
  if (tagName === 'img' || tagName === 'amp-img') return picture(node, context);
  if (tagName === 'br') return [h('br')];
  if (isSilentTag(tagName)) return [];
  if (tagName === 'ruby' && !open.includes('ruby')) return ruby(node, context, open);
  const shell = inlineShell(node, context, open);
  const children = inlineContent(node.children, context, shell ? [...open, shell.tagName] : open);
  if (!shell || isBlank(children)) {
    // The words of what were two blocks must not run together.
    const space: ElementContent[] = isBlockTag(tagName) ? [{ type: 'text', value: ' ' }] : [];
    return [...space, ...children, ...space];
  }
  context.count();
  return [{ ...shell, children }];
}

/** An inline element without its content, or nothing where it is unwrapped. */
export function inlineShell(
  node: Element,
  context: BodyContext,
  open: readonly string[],
): Element | undefined {
  const name = Object.hasOwn(INLINE, node.tagName) ? INLINE[node.tagName] : undefined;
  if (!name || open.includes(name) || name === 'ruby') return undefined;
  const properties: Properties = scopeOf(node);
  if (name === 'a') {
    const href = webUrl(attribute(node, 'href'), context.base);
    if (!href) return undefined;
    properties.href = href;
  }
  if (name === 'time' && attribute(node, 'dateTime')) properties.dateTime = attribute(node, 'dateTime');
  if (name === 'abbr' && attribute(node, 'title')) properties.title = attribute(node, 'title');
  if (name === 'q') Object.assign(properties, citeOf(node, context));
  return h(name, properties);
}

/** The language and direction that an element sets for its content. */
export function scopeOf(node: Element): Properties {
  const dir = attribute(node, 'dir').toLowerCase();
  const lang = attribute(node, 'lang');
  return { ...(/^(?:ltr|rtl|auto)$/.test(dir) && { dir }), ...(lang && { lang }) };
}

/** The address of what is quoted. */
export function citeOf(node: Element, context: BodyContext): Properties {
  const cite = webUrl(attribute(node, 'cite'), context.base);
  return cite ? { cite } : {};
}

/** Whether nothing of it would be seen. */
export function isBlank(nodes: readonly ElementContent[]): boolean {
  return nodes.every((node) => {
    if (node.type === 'text') return !/[^\s\u200b\u00ad\u2060\ufeff]/.test(node.value);
    return node.type !== 'element' || (node.tagName !== 'img' && isBlank(node.children));
  });
}

/** Inline content as that of a paragraph: no space and no line break at its ends, no picture twice in a row. */
export function trimInline(nodes: readonly ElementContent[]): ElementContent[] {
  const trimmed = [...nodes];
  const isEdge = (node: ElementContent | undefined) =>
    node && (isBreak(node) || (node.type === 'text' && node.value.trim() === ''));
  while (isEdge(trimmed[0])) trimmed.shift();
  while (isEdge(trimmed.at(-1))) trimmed.pop();
  const first = trimmed[0];
  if (first?.type === 'text') trimmed[0] = { type: 'text', value: first.value.trimStart() };
  const last = trimmed.at(-1);
  if (last?.type === 'text') trimmed[trimmed.length - 1] = { type: 'text', value: last.value.trimEnd() };
  return trimmed.filter((node, index) => !isSamePicture(node, trimmed[index - 1]));
}

/** Whether a node is a line break. */
export function isBreak(node: ElementContent): boolean {
  return node.type === 'element' && node.tagName === 'br';
}

function picture(node: Element, context: BodyContext): ElementContent[] {
  const own = webUrl(attribute(node, 'src'), context.base);
  const src =
    own ?? LAZY_SOURCES.map((name) => webUrl(attribute(node, name), context.base)).find((url) => url);
  const width = pixels(attribute(node, 'width'));
  const height = pixels(attribute(node, 'height'));
  const declared = [attribute(node, 'width'), attribute(node, 'height')].map((size) => size.trim());
  // Pictures of one pixel count readers.
  if (!src || declared.some((size) => /^[01](?:px)?$/.test(size))) return [];
  context.count();
  const properties: Properties = { src };
  if (node.properties.alt !== undefined) properties.alt = attribute(node, 'alt');
  if (width && height) Object.assign(properties, { width, height });
  return [h('img', properties)];
}

/** Annotations of Chinese and Japanese words: only directly in a `ruby`, and nothing but words in them. */
function ruby(node: Element, context: BodyContext, open: readonly string[]): ElementContent[] {
  const children = node.children.flatMap((child): ElementContent[] => {
    if (child.type === 'element' && (child.tagName === 'rt' || child.tagName === 'rp')) {
      context.count();
      return [h(child.tagName, inlineContent(child.children, context, [...open, 'ruby', 'a']))];
    }
    return inlineContent([child], context, [...open, 'ruby']);
  });
  context.count();
  return isBlank(children) ? [] : [h('ruby', joinTexts(children))];
}

/** Makes one text of neighbouring ones, with one space where two meet. */
function joinTexts(nodes: readonly ElementContent[]): ElementContent[] {
  const joined: ElementContent[] = [];
  let words: string[] = [];
  const end = () => {
    const value = words.join('');
    if (value !== '') joined.push({ type: 'text', value });
    words = [];
  };
  for (const node of nodes) {
    if (node.type !== 'text') {
      end();
      joined.push(node);
    } else if (node.value !== '') {
      words.push(words.at(-1)?.endsWith(' ') ? node.value.replace(/^ /, '') : node.value);
      if (words.at(-1) === '') words.pop();
    }
  }
  end();
  return joined;
}

function isSamePicture(node: ElementContent, before: ElementContent | undefined): boolean {
  return (
    node.type === 'element' &&
    before?.type === 'element' &&
    node.tagName === 'img' &&
    before.tagName === 'img' &&
    node.properties.src === before.properties.src
  );
}
