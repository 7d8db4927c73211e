import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Article } from '../domain/article.ts';
import { pageDay } from './page-time.ts';
import { foreignMarks } from './words.ts';

/** An article in a list: its section, title and summary, and the day it is of, each in its language. */
export function listEntry(
  article: Pick<Article, 'id' | 'language' | 'section' | 'title' | 'publishedAt'>,
  summary: string | undefined,
  around: string,
): Element {
  const { language, section } = article;
  return h('li', foreignMarks(language, around), [
    section ? h('p', { class: 'kicker' }, section) : undefined,
    h('h3', h('a', { href: `/articles/${article.id}` }, article.title)),
    summary ? h('p', summary) : undefined,
    h('p', { class: 'dateline' }, pageDay(article.publishedAt, language)),
  ]);
}
