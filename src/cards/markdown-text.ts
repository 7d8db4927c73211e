import { shownText } from './shown-text.ts';

/**
 * Text as Markdown that shows it and does nothing else: not in CommonMark, not in its usual extensions (tables, math,
 * footnotes, bare addresses), not in the template languages that static site generators run over it.
 * `atLineStart`: it is the beginning of a line, where more characters have a meaning.
 */
export function markdownText(text: string, atLineStart = false): string {
  const escaped = shownText(text)
    // CommonMark 2.4: a backslash takes the meaning from any ASCII punctuation.
    .replace(/[\\`*_{}[\]<>#+=&|~$^!"']|:(?=[^\s\d]|\d{1,9}:)/g, '\\$&')
    .replace(/(www)\./gi, '$1\\.')
    .replace(/@(?=[A-Za-z0-9])/g, (at, offset: number, whole: string) =>
      /[A-Za-z0-9._-]/.test(whole[offset - 1] ?? '') ? `\\${at}` : at,
    )
    .replaceAll('\u2028', '&#8232;')
    .replaceAll('\u2029', '&#8233;');
  if (!atLineStart) return escaped;
  return escaped
    .replace(/^[ \t]/, (space) => (space === '\t' ? '&#9;' : '&#32;'))
    .replace(/^(\d{1,9})([.)])/, '$1\\$2')
    .replace(/^[-(%@/?,;.]/, '\\$&');
}

/** A link, its words as they are. `undefined` for `url` leaves the words alone. */
export function markdownLink(words: string, url: string | undefined, atLineStart = false): string {
  if (url === undefined) return markdownText(words, atLineStart);
  return `[${markdownText(words)}](${markdownAddress(url)})`;
}

/** An http(s) address as the destination of a link (CommonMark 6.3). */
export function markdownAddress(url: string): string {
  return url
    .replace(/[^\w\-.~:/?#@$&+,;=%]/g, (character) =>
      character < '\u0080'
        ? `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
        : encodeURIComponent(character),
    )
    .replaceAll('&', '&amp;');
}
