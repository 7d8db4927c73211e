import { h } from 'hastscript';
import { filledWords } from '../cards/filled-words.ts';
import type { Article } from '../domain/article.ts';
import type { Config } from '../domain/config.ts';
import { renderPage } from './document.ts';
import { pageDay } from './page-time.ts';
import { voiceOf } from './words.ts';

/** What a reader finds in place of a withdrawn article: that it was withdrawn and when, and none of its words. */
export function renderWithdrawnPage(
  config: Config,
  { language, updatedAt }: Pick<Article, 'language' | 'updatedAt'>,
): string {
  const { words, language: spoken } = voiceOf(language);
  const main = [
    h('article', { class: 'article' }, [
      h('h1', words.withdrawnTitle),
      h('p', filledWords(words.withdrawn, pageDay(updatedAt, spoken))),
      h('p', [h('a', { href: '/' }, words.home)]),
    ]),
  ];
  const head = [h('meta', { name: 'robots', content: 'noindex' })];
  return renderPage(config, { title: words.withdrawnTitle, language: spoken, head, main });
}
