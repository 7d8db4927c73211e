import type { Element } from 'hast';
import { h } from 'hastscript';
import { quoteCard } from '../../cards/quote-card.ts';
import { articleAddress, cardAddress } from '../../domain/addresses.ts';
import type { Article } from '../../domain/article.ts';
import type { Capture, CaptureKey } from '../../domain/post.ts';
import type { ArticleVersion } from '../../store/article-records.ts';
import type { Desk } from '../desk.ts';
import { consolePage } from '../layout.ts';
import { address, facts, moment, rows, section, stateMark } from '../parts.ts';
import type { PreviewLink } from '../preview-links.ts';
import { articleFields } from './article-fields.ts';
import type { ArticleFeed } from './article-records.ts';
import { type RemainingPost, remainingPosts } from './remaining-posts.ts';

export interface ArticleParts {
  article: Article;
  posts: ReadonlyMap<CaptureKey, Capture>;
  feeds: readonly ArticleFeed[];
  versions: readonly ArticleVersion[];
  preview: PreviewLink | undefined;
  /** Posts of it elsewhere, once it is withdrawn. */
  remaining: readonly RemainingPost[];
  notice?: string | undefined;
}

/** All that is known of one article. */
export function renderArticle(desk: Desk, parts: ArticleParts): string {
  const { article, notice } = parts;
  const { words } = desk;
  const { id, title, state, opensAt } = article;
  const isWithdrawn = state === 'withdrawn';
  const content = [
    h('p', [
      stateMark(desk, state),
      ...(opensAt ? [` ${words.articles.opens} `, moment(desk, opensAt)] : []),
      ` · ${words.articles.version} ${article.version} · `,
      h('code', id),
    ]),
    h('p', { class: 'actions' }, [
      h(
        'a',
        { href: `/console/paste?id=${encodeURIComponent(id)}` },
        isWithdrawn ? words.articles.again : words.articles.correct,
      ),
      isWithdrawn ? undefined : h('a', { href: `/console/articles/${id}/unfurl` }, words.articles.unfurl),
      isWithdrawn
        ? undefined
        : h('a', { href: `/console/articles/${id}/withdraw`, class: 'danger-link' }, words.articles.withdraw),
    ]),
    isWithdrawn ? h('p', { class: 'warning' }, words.articles.republish) : undefined,
    remainingPosts(desk, parts.remaining),
    section(words.articles.preview, [previewFigure(desk, parts.preview)]),
    section(words.articles.fields, [articleFields(desk, article)]),
    section(words.articles.posts, [postList(desk, parts)]),
    section(words.articles.feeds, [feedList(desk, parts.feeds)]),
    section(words.articles.addresses, [addresses(desk, article)]),
    section(words.articles.versions, [versionList(desk, id, parts.versions)]),
  ];
  const trail = [{ href: '/console/articles', words: words.articles.title }];
  return consolePage({ desk, title, section: 'articles', trail, notice, content });
}

/** A picture of a preview, or the words for why there is none. */
export function previewFigure({ words }: Desk, preview: PreviewLink | undefined): Element {
  if (!preview) return h('p', words.articles.previewLater);
  const { path, alt } = preview;
  return h('figure', { class: 'preview' }, [
    h('img', { src: path, alt, width: 1200, height: 630, loading: 'lazy', decoding: 'async' }),
  ]);
}

function postList(desk: Desk, { article, posts }: ArticleParts): Element {
  const { words, config } = desk;
  const keys = article.body.flatMap((block) => (block.type === 'embed' ? [block.ref.capture] : []));
  const entry = (key: CaptureKey) => {
    const capture = posts.get(key);
    return h('li', [
      h('p', [h('a', { href: `/console/posts/${key}` }, [h('code', key)])]),
      capture
        ? quoteCard(capture, { language: article.language, onDeleted: config.onDeleted })
        : h('p', words.articles.missing),
    ]);
  };
  return rows([...new Set(keys)].map(entry), words.articles.noPosts);
}

function feedList({ words, config }: Desk, feeds: readonly ArticleFeed[]): Element {
  const entry = ({ topic, name }: ArticleFeed) =>
    h('li', [
      h('a', { href: feedPage(topic) }, [h('bdi', name || config.publication.name)]),
      ' ',
      h('code', topic),
    ]);
  return rows(feeds.map(entry), words.articles.noFeeds);
}

/** Where a feed is shown here; that of a product is its partners' alone. */
function feedPage(topic: string): string {
  const product = /^product\/(.+)$/.exec(topic)?.[1];
  return product
    ? `/console/partners/products/${product}`
    : `/console/feeds/view?topic=${encodeURIComponent(topic)}`;
}

function addresses({ words, config }: Desk, { id, url, guid, body }: Article): Element | undefined {
  const page = articleAddress(config.publicUrl, id);
  const cards = body.flatMap((block) => (block.type === 'embed' ? [block.ref.capture] : []));
  return facts([
    [words.articles.page, address(page)],
    [words.articles.data, address(`${page}.json`)],
    [words.articles.picture, address(`${config.publicUrl}/previews/${id}`)],
    ...cards.map(
      (key) => [words.articles.card, address(cardAddress(config.publicUrl, key, 'html'))] as const,
    ),
    [words.articles.canonical, url && address(url)],
    [words.articles.guid, h('code', guid)],
  ]);
}

function versionList(desk: Desk, id: string, versions: readonly ArticleVersion[]): Element {
  const { words } = desk;
  const entry = ({ version, recordedAt, state }: ArticleVersion) =>
    h('li', [
      `${words.articles.version} ${version} `,
      stateMark(desk, state),
      ` ${words.articles.recorded} `,
      moment(desk, recordedAt),
      ...(version > 1
        ? [' · ', h('a', { href: `/console/articles/${id}/versions/${version}` }, words.articles.compare)]
        : []),
    ]);
  return rows(versions.map(entry), words.frame.none);
}
