import { ALL_PRESS_WORDS } from '../press-words/all-press-words.ts';
import { byFirstLetter, columns, endsSentence, lineKey, openingLength, tidy } from '../words.ts';

const OPENINGS = ALL_PRESS_WORDS.flatMap((words) => words.related).map(lineKey);
const BY_LETTER = byFirstLetter(OPENINGS, (opening) => opening);
const ALONE = new Set(OPENINGS);

/** Longest title of another article, in columns. */
const MAX_TITLE = 220;
const SEPARATOR = /^\s{0,3}(?:[:：|▸►»>→\]】）)]|[-–—](?=\s))[\s:：|▸►»>→]{0,4}/u;

/** Whether a line announces other articles without naming one: `Related articles`. */
export function isRelatedHeading(line: string): boolean {
  return ALONE.has(lineKey(line));
}

/**
 * The title of another article that a line of its own points to (`Read more: …`), or `undefined`.
 * A sentence that only begins with such words is none: there must be a separator after them, or a capital letter and
 * no end of a sentence.
 */
export function relatedTitle(line: string): string | undefined {
  if (line.length > 2 * MAX_TITLE) return undefined;
  const bare = line.replace(/^[^\p{L}\p{N}]{1,6}/u, '');
  const first = lineKey(bare.slice(0, 1)) || bare.slice(0, 1);
  const length = BY_LETTER.get(first)?.reduce((found, opening) => found || openingLength(bare, opening), 0);
  if (!length) return undefined;
  const rest = bare.slice(length);
  const separator = SEPARATOR.exec(rest);
  const title = tidy(separator ? rest.slice(separator[0].length) : rest);
  if (title === '' || columns(title) > MAX_TITLE) return undefined;
  if (separator) return endsSentence(title) && / /.test(title) && title.length > 140 ? undefined : title;
  return /^\s+["'«“‘„]?\s?[\p{Lu}\p{Lt}\p{N}]/u.test(rest) && !/[.。…:]$/u.test(title) ? title : undefined;
}
