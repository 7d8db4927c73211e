import { h } from 'hastscript';
import type { Desk } from '../desk.ts';
import { counted, field } from '../forms.ts';
import { consolePage } from '../layout.ts';
import { rows } from '../parts.ts';
import { ARTICLE_STATES, type ArticleQuery, type ListedArticle, SEARCHED } from './article-list-records.ts';
import { articleRow } from './article-row.ts';

/** The publisher's articles, and a form to look for some. */
export function renderArticleList(
  desk: Desk,
  query: Pick<ArticleQuery, 'state' | 'words'>,
  articles: readonly ListedArticle[],
  older: string | undefined,
): string {
  const { words } = desk;
  const states = [['', words.articles.every], ...ARTICLE_STATES.map((state) => [state, words.states[state]])];
  const content = [
    h('form', { class: 'search', role: 'search', action: '/console/articles' }, [
      field({ name: 'q', label: words.articles.query, type: 'search', value: query.words }),
      field({
        name: 'state',
        label: words.articles.state,
        value: query.state,
        options: states as [string, string][],
      }),
      h('button', { type: 'submit' }, words.frame.search),
    ]),
    query.words !== undefined && articles.length === 0
      ? h('p', counted(desk, words.articles.searched, SEARCHED))
      : undefined,
    rows(
      articles.map((article) => articleRow(desk, article)),
      words.articles.empty,
    ),
    older ? h('p', [h('a', { href: older, rel: 'next' }, words.articles.older)]) : undefined,
  ];
  return consolePage({ desk, title: words.articles.title, section: 'articles', content });
}
