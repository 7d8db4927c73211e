import type { PageElement, PageHandler, PageRewriter } from '../domain/page-rewriting.ts';
import { PLATFORM_TABLE } from '../embeds/platforms/platform-table.ts';

/** What an element of a page may be to us. */
export type SpanKind = 'embed' | 'tag' | 'script' | 'template' | 'frame';

/** Where an element stands in a page, in bytes from its beginning. */
export interface PageSpan {
  kind: SpanKind;
  tagName: string;
  /** Those of its attributes that `READ` names. */
  attributes: Readonly<Record<string, string>>;
  start: number;
  /** After its start tag. */
  inner: number;
  /** At its end tag; where it has none, as `meta`, after its start tag. */
  innerEnd: number;
  /** After its end tag. `innerEnd` and `end` are -1 where the end tag is missing. */
  end: number;
}

const EMBED_CLASSES = Object.values(PLATFORM_TABLE).flatMap(({ embedClasses }) => embedClasses);
/** What consent managers put around what they hold back. */
const HOLDERS = ['.embed-privacy-content', '.borlabs-hide', '.BorlabsCookie', '.brlbs-cmpnt-container'];
const SELECTORS: Record<SpanKind, string[]> = {
  embed: [
    'blockquote',
    'iframe',
    ...EMBED_CLASSES.map((name) => `.${name}`),
    ...HOLDERS,
    '[data-borlabs-cookie-type]',
    '[data-tweet-id]',
    '[data-tweetid]',
    'div[data-attrs]',
    'twitter-widget',
    'bluesky-post',
  ],
  tag: ['meta', 'link', 'base'],
  script: ['script'],
  template: ['template'],
  frame: ['html', 'head', 'body', 'title', 'style', 'noscript'],
};
const READ: Record<SpanKind, string[]> = {
  embed: [],
  tag: ['name', 'property', 'content', 'charset', 'http-equiv', 'rel', 'type', 'href'],
  script: ['type'],
  template: [],
  frame: [],
};
const VOID = new Set(SELECTORS.tag);

/** More elements than a page has: beyond, it is not one that was made for people. */
const MAX_SPANS = 20_000;
/** U+0001 stands in no page, and in no other place of the marked one. */
const MARK = 1;
const MARK_TEXT = '\u0001';
const SEMICOLON = 59;
/** Which place of an element a mark is at, by the letter after it. */
const PLACES = { s: 'start', i: 'inner', o: 'innerEnd', e: 'end' } as const;
type PlaceLetter = keyof typeof PLACES;

/**
 * Finds the elements of a page that may matter, in the order of their start tags; none in a template, which is no part
 * of the page. The parser puts a mark at each of
 * their places; that the page without the marks is what it was, byte for byte, is checked. `undefined` where it is not,
 * or where the parser is not sure of the page's structure.
 */
export async function findSpans(rewriter: PageRewriter, page: Uint8Array): Promise<PageSpan[] | undefined> {
  if (page.includes(MARK)) return undefined;
  const spans: PageSpan[] = [];
  const handlers = (Object.keys(SELECTORS) as SpanKind[]).map(
    (kind): PageHandler => ({
      selector: SELECTORS[kind].join(', '),
      element: (element) => mark(element, kind, spans),
    }),
  );
  const marked = await rewriter.rewrite(page, handlers).catch(() => undefined);
  if (!marked || spans.length > MAX_SPANS || !readMarks(marked, page, spans)) return undefined;
  const templates = spans.filter(({ kind }) => kind === 'template');
  if (templates.length === 0) return spans;
  return spans.filter(({ start }) => !templates.some((template) => isInside(start, template)));
}

/** Whether a place is inside an element; one without its end tag goes on to the end of the page. */
function isInside(place: number, { start, end }: PageSpan): boolean {
  return start < place && (end < 0 || place < end);
}

function mark(element: PageElement, kind: SpanKind, spans: PageSpan[]): void {
  const { tagName } = element;
  const attributes: Record<string, string> = {};
  for (const name of READ[kind]) {
    const value = element.getAttribute(name);
    if (value !== null) attributes[name] = value;
  }
  const id = spans.push({ kind, tagName, attributes, start: -1, inner: -1, innerEnd: -1, end: -1 }) - 1;
  const at = (letter: PlaceLetter) => `${MARK_TEXT}${letter}${id};`;
  element.before(at('s'));
  if (VOID.has(tagName)) {
    element.after(at('e'));
    return;
  }
  element.prepend(at('i'));
  element.onEndTag((end) => {
    // Another element's end tag: where this one ends is a guess.
    if (end.name !== tagName) return;
    end.before(at('o'));
    end.after(at('e'));
  });
}

/** Notes where the marks are, in bytes of the page. `false` where the rest is not the page. */
function readMarks(marked: Uint8Array, page: Uint8Array, spans: readonly PageSpan[]): boolean {
  let from = 0;
  let offset = 0;
  for (;;) {
    const next = marked.indexOf(MARK, from);
    const end = next < 0 ? marked.length : next;
    for (let index = from; index < end; index++) if (marked[index] !== page[offset++]) return false;
    if (next < 0) break;
    const place = PLACES[String.fromCharCode(marked[next + 1] ?? 0) as PlaceLetter];
    let id = 0;
    from = next + 2;
    for (; marked[from] !== SEMICOLON; from++) id = id * 10 + (marked[from] ?? 0) - 48;
    from++;
    const span = spans[id];
    if (!place || !span) return false;
    span[place] = offset;
    if (place === 'end' && VOID.has(span.tagName)) span.inner = span.innerEnd = offset;
  }
  return offset === page.length;
}
