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
/** What consent managers put around what they hold back. */
const HOLDERS = [
  '.embed-privacy-content',
  '.borlabs-hide',
  '.BorlabsCookie',
  '.brlbs-cmpnt-container',
  '[data-borlabs-cookie-type]',
];
const LOADERS = ['platform.twitter.com/', 'platform.x.com/', 'embed.bsky.app/', '/embed.js'];
/** Where the address of a script is, be it held back by a consent manager or not. */
const SCRIPT_SOURCES = ['src', 'data-src', 'data-cmp-src', 'data-lazy-src', 'data-cookieblock-src'];
/** Of tags that nothing depends on, pages have many. */
const META_KEYS = [
  ...['og:', 'twitter:', 'description', 'author', 'fediverse:creator'],
  ...['article:published_time', 'article:modified_time', 'article:section', 'article:author'],
];
/** Each with its tag: else the parser would have to take the attributes of every element of a page apart. */
const SELECTOR = [
  ...['html', 'head', 'body', 'template', 'link[rel~="canonical" i]', 'link[rel~="alternate" i]'],
  ...['meta[charset]', 'meta[http-equiv]'],
  ...['property', 'name'].flatMap((name) => META_KEYS.map((key) => `meta[${name}^="${key}" i]`)),
  ...['script[type*="ld+json" i]'],
  ...SCRIPT_SOURCES.flatMap((name) => LOADERS.map((address) => `script[${name}*="${address}"]`)),
  ...['blockquote', 'iframe', 'twitter-widget', 'bluesky-post'],
  ...['div', 'section', 'figure', 'article'].flatMap((tag) => EMBED_CLASSES.map((name) => `${tag}.${name}`)),
  ...HOLDERS.map((holder) => `div${holder}`),
  ...['div[data-attrs]', 'div[data-tweet-id]', 'div[data-tweetid]'],
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
  const handler: PageHandler = { selector: SELECTOR, element: (element) => mark(element, spans) };
  const marked = await rewriter.rewrite(page, [handler]).catch(() => undefined);
  if (!marked || spans.length > MAX_SPANS || !readMarks(marked, page, spans)) return undefined;
  const templates = spans.filter(({ kind }) => kind === 'template');
  if (templates.length === 0) return spans;
  return spans.filter(({ start }) => !templates.some((template) => isInside(start, template)));
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

/** Whether a place is inside an element; one without its end tag goes on to the end of the page. */
function isInside(place: number, { start, end }: PageSpan): boolean {
  return start < place && (end < 0 || place < end);
}
