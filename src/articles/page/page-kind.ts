import type { Element } from 'hast';
import { Problem } from '../../domain/problem.ts';
import { elements, innerText } from '../html/html-nodes.ts';
import { isArticleType } from '../html/json-ld.ts';
import { columns } from '../words.ts';

/** What a page says it is, and what was found on it. */
export interface PageFacts {
  /** Its types at schema.org, and what Open Graph calls it. */
  types: readonly string[];
  address: string;
  body: Element;
  /** What of it was chosen as the article. */
  root: Element;
  posts: number;
}

/** With so few words and no post there is nothing to read; letters of Chinese and the like count twice. */
const MIN_COLUMNS = 140;
/** A page that is links for the most part leads to articles, and is none. */
const MAX_LINKS = 0.6;

/** Refuses live blogs, lists of articles and pages without one. Throws `Problem('no-article-found')`. */
export function refuseOtherPages({ types, address, body, root, posts }: PageFacts): void {
  if (types.some((type) => /LiveBlogPosting$/.test(type))) {
    throw noArticle(
      'is a live blog: its entries are pieces of their own. Publish what shall stay as an article.',
    );
  }
  const isShort = posts === 0 && columns(innerText(root)) < MIN_COLUMNS;
  const isList = posts === 0 && isMostlyLinks(isShort ? body : root);
  if (!types.some(isArticleType) && (isList || new URL(address).pathname === '/')) {
    throw noArticle('is a list of articles, and none itself. Give the address of one article.');
  }
  if (isShort) {
    throw noArticle('holds no article: nothing on it is a text. Give the address of one, or send its body.');
  }
}

function isMostlyLinks(root: Element): boolean {
  let length = 0;
  for (const element of elements(root)) if (element.tagName === 'a') length += innerText(element).length;
  return length > MAX_LINKS * innerText(root).length;
}

function noArticle(what: string): Problem {
  return new Problem('no-article-found', `The page ${what}`);
}
