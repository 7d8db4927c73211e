import { Parser } from 'htmlparser2';

const MARKUP = /<\/?[a-z][^<>]{0,300}>|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,31});/i;
/** Text that is nested deeper is left out, with all that follows: the parser takes time by the square of the depth. */
const MAX_DEPTH = 300;
const SILENT = new Set(['script', 'style', 'template', 'iframe']);

/** The words of a piece of HTML in one line; of a text without markup, the text. */
export function plainWords(text: string): string {
  if (!MARKUP.test(text)) return oneLine(text);
  let words = '';
  let silent = 0;
  let depth = 0;
  const parser: Parser = new Parser({
    onopentagname(name) {
      if (++depth > MAX_DEPTH) parser.pause();
      if (SILENT.has(name)) silent++;
      words += /^(?:p|br|div|li|h[1-6]|td|tr)$/.test(name) ? ' ' : '';
    },
    ontext(piece) {
      if (silent === 0) words += piece;
    },
    onclosetag(name) {
      depth--;
      if (SILENT.has(name)) silent = Math.max(0, silent - 1);
    },
  });
  parser.write(text);
  if (depth <= MAX_DEPTH) parser.end();
  return oneLine(words);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
