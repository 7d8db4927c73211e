import { innerText } from '../articles/html/html-nodes.ts';
import { parseHtml } from '../articles/html/html-tree.ts';
import { Problem } from '../domain/problem.ts';

/** Of a title or a summary; more is a text. */
const MAX_LENGTH = 20_000;
const MARKUP = /<\/?[a-z][^<>]{0,300}>|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,31});/i;

/** The words of a short piece of HTML in one line; of a text without markup, the text. Nothing where it is nested too deep. */
export function plainWords(html: string): string {
  const text = html.slice(0, MAX_LENGTH);
  if (!MARKUP.test(text)) return text.replaceAll(/\s+/g, ' ').trim();
  try {
    return innerText(parseHtml(text));
  } catch (error) {
    if (error instanceof Problem) return '';
    throw error;
  }
}
