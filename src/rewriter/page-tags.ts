import type { PageSpan } from './page-spans.ts';

/** A `meta`, `link` or `script` with what its start tag says. */
export interface PageTag extends PageSpan {
  /** By lower-case name; of attributes that are there twice the first counts. References are not decoded. */
  attributes: Readonly<Record<string, string>>;
}

/** Longer ones hold something that is not looked for: a picture, a program. In bytes. */
const MAX_TAG = 20_000;
/** An attribute as a start tag holds it (HTML §13.1.2.3), quotes of either kind or none. */
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s{0,99}=\s{0,99}(?:"([^"]*)"|'([^']*)'|([^\s"'>][^\s>]*)))?/g;

/** Reads the start tags of metas, links and scripts. Names and addresses are ASCII: the page's encoding does not matter. */
export function pageTags(page: Uint8Array, spans: readonly PageSpan[]): PageTag[] {
  const decoder = new TextDecoder();
  return spans.flatMap((span) => {
    const end = span.kind === 'tag' ? span.end : span.inner;
    if ((span.kind !== 'tag' && span.kind !== 'script') || end - span.start > MAX_TAG) return [];
    const text = decoder.decode(page.subarray(span.start, end));
    return [{ ...span, attributes: readAttributes(text) }];
  });
}

/** The attributes of a start tag. */
export function readAttributes(startTag: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  const inside = startTag.replace(/^<[^\s/>]{1,60}/, '');
  for (const [, name = '', double, single, bare] of inside.matchAll(ATTRIBUTE)) {
    const key = name.toLowerCase();
    if (!Object.hasOwn(attributes, key)) attributes[key] = double ?? single ?? bare ?? '';
  }
  return attributes;
}

/** The name of a tag in the words of Open Graph, X and HTML, in lower case, whichever attribute it stands in. */
export function keyOf({ attributes: { property, name } }: PageTag): string {
  return (property ?? name ?? '').trim().toLowerCase();
}

/** Whether a tag names the page's own address. */
export function isCanonical({ tagName, attributes: { rel } }: PageTag): boolean {
  return tagName === 'link' && rel?.trim().toLowerCase() === 'canonical';
}

/** Whether a tag is a block of linked data that ends. */
export function isLinkedData({ kind, end, attributes: { type = '' } }: PageTag): boolean {
  return kind === 'script' && end >= 0 && type.trim().toLowerCase() === 'application/ld+json';
}
