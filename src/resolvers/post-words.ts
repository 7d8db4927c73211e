import type { CaptureSource, Post } from '../domain/post.ts';

/** The words of a post with everything that belongs to them. */
export type PostWords = Pick<Post, 'text' | 'links' | 'language' | 'direction' | 'truncated'>;

/** Links that X puts after the words, for pictures and for the rest of a post that was cut. */
const TRAILING_LINK = /(?:…|https?:\/\/t\.co\/[A-Za-z0-9]{1,20}|pic\.(?:twitter|x)\.com\/[A-Za-z0-9]{1,20})$/;

/**
 * Chooses between the words an article carried and those the network has. The article's stay, unless the network has the
 * same ones, which are then whole with their line breaks and links, or more of them; where flattened text took more than
 * the post, the network's words within it are the post's. An author's later changes do not reach what was quoted.
 */
export function chooseWords(carried: Post, sources: readonly CaptureSource[], found: Post): Post {
  if (found.truncated && !carried.truncated && carried.text !== '') return carried;
  const ours = essence(carried.text);
  const theirs = essence(found.text);
  if (theirs.includes(ours)) return found.text === '' ? carried : found;
  return sources.includes('flattened-text') && theirs !== '' && !found.truncated && ours.includes(theirs)
    ? found
    : carried;
}

/** Text as it compares: without spaces, and without what X adds at the end. */
function essence(text: string): string {
  let words = text.replace(/\s+/g, '');
  for (let links = 0; links < 8; links++) {
    const rest = words.replace(TRAILING_LINK, '');
    if (rest === words) break;
    words = rest;
  }
  return words.normalize('NFC');
}

/** The words of a post, and nothing else of it. */
export function wordsOf({ text, links, language, direction, truncated }: Post): PostWords {
  return { text, links, ...(language === undefined ? {} : { language }), direction, truncated };
}
