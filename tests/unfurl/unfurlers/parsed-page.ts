import { type DefaultTreeAdapterMap, parse } from 'parse5';

type Node = DefaultTreeAdapterMap['node'];

/** The tags of a page that unfurlers look at, in the order in which they stand. */
export interface ParsedPage {
  title: string | undefined;
  metas: { name?: string; property?: string; content: string }[];
  links: { rel: string; type?: string; href: string }[];
  scripts: { type: string; text: string }[];
}

/** Parses as browsers do (the HTML Standard, by parse5). */
export function parsePage(html: string): ParsedPage {
  const page: ParsedPage = { title: undefined, metas: [], links: [], scripts: [] };
  collect(parse(html), page);
  return page;
}

function collect(node: Node, page: ParsedPage): void {
  if ('attrs' in node) {
    const {
      content = '',
      rel = '',
      href = '',
      ...attributes
    } = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
    if (node.tagName === 'title') page.title ??= textOf(node);
    if (node.tagName === 'meta') page.metas.push({ ...attributes, content });
    if (node.tagName === 'link') page.links.push({ ...attributes, rel, href });
    if (node.tagName === 'script') page.scripts.push({ type: attributes.type ?? '', text: textOf(node) });
  }
  if ('childNodes' in node) for (const child of node.childNodes) collect(child, page);
}

function textOf(node: Node): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterMap['textNode']).value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

/** The content of the first tag with one of these values of `property`, in their order, that is not blank. */
export function property({ metas }: ParsedPage, ...names: string[]): string | undefined {
  return find(metas, names, ({ property }) => property);
}

/** The same by `name`. */
export function named({ metas }: ParsedPage, ...names: string[]): string | undefined {
  return find(metas, names, ({ name }) => name);
}

/** The same by either. */
export function either({ metas }: ParsedPage, ...names: string[]): string | undefined {
  return find(metas, names, ({ property, name }) => property ?? name);
}

function find(
  metas: ParsedPage['metas'],
  names: string[],
  keyOf: (meta: ParsedPage['metas'][number]) => string | undefined,
): string | undefined {
  for (const name of names) {
    const found = metas.find((meta) => keyOf(meta)?.toLowerCase() === name && meta.content.trim() !== '');
    if (found) return found.content.trim();
  }
  return undefined;
}

/** A number of pixels. */
export function pixels(text: string | undefined): number | undefined {
  return text && /^\d+$/.test(text) ? Number(text) : undefined;
}

/**
 * The meta tags of a page as patterns find them: no parser, attributes in quotes, the first of a name counts. Kinds of
 * quotes are looked for one after the other.
 */
export function quotedMetas(html: string, quotes: string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const quote of quotes) {
    const value = `${quote}([^${quote}]*)${quote}`;
    const pattern = new RegExp(`<meta[^>]*(?:name|property)=${value}[^>]*\\scontent=${value}[^>]*>`, 'gi');
    for (const [, name = '', content = ''] of html.matchAll(pattern)) {
      const key = name.toLowerCase();
      if (!found.has(key)) found.set(key, decodeReferences(content));
    }
  }
  return found;
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Decodes character references: numbers, and the five names that everybody knows. */
export function decodeReferences(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi,
    (_, hex, decimal, name) =>
      name
        ? (NAMED[name.toLowerCase()] ?? '')
        : String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal)),
  );
}
