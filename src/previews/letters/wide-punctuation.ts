/** Quotes, dashes and dots that Latin has too, and that stand as wide as an ideograph in Chinese and Japanese. */
const WIDE = /^[\u00b7\u2014\u2015\u2018\u2019\u201c\u201d\u2025\u2026\u203b]$/;
/** The dot; all others lie behind Latin. */
const DOT = 0xb7;
const FIRST_DASH = 0x2014;
const SQUARE = /[\u2e80-\uffef]/;
const LATIN = /[A-Za-z\u00c0-\u024f]/;

/** Whether a language prints its quotes, dashes and dots as wide as its ideographs. BCP 47 tag. */
export function hasWidePunctuation(language: string): boolean {
  return /^(?:zh|ja|yue|wuu|nan|hak|lzh|cmn)(?:-|$)/i.test(language);
}

/** Whether a mark follows an ideograph, whose font would set it wide. */
export function followsIdeograph(text: string, index: number): boolean {
  return mayBeWide(text, index) && WIDE.test(text.charAt(index)) && SQUARE.test(text.charAt(index - 1));
}

/** Whether such a mark is meant at an index of a text in such a language: not in `Schindler’s`. */
export function isWideMark(text: string, index: number): boolean {
  if (!mayBeWide(text, index) || !WIDE.test(text.charAt(index))) return false;
  return !(LATIN.test(text.charAt(index - 1)) && LATIN.test(text.charAt(index + 1)));
}

/** Spares nearly all letters the search. */
function mayBeWide(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= FIRST_DASH || code === DOT;
}
