import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Config } from '../domain/config.ts';
import type { TopicKind } from '../domain/feed.ts';
import type { ArticleSummary } from '../store/public-articles.ts';
import type { TopicState } from '../store/topic-records.ts';
import { listEntry } from './article-list.ts';
import { renderPage } from './document.ts';
import { feedPagePath } from './feed-path.ts';
import { languageName } from './language-name.ts';
import { voiceOf } from './words.ts';

const KINDS: TopicKind[] = ['section', 'author', 'tag', 'lang'];

/** The front page: the newest articles, and every feed by what it is about. */
export function renderHomePage(
  config: Config,
  articles: readonly ArticleSummary[],
  topics: readonly TopicState[],
): string {
  const { name, description, language } = config.publication;
  const { words, marks } = voiceOf(language);
  const main = [
    h('header', [h('h1', name), description ? h('p', { class: 'dek' }, description) : undefined]),
    h('section', [
      h('h2', marks, words.articles),
      ...(articles.length > 0
        ? [
            h(
              'ul',
              { class: 'articles' },
              articles.map((article) => listEntry(article, article.dek, language)),
            ),
          ]
        : [h('p', marks, words.none), firstSteps(config)]),
    ]),
    h('section', { class: 'directory' }, [
      h('h2', marks, words.feeds),
      h('p', [h('a', { href: feedPagePath('all'), ...marks }, words.everything)]),
      ...KINDS.map((kind) => feedsOf(kind, topics, language)),
      h('p', [h('a', { href: '/feeds.opml', ...marks }, words.feed.every)]),
    ]),
  ];
  return renderPage(config, { title: name, language, main: [h('div', { class: 'listing' }, main)] });
}

function feedsOf(kind: TopicKind, topics: readonly TopicState[], language: string): Element | undefined {
  const { words, marks } = voiceOf(language);
  const entries = topics
    .filter(({ topic }) => topic.startsWith(`${kind}/`))
    .map(({ topic, name }) => {
      const shown = kind === 'lang' ? languageName(name, language) : name;
      return h('li', h('a', { href: feedPagePath(topic) }, [h('bdi', shown)]));
    });
  if (entries.length === 0) return undefined;
  return h('section', [h('h3', marks, words.kinds[kind]), h('ul', { class: 'topics' }, entries)]);
}

/** What whoever runs the service does first. It is for them, so it is English like their documentation. */
function firstSteps({ publicUrl }: Config): Element {
  const command = [
    `curl "${publicUrl}/articles" \\`,
    '  -H "Authorization: Bearer $TEARSHEET_TOKEN" \\',
    '  -H "Content-Type: text/plain; charset=utf-8" \\',
    "  --data-binary $'A ship comes in\\n\\nWith all hands and a goat, said the harbour.\\n'",
  ];
  return h('aside', { class: 'first-steps', lang: 'en', dir: 'ltr' }, [
    h('h3', 'For the publisher: the first article'),
    h(
      'p',
      'Send a text, a page, Markdown or JSON; the token is the one that was printed at the first start.',
    ),
    h('pre', [h('code', command.join('\n'))]),
    h('p', [
      'It is here, in the feeds, and has its preview as soon as the answer has come. ',
      h('a', { href: '/docs' }, 'The documentation'),
      ' says what else there is to do.',
    ]),
  ]);
}
