import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Desk } from '../desk.ts';
import { foreign, moment, stateMark } from '../parts.ts';
import type { ListedArticle } from './article-list-records.ts';

/** An article in a list. */
export function articleRow(desk: Desk, article: ListedArticle): Element {
  const { words } = desk;
  const { id, title, language, state, section, publishedAt, opensAt, version } = article;
  return h('li', [
    h('p', { class: 'row-title' }, [
      h('a', { href: `/console/articles/${id}` }, [foreign(title, language)]),
      ' ',
      stateMark(desk, state),
    ]),
    h('p', { class: 'row-facts' }, [
      ...(section ? [foreign(section, language), ' · '] : []),
      opensAt ? `${words.dashboard.opens} ` : `${words.articles.published} `,
      moment(desk, opensAt ?? publishedAt),
      ` · ${words.articles.version} ${version} · `,
      h('code', id),
    ]),
  ]);
}
