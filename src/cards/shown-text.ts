import { directionOf } from '../domain/language.ts';

/** Longest text in an attribute or a title, in UTF-16 code units. */
const MAX_EXCERPT = 200;

/**
 * Text without what neither HTML nor XML can hold: controls and lone surrogates. Line feeds and tabs stay.
 * (XML 1.0, production 2; HTML, "control-character-in-input-stream".)
 */
export function shownText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]/g, '')
    .toWellFormed();
}

/** A name or another single line: embedding and isolating direction controls would reach into the words around it. */
export function shownLine(text: string): string {
  return shownText(text)
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\t\n ]+/g, ' ')
    .trim();
}

/** The beginning of a text as one line of at most `length` UTF-16 code units, `…` where it was cut. */
export function excerpt(text: string, length = MAX_EXCERPT): string {
  const line = shownLine(text.slice(0, length * 4));
  if (line.length <= length) return line;
  const cut = line.slice(0, length - 1);
  const space = cut.lastIndexOf(' ');
  return `${(space > length / 2 ? cut.slice(0, space) : cut.replace(/[\ud800-\udbff]$/, '')).trimEnd()}…`;
}

/** An address that may be linked: absolute, http or https; `undefined` for any other. */
export function webLink(address: string | undefined): string | undefined {
  const url = address === undefined ? null : URL.parse(address);
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : undefined;
}

/** A handle in a line of plain text: where that runs from right to left, a mark keeps the `@` before it. */
export function isolatedHandle(handle: string, language: string): string {
  return directionOf(language) === 'rtl' ? `\u200e${handle}` : handle;
}
