import type { Element, ElementContent, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { quoteCard } from '../cards/quote-card.ts';
import type { Article } from '../domain/article.ts';
import type { Config } from '../domain/config.ts';
import type { Capture } from '../domain/post.ts';
import { PREVIEW_HEIGHT, PREVIEW_WIDTH } from '../previews/card.ts';

export interface ShowcaseEntry {
  article: Article;
  captures: Capture[];
  /** Relative to the page. */
  preview: string;
}

/** Everything made of some articles on one page, to be opened from a folder: previews and cards side by side. */
export function renderShowcasePage(config: Config, entries: readonly ShowcaseEntry[]): string {
  const { name, language } = config.publication;
  const feeds = ['rss', 'atom', 'json'].flatMap((format): ElementContent[] => [
    h('a', { href: `feeds/all.${format}` }, `all.${format}`),
    { type: 'text', value: ' ' },
  ]);
  const root: Root = {
    type: 'root',
    children: [
      { type: 'doctype' },
      h('html', { lang: language }, [
        h('head', [
          h('meta', { charset: 'utf-8' }),
          h('title', `${name}: what was made`),
          h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
          h('link', { rel: 'stylesheet', href: 'styles/page.css' }),
          h('link', { rel: 'stylesheet', href: 'styles/showcase.css' }),
        ]),
        h('body', [
          h('main', { class: 'showcase' }, [
            h('h1', name),
            h('p', ['Feeds: ', ...feeds, '(more in the folder feeds/)']),
            ...entries.map(renderEntry),
          ]),
        ]),
      ]),
    ],
  };
  return `${toHtml(root, { characterReferences: { useNamedReferences: true } })}\n`;
}

function renderEntry({ article, captures, preview }: ShowcaseEntry): Element {
  const { language, direction, title } = article;
  return h('section', { class: 'showcase-entry', lang: language, dir: direction }, [
    h('h2', title),
    h('div', { class: 'showcase-pieces' }, [
      h('img', {
        src: preview,
        width: PREVIEW_WIDTH,
        height: PREVIEW_HEIGHT,
        alt: `Preview: ${title}`,
        loading: 'lazy',
      }),
      h(
        'div',
        captures.map((capture) => quoteCard(capture, { language })),
      ),
    ]),
  ]);
}
