import { cleanLanguage } from '../domain/language.ts';
import { charsetOf } from './page-charset.ts';
import type { PageSpan } from './page-spans.ts';

/** What a page says of itself, as far as it matters here. */
export interface PageFacts {
  /** Of AMP, whose pages may hold nothing but what AMP allows. */
  amp: boolean;
  /** What a `meta` declares. */
  charset?: string;
  /** BCP 47. */
  language?: string;
  /** The addresses it gives itself, most reliable first. As it wrote them. */
  addresses: string[];
  ogType?: string;
  /** Where the tags of a head are to be put, in bytes. */
  headPoint: number;
}

const CHARACTER_REFERENCES = /&(?:amp|#38|#x26);/gi;
/** Before the first element that a head may hold, or that ends it. */
const HEAD_ELEMENTS = new Set(['title', 'meta', 'link', 'base', 'style', 'script', 'noscript', 'body']);

/** Reads the spans of a page; what stands in a template is not looked at. */
export function pageFacts(page: Uint8Array, spans: readonly PageSpan[]): PageFacts {
  const named = (tagName: string) => spans.find((span) => span.tagName === tagName);
  const html = named('html');
  const htmlTag = html ? new TextDecoder().decode(page.subarray(html.start, html.inner)) : '';
  const tags = spans.filter(({ kind }) => kind === 'tag').map(({ attributes }) => attributes);
  const charset = spans.find(declaresCharset);
  const language = cleanLanguage(/\slang\s{0,9}=\s{0,9}["']?([A-Za-z0-9-]{2,35})/i.exec(htmlTag)?.[1]);
  const canonical = tags.find(({ rel }) => rel?.trim().toLowerCase() === 'canonical')?.href;
  const ogUrl = tags.find((tag) => keyOf(tag) === 'og:url')?.content;
  const ogType = tags.find((tag) => keyOf(tag) === 'og:type')?.content;
  return {
    amp: /\s(?:amp|\u26a1\ufe0f?)(?=[\s=>/])/i.test(htmlTag),
    ...(charset && {
      charset: charset.attributes.charset ?? charsetOf(charset.attributes.content ?? '') ?? '',
    }),
    ...(language && { language }),
    addresses: [canonical, ogUrl].flatMap((address) =>
      address ? [address.trim().replace(CHARACTER_REFERENCES, '&')] : [],
    ),
    ...(ogType && { ogType: ogType.trim() }),
    headPoint: headPoint(page, spans, charset),
  };
}

/** The name of a tag in the words of Open Graph, X and HTML, in lower case, whichever attribute it stands in. */
export function keyOf({ property, name }: PageSpan['attributes']): string {
  return (property ?? name ?? '').trim().toLowerCase();
}

function declaresCharset({ tagName, attributes }: PageSpan): boolean {
  if (tagName !== 'meta') return false;
  return (
    attributes.charset !== undefined ||
    (attributes['http-equiv']?.trim().toLowerCase() === 'content-type' &&
      charsetOf(attributes.content ?? '') !== undefined)
  );
}

/**
 * As early as can be: after what declares the encoding, which has to be in the first 1,024 bytes, else after `<head>`,
 * else where a head that has no tag of its own begins.
 */
function headPoint(page: Uint8Array, spans: readonly PageSpan[], charset: PageSpan | undefined): number {
  const body = spans.find(({ tagName }) => tagName === 'body');
  const head = spans.find(({ tagName }) => tagName === 'head');
  if (charset && (!body || charset.start < body.start)) return charset.end;
  if (head) return head.inner;
  const first = spans.find(({ tagName }) => HEAD_ELEMENTS.has(tagName));
  const html = spans.find(({ tagName }) => tagName === 'html');
  return first?.start ?? html?.inner ?? prologEnd(page);
}

/** After the byte order mark, comments and the doctype with which a page may begin. */
function prologEnd(page: Uint8Array): number {
  const text = String.fromCharCode(...page.subarray(0, 4096));
  const prolog = /^(?:\xef\xbb\xbf)?(?:\s|<!--(?:(?!-->)[\s\S]){0,2000}-->|<!doctype[^>]{0,300}>)*/i.exec(
    text,
  );
  return prolog?.[0].length ?? 0;
}
