import type { Element, Root } from 'hast';
import { parseInstant } from '../../domain/instant.ts';
import { cleanLanguage } from '../../domain/language.ts';
import { type Findings, offer } from '../findings.ts';
import { LIMITS } from '../limits.ts';
import { webUrl } from '../web-url.ts';
import { tidy } from '../words.ts';
import { cleanTags, pixels } from './field-values.ts';
import { attribute, elements, hasWord, innerText } from './html-nodes.ts';
import { readJsonLd } from './json-ld.ts';

/** What a page says about itself, outside its body. */
interface PageHead {
  scripts: string[];
  /** Values of `meta` by lower-cased `property` or `name`, in order. */
  meta: Map<string, string[]>;
  canonical?: string;
  base?: string;
  title?: string;
  language?: string;
}

/** What a page says of itself besides the fields of an article. */
export interface PageMetadata {
  /** Of its relative links: `base` element, given address, canonical address. */
  base: string | undefined;
  /** The words of the `title` element, the last resort for a title. */
  pageTitle: string | undefined;
  canonical: string | undefined;
  /** Of its article at schema.org, and what Open Graph calls it. */
  types: string[];
}

/** Fills `findings` from a page's metadata, best first: JSON-LD, Open Graph, `meta`. */
export function readMetadata(tree: Root, findings: Findings, address: string | undefined): PageMetadata {
  const head = readHead(tree);
  const first = (names: string[], limit: number) => {
    const values = names.flatMap((name) => head.meta.get(name) ?? []).map(tidy);
    return values.find((value) => value !== '' && value.length <= limit);
  };
  const all = (names: string[]) => names.flatMap((name) => head.meta.get(name) ?? []);
  const canonical = webUrl(head.canonical, address);
  const base = webUrl(head.base, address) ?? address ?? canonical ?? webUrl(first(['og:url'], LIMITS.url));
  offer(findings, 'language', cleanLanguage(head.language), 'markup', 0.9);
  offer(findings, 'language', cleanLanguage(first(['og:locale'], 35)), 'open-graph', 0.8);
  const types = readJsonLd(head.scripts, findings, base);

  const openGraph: Offer = (field, value, confidence) =>
    offer(findings, field, value, 'open-graph', confidence);
  const site = first(['og:site_name'], LIMITS.name);
  openGraph('url', webUrl(first(['og:url'], LIMITS.url), base), 0.9);
  openGraph('title', withoutSite(first(['og:title'], LIMITS.title), site), 0.9);
  openGraph('dek', first(['og:description'], LIMITS.dek), 0.6);
  openGraph('section', first(['article:section'], LIMITS.name), 0.9);
  openGraph('authors', namesOf(all(['article:author'])), 0.8);
  openGraph('tags', cleanTags(all(['article:tag'])), 0.8);
  openGraph('image', openGraphImage(first, base), 0.9);
  openGraph('publishedAt', parseInstant(first(['article:published_time'], 40) ?? ''), 0.9);
  openGraph('updatedAt', parseInstant(first(['article:modified_time', 'og:updated_time'], 40) ?? ''), 0.8);

  const meta: Offer = (field, value, confidence) => offer(findings, field, value, 'meta', confidence);
  meta('url', canonical, 0.9);
  meta('title', withoutSite(first(['twitter:title', 'dc.title', 'parsely-title'], LIMITS.title), site), 0.8);
  meta('dek', first(['description', 'twitter:description', 'dc.description'], LIMITS.dek), 0.5);
  meta('section', first(['section', 'parsely-section'], LIMITS.name), 0.8);
  meta('authors', namesOf(all(['author', 'dc.creator', 'parsely-author', 'byl'])), 0.7);
  meta(
    'tags',
    cleanTags(all(['keywords', 'news_keywords', 'parsely-tags']).flatMap((value) => value.split(/[,;，、]/))),
    0.6,
  );
  const picture = webUrl(first(['twitter:image', 'twitter:image:src'], LIMITS.url), base);
  meta('image', picture ? { url: picture } : undefined, 0.8);
  meta(
    'publishedAt',
    parseInstant(first(['date', 'dc.date', 'dc.date.issued', 'pubdate', 'parsely-pub-date'], 40) ?? ''),
    0.7,
  );
  meta('updatedAt', parseInstant(first(['last-modified', 'dc.date.modified', 'revised'], 40) ?? ''), 0.6);
  types.push(...all(['og:type']));
  return { base, pageTitle: withoutSite(head.title, site), canonical, types };
}

type Offer = <Field extends keyof Findings>(
  field: Field,
  value: Parameters<typeof offer<Field>>[2],
  confidence: number,
) => void;

function readHead(tree: Root): PageHead {
  const head: PageHead = { scripts: [], meta: new Map() };
  for (const element of elements(tree)) {
    if (element.tagName === 'meta') addMeta(head.meta, element);
    else if (element.tagName === 'script') addScript(head.scripts, element);
    else if (element.tagName === 'link' && hasWord(element, 'rel', 'canonical'))
      head.canonical ??= attribute(element, 'href');
    else if (element.tagName === 'base') head.base ??= attribute(element, 'href');
    else if (element.tagName === 'title') head.title ??= titleText(element);
    else if (element.tagName === 'html')
      head.language = attribute(element, 'lang') || attribute(element, 'xmlLang');
  }
  return head;
}

function addMeta(meta: PageHead['meta'], element: Element): void {
  const content = attribute(element, 'content');
  if (content === '' || content.length > 10_000) return;
  const names = new Set(
    [attribute(element, 'property'), attribute(element, 'name')].map((name) => name.trim().toLowerCase()),
  );
  for (const name of names) {
    const values = meta.get(name) ?? [];
    // A page with more of one kind than an article may hold is not read to its end.
    if (name !== '' && values.length < 2 * LIMITS.items) meta.set(name, [...values, content]);
  }
}

function addScript(scripts: string[], element: Element): void {
  if (attribute(element, 'type').trim().toLowerCase() !== 'application/ld+json' || scripts.length >= 20)
    return;
  const [child] = element.children;
  if (child?.type === 'text') scripts.push(child.value);
}

function titleText(element: Element): string {
  return innerText({ type: 'root', children: element.children });
}

function openGraphImage(
  first: (names: string[], limit: number) => string | undefined,
  base: string | undefined,
) {
  const url = webUrl(first(['og:image:secure_url', 'og:image', 'og:image:url'], LIMITS.url), base);
  if (!url) return undefined;
  const alt = first(['og:image:alt'], LIMITS.alt);
  const width = pixels(first(['og:image:width'], 10));
  const height = pixels(first(['og:image:height'], 10));
  return { url, ...(alt && { alt }), ...(width && { width }), ...(height && { height }) };
}

/** Names among values that may as well be addresses of profiles. */
function namesOf(values: readonly string[]): { name: string }[] {
  const names = cleanTags(values).map((name) => name.replace(/^(?:by|par|von|por|di|door)\s+/i, ''));
  return names.filter((name) => !/^https?:|^@|^\//.test(name)).map((name) => ({ name }));
}

/** A page's title without the name of the site that follows (or leads) it. */
function withoutSite(title: string | undefined, site: string | undefined): string | undefined {
  if (!title || !site || title.length <= site.length + 3) return title;
  const separator = /[-–—|·•:»<]/;
  if (title.endsWith(site)) {
    const rest = title.slice(0, -site.length).trimEnd();
    if (separator.test(rest.slice(-1))) return rest.slice(0, -1).trim() || title;
  }
  if (title.startsWith(site)) {
    const rest = title.slice(site.length).trimStart();
    if (/^[-–—|·•»]/.test(rest)) return rest.slice(1).trim() || title;
  }
  return title;
}
