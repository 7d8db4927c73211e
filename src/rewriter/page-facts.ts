import { cleanLanguage } from '../domain/language.ts';
import { charsetOf } from './page-charset.ts';
import type { PageSpan } from './page-spans.ts';
import { isCanonical, keyOf, type PageTag } from './page-tags.ts';

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
  /** Where the tags of a head are to be put, in bytes; `undefined` where the page begins as no page does. */
  headPoint: number | undefined;
}

const CHARACTER_REFERENCES = /&(?:amp|#38|#x26);/gi;
/** What may come before the first tag, in bytes. */
const MAX_PROLOG = 4096;
const PROLOG =
  /^(?:\xef\xbb\xbf)?(?:[\t\n\f\r ]|<!--(?:-?>|(?:(?!--!?>)[\s\S]){0,2000}--!?>)|<!doctype[^>]{0,300}>)*/i;

/** What a page says by its tags, and by how it begins. */
export function pageFacts(page: Uint8Array, spans: readonly PageSpan[], tags: readonly PageTag[]): PageFacts {
  const named = (tagName: string) => spans.find((span) => span.tagName === tagName);
  const html = named('html');
  const htmlTag = html ? new TextDecoder().decode(page.subarray(html.start, html.inner)) : '';
  const charset = tags.find(declaresCharset);
  const language = cleanLanguage(/\slang\s{0,9}=\s{0,9}["']?([A-Za-z0-9-]{2,35})/i.exec(htmlTag)?.[1]);
  const canonical = tags.find(isCanonical)?.attributes.href;
  const ogUrl = tags.find((tag) => keyOf(tag) === 'og:url')?.attributes.content;
  const ogType = tags.find((tag) => keyOf(tag) === 'og:type')?.attributes.content;
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

function declaresCharset({ tagName, attributes }: PageTag): boolean {
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
function headPoint(
  page: Uint8Array,
  spans: readonly PageSpan[],
  charset: PageTag | undefined,
): number | undefined {
  const body = spans.find(({ tagName }) => tagName === 'body');
  const head = spans.find(({ tagName }) => tagName === 'head');
  if (charset && (!body || charset.start < body.start)) return charset.end;
  if (head && (!body || head.start < body.start)) return head.inner;
  const html = spans.find(({ tagName }) => tagName === 'html');
  return html?.inner ?? prologEnd(page);
}

/** After the byte order mark, comments and the doctype: in front of that one, tags would change how the page is laid out. */
function prologEnd(page: Uint8Array): number | undefined {
  const text = String.fromCharCode(...page.subarray(0, MAX_PROLOG));
  const end = PROLOG.exec(text)?.[0].length ?? 0;
  // Another kind of comment, after which there may be a doctype yet.
  const goesOn = /^<[!?]/.test(text.slice(end, end + 2));
  return end === MAX_PROLOG || goesOn ? undefined : end;
}
