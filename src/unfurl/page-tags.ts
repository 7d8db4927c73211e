import type { Nodes, Root } from 'hast';

/** A `meta` with a content. */
export interface MetaTag {
  name?: string;
  property?: string;
  content: string;
  /** It stands in the body, where some do not look. */
  inBody: boolean;
}

/** The tags of a page that others look at, in the order in which they stand. */
export interface PageTags {
  title: string | undefined;
  metas: MetaTag[];
  links: { rel: string; type?: string; href: string }[];
  scripts: { type: string; text: string }[];
}

/** Gathers the tags of a parsed page. */
export function pageTags(page: Root): PageTags {
  const tags: PageTags = { title: undefined, metas: [], links: [], scripts: [] };
  collect(page, tags, false);
  return tags;
}

function collect(node: Nodes, tags: PageTags, inBody: boolean): void {
  if (node.type === 'element') {
    const { tagName, properties } = node;
    const text = (name: string) => attribute(properties[name]);
    const type = text('type');
    if (tagName === 'title' && !inBody) tags.title ??= textOf(node);
    if (tagName === 'meta') {
      const [name, property] = [text('name'), text('property')];
      tags.metas.push({
        ...(name !== undefined && { name }),
        ...(property !== undefined && { property }),
        content: text('content') ?? '',
        inBody,
      });
    }
    if (tagName === 'link') {
      tags.links.push({
        rel: text('rel') ?? '',
        href: text('href') ?? '',
        ...(type !== undefined && { type }),
      });
    }
    if (tagName === 'script') tags.scripts.push({ type: type ?? '', text: textOf(node) });
  }
  const within = inBody || (node.type === 'element' && node.tagName === 'body');
  if ('children' in node) for (const child of node.children) collect(child, tags, within);
}

function attribute(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return Array.isArray(value) ? value.join(' ') : String(value);
}

function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

/** Where a platform looks for a value: an attribute and what stands in it, or the title of the page. */
export type Place = `property ${string}` | `name ${string}` | `either ${string}` | 'title';

/** The first value that is not blank at one of these places, in their order. */
export function valueAt(tags: PageTags, places: readonly Place[]): string | undefined {
  for (const place of places) {
    const value = place === 'title' ? tags.title : metaAt(tags, place)?.content;
    if (value !== undefined && value.trim() !== '') return value.trim();
  }
  return undefined;
}

function metaAt({ metas }: PageTags, place: Exclude<Place, 'title'>): MetaTag | undefined {
  const space = place.indexOf(' ');
  const [attribute, key] = [place.slice(0, space), place.slice(space + 1)];
  return metas.find(({ name, property, content }) => {
    const own = { property, name, either: property ?? name }[attribute as 'property' | 'name' | 'either'];
    return own?.toLowerCase() === key && content.trim() !== '';
  });
}

/** A number of pixels as a tag states it. */
export function pixelsAt(tags: PageTags, place: Place): number | undefined {
  const text = valueAt(tags, [place]);
  return text && /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}
