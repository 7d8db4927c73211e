import type { Element } from 'hast';
import { Problem } from '../domain/problem.ts';
import { elements, innerText } from './html-nodes.ts';
import { isArticleType } from './json-ld.ts';

/** What a page says it is, and what was found on it. */
export interface PageFacts {
  /** Its types at schema.org, and what Open Graph calls it. */
  types: readonly string[];
  address: string;
  /** What was chosen as the body. */
  root: Element;
  posts: number;
}

/** With so few characters and no post there is nothing to read. */
const MIN_LENGTH = 140;
/** A page that is links for the most part leads to articles, and is none. */
const MAX_LINKS = 0.6;

/** Refuses live blogs, lists of articles and pages without one. Throws `Problem('no-article-found')`. */
export function refuseOtherPages({ types, address, root, posts }: PageFacts): void {
  if (types.some((type) => /LiveBlogPosting$/.test(type))) {
    throw noArticle(
      'is a live blog: its entries are pieces of their own. Publish what shall stay as an article.',
    );
  }
  const words = innerText(root);
  if (words.length < MIN_LENGTH && posts === 0) {
    throw noArticle(
      'holds no article: nothing on it is a text. Give the address of one article, or send its body.',
    );
  }
  if (types.some(isArticleType)) return;
  const isFront = new URL(address).pathname === '/';
  if (isFront || (posts === 0 && linkLength(root) > MAX_LINKS * words.length)) {
    throw noArticle('is a list of articles, and none itself. Give the address of one article.');
  }
}

function linkLength(root: Element): number {
  let length = 0;
  for (const element of elements(root)) if (element.tagName === 'a') length += innerText(element).length;
  return length;
}

function noArticle(what: string): Problem {
  return new Problem('no-article-found', `The page ${what}`);
}
