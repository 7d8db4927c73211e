import type { PageElement, PageHandler, PageRewriter } from '../domain/page-rewriting.ts';
import { PLATFORM_TABLE } from '../embeds/platforms/platform-table.ts';
import { MARK, type Place, placeMark, readMarks } from './page-marks.ts';

/** What an element of a page may be to us. */
export type SpanKind = 'embed' | 'tag' | 'script' | 'template' | 'frame';

/** Where an element stands in a page, in bytes from its beginning; -1 for what was not looked for, or is missing. */
export interface PageSpan {
  kind: SpanKind;
  tagName: string;
  start: number;
  /** After its start tag. Of embeds and templates it is not looked for. */
  inner: number;
  /** At its end tag. Only of scripts. */
  innerEnd: number;
  /** After its end tag; of `meta` and `link`, after their one tag. Not of `html`, `head` and `body`. */
  end: number;
}

const EMBED_CLASSES = Object.values(PLATFORM_TABLE).flatMap(({ embedClasses }) => embedClasses);
/**
 * What is looked for. Each with its tag: else the parser would have to take the attributes of every element of a
 * page apart. Of tags that nothing depends on pages have many, so those that are wanted are named.
 */
const SELECTOR = [
  ...['html', 'head', 'body', 'template', 'link[rel~="canonical" i]', 'link[rel~="alternate" i]'],
  'link[rel="site.standard.document" i]',
  ...['meta[charset]', 'meta[http-equiv]'],
  ...['property', 'name'].flatMap((name) => ['og:', 'twitter:'].map((key) => `meta[${name}^="${key}" i]`)),
  ...['published_time', 'modified_time', 'section', 'author'].map(
    (key) => `meta[property="article:${key}" i]`,
  ),
  ...['description', 'author', 'fediverse:creator'].map((key) => `meta[name="${key}" i]`),
  ...['script[type*="ld+json" i]', 'blockquote', 'iframe', 'twitter-widget', 'bluesky-post'],
  ...['div', 'section', 'figure', 'article'].flatMap((tag) => EMBED_CLASSES.map((name) => `${tag}.${name}`)),
  // What consent managers put around what they hold back.
  ...['embed-privacy-content', 'borlabs-hide', 'BorlabsCookie', 'brlbs-cmpnt-container'].map(
    (name) => `div.${name}`,
  ),
  ...['data-borlabs-cookie-type', 'data-attrs', 'data-tweet-id', 'data-tweetid'].map(
    (name) => `div[${name}]`,
  ),
  // Where the address of a script is, be it held back or not.
  ...['src', 'data-src', 'data-cmp-src', 'data-lazy-src'].flatMap((name) =>
    ['widgets.js', 'embed.js'].map((file) => `script[${name}*="${file}"]`),
  ),
].join(', ');

const KINDS: Record<string, SpanKind> = {
  meta: 'tag',
  link: 'tag',
  script: 'script',
  template: 'template',
  html: 'frame',
  head: 'frame',
  body: 'frame',
};
/** Which places are looked for: each one costs a little. */
const PLACES: Record<SpanKind, readonly Place[]> = {
  embed: ['start', 'end'],
  tag: ['start', 'end'],
  script: ['start', 'inner', 'innerEnd', 'end'],
  template: ['start', 'end'],
  frame: ['start', 'inner'],
};

/** More elements than a page has: beyond, it is not one that was made for people. */
const MAX_SPANS = 20_000;

/**
 * Finds the elements of a page that may matter, in the order of their start tags; none in a template, which is no part
 * of the page. The parser puts a mark at each of their places; that the page without the marks is what it was, byte for
 * byte, is checked. `undefined` where it is not, or where the parser is not sure of the page's structure.
 */
export async function findSpans(rewriter: PageRewriter, page: Uint8Array): Promise<PageSpan[] | undefined> {
  if (page.includes(MARK)) return undefined;
  const spans: PageSpan[] = [];
  const handler: PageHandler = {
    selector: SELECTOR,
    element: (element) => mark(element, spans),
  };
  const marked = await rewriter.rewrite(page, [handler]).catch(() => undefined);
  if (!marked || spans.length > MAX_SPANS || !readMarks(marked, page, spans)) return undefined;
  return outsideTemplates(spans);
}

function mark(element: PageElement, spans: PageSpan[]): void {
  const { tagName } = element;
  const kind = KINDS[tagName] ?? 'embed';
  const id = spans.push({ kind, tagName, start: -1, inner: -1, innerEnd: -1, end: -1 }) - 1;
  const places = PLACES[kind];
  element.before(placeMark('start', id));
  if (places.includes('inner')) element.prepend(placeMark('inner', id));
  if (kind === 'tag') element.after(placeMark('end', id));
  else if (places.includes('end')) {
    element.onEndTag((end) => {
      // Another element's end tag: where this one ends is a guess.
      if (end.name !== tagName) return;
      if (places.includes('innerEnd')) end.before(placeMark('innerEnd', id));
      end.after(placeMark('end', id));
    });
  }
}

/** Of spans in the order of their start tags; a template without its end tag goes on to the end of the page. */
function outsideTemplates(spans: readonly PageSpan[]): PageSpan[] {
  let until = 0;
  return spans.filter(({ kind, start, end }) => {
    if (start < until) return false;
    if (kind === 'template') until = end < 0 ? Number.POSITIVE_INFINITY : end;
    return true;
  });
}
