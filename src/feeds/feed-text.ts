/** What XML 1.0 forbids even as a character reference (section 2.2, `Char`), lone surrogates aside. */
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/** What is forbidden, or a carriage return: nearly all text has neither, and one look costs less than two passes. */
const UNCLEAN = /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/;

/** In text of one byte a character, this is known without a look at any of them. */
export const BEYOND_LATIN_1 = /[^\u0000-\u00FF]/;

/** The unclean characters of Latin-1: in a long text, to look for each takes the runtime half the time of a look for any. */
const UNCLEAN_LATIN_1 = Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).filter(
  (character) => UNCLEAN.test(character),
);
const LONG_TEXT = 500;

function isClean(text: string): boolean {
  if (text.length < LONG_TEXT || BEYOND_LATIN_1.test(text)) return !UNCLEAN.test(text);
  return !UNCLEAN_LATIN_1.some((character) => text.includes(character));
}

/** Not `\s`: French sets «\u00A0words\u00A0» with spaces that must not be collapsed. */
const WHITE_SPACE = /[ \t\n\u2028\u2029]+/g;

/**
 * Text that every format can carry unchanged: well-formed UTF-16, without the characters XML forbids, and with
 * the line feeds an XML parser would make of carriage returns (section 2.11). Comes after everything that
 * parses or serialises HTML, because `&#1;` is harmless until a parser turns it into U+0001.
 */
export function cleanText(text: string): string {
  const wellFormed = text.toWellFormed();
  if (isClean(wellFormed)) return wellFormed;
  return wellFormed.replace(/\r\n?/g, '\n').replace(FORBIDDEN, '');
}

/** What is not in a clean line: nearly all lines have none of it, so that one look is all they cost. */
const UNEVEN = /[\u0000-\u001F\u2028\u2029\uFFFE\uFFFF]| {2}/;

/** Clean text in one line: runs of spaces, tabs and line breaks become one space, none at either end. */
export function cleanLine(text: string): string {
  if (!UNEVEN.test(text)) return text.toWellFormed().trim();
  return cleanText(text).replace(WHITE_SPACE, ' ').trim();
}

const NAMED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * Escapes text for element content and for attribute values in double quotes, in XML and in HTML alike.
 * Named references only: some readers decode no others.
 */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"]/g, (character) => NAMED[character] ?? '');
}

/**
 * Cuts text at the end of a word so that it has at most `limit` UTF-16 code units, `…` included.
 * A text without spaces (Japanese, a long URL) is cut between characters.
 */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const room = text.slice(0, limit);
  const space = room.lastIndexOf(' ');
  const end = space > limit / 2 ? space : limit - 1;
  // A surrogate pair may straddle the cut.
  const kept = room.slice(0, end).replace(/[\uD800-\uDBFF]$/, '');
  return `${kept.replace(/[\s,;:.–—-]{1,9}$/, '')}…`;
}

/** An address that is its own normal form: no part of it would be read otherwise by the URL standard, or escaped. */
const NORMAL_URL =
  /^https?:\/\/(?:[a-z][a-z0-9]{0,30}\.){1,5}[a-z]{2,20}(?=\/)(?:[\w;?:@&=+$,!~*().-]|\/(?!\.))*$/;

/**
 * An absolute http(s) address in the characters of a URI (RFC 3986), or `undefined` if the text is none.
 * Addresses with a user name or a password are refused.
 */
export function cleanUrl(text: string | undefined): string | undefined {
  if (typeof text === 'string' && NORMAL_URL.test(text)) return text;
  const url = text ? URL.parse(text) : null;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return undefined;
  if (url.username || url.password) return undefined;
  const { origin } = url;
  // The URL standard leaves `|`, `[` and others as they are in paths and queries; feed validators do not.
  const path = url.href.slice(origin.length);
  return origin + path.replace(/[^\w;/?:@&=+$.\-!~*'(),#%]/g, encodeURIComponent);
}
