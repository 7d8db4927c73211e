import { Problem } from '../domain/problem.ts';

const ARTICLE_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/;

/** Which texts are ids, to go on after "an id is". */
export const ARTICLE_ID_RULE =
  '1 to 80 of the characters A-Z a-z 0-9 . _ - that begin with a letter or digit and do not end in .json or .html, which stand for forms of the article';

/**
 * Whether `text` may name an article in an address: 1 to 80 of `A-Z a-z 0-9 . _ -`, beginning with a letter or digit.
 * Ends that stand for a representation (`.json`, `.html`) are not part of an id.
 */
export function isArticleId(text: string): boolean {
  return ARTICLE_ID.test(text) && !/\.(?:json|html)$/i.test(text);
}

/** An id that came in an address. Throws `Problem('invalid-request')` where it is none. */
export function requireArticleId(text: string): string {
  if (isArticleId(text)) return text;
  const given = JSON.stringify(text.slice(0, 100));
  throw new Problem('invalid-request', `An id is ${ARTICLE_ID_RULE}; ${given} is not one.`);
}
