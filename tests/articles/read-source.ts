import type { GivenFields } from '../../src/articles/given.ts';
import { readArticle } from '../../src/articles/read-article.ts';
import type { Source } from '../../src/articles/source.ts';
import type { ArticleDraft } from '../../src/domain/article.ts';
import { Problem } from '../../src/domain/problem.ts';
import { markedPosts } from './marked-posts.ts';

export const TITLE = 'The lighthouse that moved inland';

/** Reads a source whose posts are marked. */
export function read(type: Source['type'], body: string, given: GivenFields = {}, address?: string) {
  return readArticle({ type, body, given, ...(address && { address }) }, markedPosts);
}

/** The body that HTML becomes, its title given: blocks in one string, posts as `[1]`. */
export async function bodyOf(html: string, address = 'https://paper.example/2024/story'): Promise<string> {
  const draft = await read('html', html, { title: TITLE }, address);
  return shownBody(draft);
}

export function shownBody({ body }: ArticleDraft): string {
  return body
    .map((block) => (block.type === 'html' ? block.html : `[${block.ref.capture.slice(2)}]`))
    .join('');
}

/** The problem that a promise is refused with. */
export async function problemOf(attempt: Promise<unknown> | (() => unknown)): Promise<Problem> {
  try {
    await (typeof attempt === 'function' ? attempt() : attempt);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
