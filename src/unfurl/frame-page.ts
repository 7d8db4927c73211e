import type { Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import type { Article } from '../domain/article.ts';

export interface FramePageContext {
  publicationName: string;
  /** The address the article goes by. */
  address: string;
  /** Absent where the frame has no room for it. */
  preview?: { url: string; width: number; height: number; alt: string };
}

/** What stands in a frame on somebody else's page: picture, title, publication, one link. No script. */
export function renderFramePage(article: Article, context: FramePageContext): string {
  const { publicationName, address, preview } = context;
  const root: Root = {
    type: 'root',
    children: [
      { type: 'doctype' },
      h('html', { lang: article.language, dir: article.direction }, [
        h('head', [
          h('meta', { charset: 'utf-8' }),
          h('title', article.title),
          h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
          h('meta', { name: 'robots', content: 'noindex' }),
          h('link', { rel: 'canonical', href: address }),
          h('link', { rel: 'stylesheet', href: '/styles/frame.css' }),
        ]),
        h('body', [
          h('a', { class: 'frame', href: address, target: '_blank', rel: 'noopener' }, [
            preview
              ? h('img', { src: preview.url, width: preview.width, height: preview.height, alt: preview.alt })
              : undefined,
            h('span', { class: 'frame-title' }, article.title),
            h('span', { class: 'frame-source' }, h('bdi', publicationName)),
          ]),
        ]),
      ]),
    ],
  };
  return `${toHtml(root, { characterReferences: { useNamedReferences: true } })}\n`;
}
