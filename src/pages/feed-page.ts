import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Article } from '../domain/article.ts';
import type { Config } from '../domain/config.ts';
import { FEED_FORMATS, type FeedFormat } from '../domain/feed.ts';
import { directionOf } from '../domain/language.ts';
import { articleSummary } from '../feeds/article-summary.ts';
import { type FeedSelection, feedAddresses } from '../feeds/feed-selection.ts';
import { BARE_MEDIA_TYPES } from '../feeds/media-type.ts';
import { renderPage } from './document.ts';
import { feedWordsFor } from './feed-words.ts';

export interface FeedPageParts {
  selection: FeedSelection;
  title: string;
  /** BCP 47. */
  language: string;
  /** Newest first. */
  articles: readonly Article[];
  /** The page before this one in the feed's archive. */
  older: string | undefined;
}

const NAMES: Record<FeedFormat, string> = { rss: 'RSS', atom: 'Atom', json: 'JSON Feed' };

/** What a feed is in a browser: what it is, how to subscribe, what is in it. */
export function renderFeedPage(config: Config, parts: FeedPageParts): string {
  const { selection, title, language, articles, older } = parts;
  const words = feedWordsFor(language);
  const { topics, content } = selection;
  const addresses = feedAddresses(config.publicUrl, { topics, content });
  // Every page links the feed of everything.
  const isEverything = topics[0] === 'all' && content === 'full';
  const head = (isEverything ? [] : FEED_FORMATS).map((format) =>
    h('link', {
      rel: 'alternate',
      type: BARE_MEDIA_TYPES[format],
      title: `${title} (${NAMES[format]})`,
      href: addresses[format],
    }),
  );
  const main = [
    h('header', [h('h1', title), h('p', { class: 'dek' }, words.about)]),
    h('section', [
      h('p', words.subscribe),
      h(
        'dl',
        FEED_FORMATS.flatMap((format) => [
          h('dt', NAMES[format]),
          h('dd', h('a', { href: addresses[format], dir: 'ltr' }, addresses[format])),
        ]),
      ),
      h('p', h('a', { href: '/feeds.opml' }, words.every)),
    ]),
    h('section', [
      h('h2', words.newest),
      articles.length > 0 ? h('ul', { class: 'articles' }, articles.map(entry)) : h('p', words.none),
      older ? h('p', h('a', { href: older, rel: 'next' }, words.older)) : undefined,
    ]),
  ];
  return renderPage(config, { title, language, head, main });
}

function entry(article: Article): Element {
  const { language } = article;
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  const summary = articleSummary(article);
  return h('li', { lang: language, dir: directionOf(language) }, [
    article.section ? h('p', { class: 'kicker' }, article.section) : undefined,
    h('h3', h('a', { href: `/articles/${article.id}` }, article.title)),
    summary ? h('p', summary) : undefined,
    h(
      'p',
      { class: 'byline' },
      h('time', { dateTime: article.publishedAt }, date.format(new Date(article.publishedAt))),
    ),
  ]);
}
