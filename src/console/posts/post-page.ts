import type { Element } from 'hast';
import { h } from 'hastscript';
import { PLATFORM_NAMES } from '../../cards/platform-names.ts';
import { quoteCard } from '../../cards/quote-card.ts';
import { cardAddress } from '../../domain/addresses.ts';
import { type Capture, captureKey } from '../../domain/post.ts';
import type { Desk } from '../desk.ts';
import { consolePage } from '../layout.ts';
import { address, facts, foreign, moment, rows, section, stateMark } from '../parts.ts';
import { fill } from '../words/console-words.ts';
import type { KeptPost, PostVersion, QuotingArticle } from './post-records.ts';
import { postMark } from './post-row.ts';

export interface PostParts {
  kept: KeptPost;
  versions: readonly PostVersion[];
  articles: readonly QuotingArticle[];
  notice: string | undefined;
}

/** All that is known of one post. */
export function renderPost(desk: Desk, { kept, versions, articles, notice }: PostParts): string {
  const { words, config, language } = desk;
  const { capture } = kept;
  const { state, platform } = capture;
  const key = captureKey(capture);
  const content = [
    h('p', [postMark(desk, state), ' ', h('code', key)]),
    state === 'withdrawn' ? undefined : h('p', { class: 'actions' }, takedownLinks(desk, capture)),
    section(words.articles.card, [
      quoteCard(capture, { language: articles[0]?.language ?? language, onDeleted: config.onDeleted }),
      articles.length > 0 ? h('p', [address(cardAddress(config.publicUrl, key, 'html'))]) : undefined,
    ]),
    section(words.posts.facts, [postFacts(desk, kept)]),
    section(words.posts.articles, [
      rows(
        articles.map((article) => articleEntry(desk, article)),
        words.posts.nowhere,
      ),
    ]),
    section(words.posts.history, [
      rows(
        versions.map((version) => versionEntry(desk, version)),
        words.posts.noHistory,
      ),
    ]),
  ];
  const title = fill(words.posts.title, { platform: PLATFORM_NAMES[platform], name: nameOf(capture) });
  const trail = [{ href: '/console/posts', words: words.nav.posts }];
  return consolePage({ desk, title, section: 'posts', trail, notice, content });
}

function takedownLinks({ words }: Desk, { platform, id, ...capture }: Capture): Element[] {
  const handle = capture.post?.author.handle ?? capture.handle;
  const link = (subject: string, text: string) =>
    h(
      'a',
      { class: 'danger-link', href: `/console/posts/takedown?${new URLSearchParams({ platform, subject })}` },
      [text],
    );
  return [
    link(id, words.takedown.post),
    ...(handle ? [link(`@${handle}`, fill(words.takedown.author, { handle }))] : []),
  ];
}

function postFacts(desk: Desk, { capture, nextCheckAt, checks, pictures }: KeptPost): Element | undefined {
  const { words, language } = desk;
  const { post, url, sources, capturedAt } = capture;
  const created = post?.created ?? capture.created;
  const number = new Intl.NumberFormat(language);
  return facts([
    [
      words.posts.author,
      post &&
        h('span', [
          foreign(post.author.name),
          ' ',
          foreign(post.author.handle ? `@${post.author.handle}` : ''),
        ]),
    ],
    [
      words.posts.created,
      created && h('span', [moment(desk, created.at), ` (${words.timeSources[created.source]})`]),
    ],
    [words.posts.link, (post?.url ?? url) && address(post?.url ?? url ?? '')],
    [words.posts.from, sources.map((source) => words.captureSources[source]).join(', ')],
    [words.posts.capturedAt, moment(desk, capturedAt)],
    [words.posts.checks, number.format(checks)],
    [words.posts.next, nextCheckAt && isAsked(desk, capture) ? moment(desk, nextCheckAt) : words.posts.never],
    [words.posts.pictures, number.format(pictures)],
  ]);
}

/** Whether the settings let the platform be asked. */
function isAsked({ config: { resolve } }: Desk, { platform }: Capture): boolean {
  if (platform === 'x') return resolve.x || resolve.xSyndication;
  return (platform === 'bluesky' || platform === 'mastodon') && resolve[platform];
}

function articleEntry(desk: Desk, { id, title, language, state }: QuotingArticle): Element {
  return h('li', [
    h('a', { href: `/console/articles/${id}` }, [foreign(title, language)]),
    ' ',
    stateMark(desk, state),
  ]);
}

function versionEntry(desk: Desk, { version, recordedAt, state }: PostVersion): Element {
  const { words } = desk;
  return h('li', [
    `${words.articles.version} ${version} `,
    postMark(desk, state),
    ` ${words.articles.recorded} `,
    moment(desk, recordedAt),
  ]);
}

function nameOf({ post, handle, id }: Capture): string {
  return post?.author.name || (handle ? `@${handle}` : id);
}
