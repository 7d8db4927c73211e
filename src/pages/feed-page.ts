import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Article } from '../domain/article.ts';
import type { Config } from '../domain/config.ts';
import { FEED_FORMATS, type FeedFormat } from '../domain/feed.ts';
import { articleSummary } from '../feeds/article-summary.ts';
import { type FeedSelection, feedAddresses, feedPath } from '../feeds/feed-selection.ts';
import { BARE_MEDIA_TYPES } from '../feeds/media-type.ts';
import { listEntry } from './article-list.ts';
import { renderPage } from './document.ts';
import type { FeedWords } from './page-words/page-words.ts';
import { voiceOf } from './words.ts';

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

/** Readers that are web sites, each with the address at which it takes a feed up. */
const WEB_READERS: [name: string, address: string][] = [
  ['Feedly', 'https://feedly.com/i/subscription/feed%2F'],
  ['Inoreader', 'https://www.inoreader.com/feed/'],
  ['NewsBlur', 'https://www.newsblur.com/?url='],
  ['The Old Reader', 'https://theoldreader.com/feeds/subscribe?url='],
];

/** What a feed is in a browser: what it is, how to subscribe, what is in it. */
export function renderFeedPage(config: Config, parts: FeedPageParts): string {
  const { selection, title, language, articles, older } = parts;
  const { words, marks } = voiceOf(language);
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
  const isArchive = selection.page !== undefined || selection.before !== undefined;
  const main = [
    h('header', [h('h1', title), h('p', { class: 'dek', ...marks }, words.feed.about)]),
    h('section', { class: 'subscribe', ...marks }, subscribe(words.feed, addresses)),
    h('section', [
      h('h2', marks, words.feed.newest),
      articles.length > 0
        ? h(
            'ul',
            { class: 'articles' },
            articles.map((article) => listEntry(article, articleSummary(article), language)),
          )
        : h('p', marks, words.feed.none),
      h('p', { class: 'pages', ...marks }, [
        isArchive ? h('a', { href: feedPath({ topics, content }, undefined) }, words.feed.latest) : undefined,
        ' ',
        older ? h('a', { href: older, rel: 'next' }, words.feed.older) : undefined,
      ]),
    ]),
  ];
  return renderPage(config, { title, language, head, main: [h('div', { class: 'listing' }, main)] });
}

/** The addresses to copy, and links for those who have a reader. */
function subscribe(words: FeedWords, addresses: Record<FeedFormat, string>): Element[] {
  const { rss } = addresses;
  const readers = WEB_READERS.map(([name, address]) =>
    h('li', h('a', { href: address + encodeURIComponent(rss), rel: 'external nofollow noopener' }, name)),
  );
  return [
    h('p', words.subscribe),
    h(
      'dl',
      FEED_FORMATS.flatMap((format) => [
        h('dt', h('a', { href: addresses[format], type: BARE_MEDIA_TYPES[format] }, NAMES[format])),
        h('dd', h('code', { class: 'address', dir: 'ltr' }, addresses[format])),
      ]),
    ),
    // A scheme that readers on the reader's own machine take.
    h('p', h('a', { class: 'button', href: `feed:${rss}` }, words.open)),
    h('h2', words.web),
    h('ul', { class: 'topics' }, readers),
    h('p', h('a', { href: '/feeds.opml' }, words.every)),
  ];
}
