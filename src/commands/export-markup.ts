import type { Element, ElementContent, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import type { Article } from '../domain/article.ts';
import type { Capture, CaptureKey, Post } from '../domain/post.ts';

/** Blocks as stored, sanitised, among elements of ours. */
type Stored = { type: 'raw'; value: string };

const MARKUP = { allowDangerousHtml: true } as const;
const BLUESKY_POST = /^https:\/\/bsky\.app\/profile\/([^/]{1,300})\/post\/([a-z0-9]{1,30})$/;

/**
 * The body of an article as HTML that stands alone: its own blocks, and each post as its platform's embed markup, which
 * every system knows and ours finds again.
 */
export function bodyMarkup(article: Article, captures: ReadonlyMap<CaptureKey, Capture>): string {
  const pieces = article.body.map((block) => {
    if (block.type === 'html') return block.html;
    const capture = captures.get(block.ref.capture);
    return toHtml(embedMarkup(capture, block.ref.url));
  });
  return pieces.filter(Boolean).join('\n');
}

/** A whole HTML document of an article: title, who and when, body. */
export function articleDocument(article: Article, body: string): string {
  const { title, dek, authors, publishedAt, url, image } = article;
  const names = authors.map(({ name }) => name).join(', ');
  const content: (ElementContent | Stored)[] = [
    h('h1', title),
    ...(dek ? [h('p', dek)] : []),
    h('p', [...(names ? [h('span', names), ' · '] : []), h('time', { datetime: publishedAt }, publishedAt)]),
    ...(image
      ? [h('figure', [h('img', { src: image.url, alt: image.alt ?? '' }), ...creditOf(image.credit)])]
      : []),
    { type: 'raw', value: body },
  ];
  const root: Root = {
    type: 'root',
    children: [
      { type: 'doctype' },
      h('html', { lang: article.language, dir: article.direction }, [
        h('head', [
          h('meta', { charset: 'utf-8' }),
          h('title', title),
          ...(url ? [h('link', { rel: 'canonical', href: url })] : []),
        ]),
        h('body', [h('article', content as ElementContent[])]),
      ]),
    ],
  };
  return `${toHtml(root, MARKUP)}\n`;
}

function creditOf(credit: string | undefined): Element[] {
  return credit ? [h('figcaption', credit)] : [];
}

/** A post as its platform embeds it, as far as its words are known; the link alone where they are not. */
function embedMarkup(capture: Capture | undefined, link: string | undefined): Element {
  const url = capture?.post?.url ?? capture?.url ?? link;
  const post = capture?.post;
  if (post?.text && (post.platform === 'x' || post.platform === 'bluesky' || !url)) return quoted(post, url);
  return h('p', url ? [h('a', { href: url }, url)] : []);
}

function quoted(post: Post, url: string | undefined): Element {
  const { name, handle } = post.author;
  const signature = `— ${name}${handle ? ` (@${handle})` : ''} `;
  const date = post.created ? printedDate(post.created.at) : (url ?? '');
  const words = h(
    'p',
    { ...(post.language && { lang: post.language }), ...directionOf(post) },
    linkedText(post),
  );
  return h('blockquote', { ...embedProperties(post, url), ...(!url && { cite: undefined }) }, [
    words,
    signature,
    url ? h('a', { href: url }, date) : date,
  ]);
}

function directionOf({ direction }: Post): { dir?: string } {
  return direction === 'auto' ? {} : { dir: direction };
}

function embedProperties({ platform }: Post, url = ''): Record<string, string> {
  if (platform === 'x') return { className: 'twitter-tweet' };
  const [, account, key] = BLUESKY_POST.exec(url) ?? [];
  if (platform !== 'bluesky' || !account || !key) return {};
  return { className: 'bluesky-embed', 'data-bluesky-uri': `at://${account}/app.bsky.feed.post/${key}` };
}

/** The words with their links, line by line. */
function linkedText({ text, links }: Post): ElementContent[] {
  const pieces: ElementContent[] = [];
  let at = 0;
  for (const { start, end, url } of links) {
    pieces.push(...lines(text.slice(at, start)), h('a', { href: url }, text.slice(start, end)));
    at = end;
  }
  return [...pieces, ...lines(text.slice(at))];
}

function lines(text: string): ElementContent[] {
  return text
    .split('\n')
    .flatMap((value, index): ElementContent[] => [
      ...(index > 0 ? [h('br')] : []),
      ...(value ? [{ type: 'text' as const, value }] : []),
    ]);
}

/** As X prints it in English, in UTC. */
function printedDate(at: string): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(at));
}
