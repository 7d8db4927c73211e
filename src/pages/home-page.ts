import type { Element } from 'hast';
import { h } from 'hastscript';
import { feedAddress } from '../domain/addresses.ts';
import type { Config } from '../domain/config.ts';
import { FEED_FORMATS } from '../domain/feed.ts';
import { directionOf } from '../domain/language.ts';
import type { ArticleSummary } from '../store/public-articles.ts';
import type { TopicState } from '../store/topic-records.ts';
import { renderPage } from './document.ts';
import { wordsFor } from './page-words.ts';

/** The front page: the newest articles and every feed. */
export function renderHomePage(
  config: Config,
  articles: readonly ArticleSummary[],
  topics: readonly TopicState[],
): string {
  const { name, description, language } = config.publication;
  const words = wordsFor(language);
  const main = [
    h('header', [h('h1', name), description ? h('p', { class: 'dek' }, description) : undefined]),
    h('section', [
      h('h2', words.articles),
      articles.length > 0 ? h('ul', { class: 'articles' }, articles.map(articleEntry)) : h('p', words.none),
    ]),
    h('section', [
      h('h2', words.feeds),
      h('ul', { class: 'feeds' }, [
        feedEntry(config, 'all', name),
        ...topics.map((topic) => feedEntry(config, topic.topic, topic.name)),
      ]),
    ]),
  ];
  return renderPage(config, { title: name, language, main });
}

function articleEntry(article: ArticleSummary): Element {
  const { language } = article;
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  return h('li', { lang: language, dir: directionOf(language) }, [
    article.section ? h('p', { class: 'kicker' }, article.section) : undefined,
    h('h3', h('a', { href: `/articles/${article.id}` }, article.title)),
    article.dek ? h('p', article.dek) : undefined,
    h(
      'p',
      { class: 'byline' },
      h('time', { dateTime: article.publishedAt }, date.format(new Date(article.publishedAt))),
    ),
  ]);
}

function feedEntry({ publicUrl }: Config, topic: string, name: string): Element {
  const links = FEED_FORMATS.flatMap((format) => [
    ' ',
    h('a', { href: feedAddress(publicUrl, topic, format) }, format),
  ]);
  return h('li', [h('bdi', name), ...links]);
}
