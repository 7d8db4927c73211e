import { h } from 'hastscript';
import type { Instant } from '../../domain/instant.ts';
import type { Desk } from '../desk.ts';
import { counted, field } from '../forms.ts';
import { consolePage } from '../layout.ts';
import { moment, rows } from '../parts.ts';
import { ARTICLE_STATES, type ArticleQuery, type ListedArticle, SEARCHED } from './article-list-records.ts';
import { articleRow } from './article-row.ts';

/** What there is besides the articles that are shown. */
export interface ListRest {
  /** Where the list goes on. */
  older?: string;
  /** Back to when a search has looked, and where it goes on. */
  end?: { at: Instant; on: string };
}

/** The publisher's articles, and a form to look for some. */
export function renderArticleList(
  desk: Desk,
  query: Omit<ArticleQuery, 'limit'>,
  articles: readonly ListedArticle[],
  { older, end }: ListRest,
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
    rows(
      articles.map((article) => articleRow(desk, article)),
      words.articles.empty,
    ),
    end
      ? h('p', { class: 'warning' }, [
          counted(desk, query.after ? words.articles.searchedMore : words.articles.searched, SEARCHED),
          ' ',
          moment(desk, end.at),
          '. ',
          h('a', { href: end.on, rel: 'next' }, words.articles.searchOn),
        ])
      : undefined,
    older ? h('p', [h('a', { href: older, rel: 'next' }, words.articles.older)]) : undefined,
  ];
  return consolePage({ desk, title: words.articles.title, section: 'articles', content });
}
