import type { Element, ElementContent, Root } from 'hast';

/** The index of the folder; every other document has the address of its name. */
export const INDEX = 'README';
/** What examples in the documents call the service. */
const EXAMPLE_SERVICE = 'http://localhost:8080/';
const FOLDER = 'file:///docs/';
const FILES = 'file:///public/';

/** Where a document is served. */
export function documentPath(name: string): string {
  return name === INDEX ? '/docs' : `/docs/${name}`;
}

/**
 * Turns the links of a document, which are for readers of the repository, into those of the site: `feeds.md#polling`
 * to `/docs/feeds#polling`, `../public/docs/x.jpg` to `/docs/x.jpg`. What leads to files that are not served is left
 * as its words, a picture as its alternative text.
 */
export function linkDocuments(parent: Root | Element, isServed: (name: string) => boolean): void {
  parent.children = (parent.children as ElementContent[]).flatMap((child): ElementContent[] => {
    if (child.type !== 'element') return [child];
    linkDocuments(child, isServed);
    if (child.tagName === 'img') return [pictureOf(child)];
    if (child.tagName !== 'a') return [child];
    const href = servedAddress(String(child.properties.href ?? ''), isServed);
    if (href === undefined) return child.children;
    child.properties = { href };
    return [child];
  });
}

/** The address of what a link of a document leads to; undefined where it is not served. */
function servedAddress(href: string, isServed: (name: string) => boolean): string | undefined {
  if (href.startsWith('#')) return href;
  const url = URL.parse(href, FOLDER);
  if (!url) return undefined;
  if (url.href.startsWith(EXAMPLE_SERVICE)) return url.href.slice(EXAMPLE_SERVICE.length - 1);
  if (/^https?:$/.test(url.protocol)) return url.href;
  if (url.href.startsWith(FILES)) return url.href.slice(FILES.length - 1);
  const name = url.href.startsWith(FOLDER)
    ? /^([\w/-]+)\.md$/.exec(url.pathname.slice('/docs/'.length))?.[1]
    : '';
  return name && isServed(name) ? documentPath(name) + url.hash : undefined;
}

function pictureOf({ properties }: Element): ElementContent {
  const alt = String(properties.alt ?? '');
  const src = servedAddress(String(properties.src ?? ''), () => false);
  if (!src?.startsWith('/')) return { type: 'text', value: alt };
  return { type: 'element', tagName: 'img', properties: { src, alt, loading: 'lazy' }, children: [] };
}
