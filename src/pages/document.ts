import type { Element, ElementContent, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import type { Config } from '../domain/config.ts';
import { directionOf } from '../domain/language.ts';
import { feedLinks } from '../unfurl/feed-links.ts';
import { headMarkup } from '../unfurl/head-markup.ts';
import { voiceOf } from './words.ts';

export interface PageParts {
  title: string;
  /** BCP 47. */
  language: string;
  /** More of the head, after the charset, the title and the feed links. */
  head?: Element[];
  main: ElementContent[];
}

/**
 * A whole page: head with feed discovery, a way past the masthead, the publication's name as the way home, `main`, and
 * the way to the feeds. No script; one stylesheet.
 */
export function renderPage(config: Config, parts: PageParts): string {
  const { publicUrl, publication } = config;
  const { language } = parts;
  const { words, marks } = voiceOf(language);
  const root: Root = {
    type: 'root',
    children: [
      { type: 'doctype' },
      h('html', { lang: language, dir: directionOf(language) }, [
        h('head', [
          h('meta', { charset: 'utf-8' }),
          h('title', parts.title),
          h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
          // Early: software that unfurls reads so many bytes and no more.
          storedHtml(headMarkup([...(parts.head ?? []), ...feedLinks(publicUrl, 'all', publication.name)])),
          h('link', { rel: 'stylesheet', href: '/styles/page.css' }),
          h('link', { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' }),
        ]),
        h('body', [
          h('a', { class: 'skip', href: '#content', ...marks }, words.skip),
          h('header', { class: 'masthead' }, [home(publication)]),
          h('main', { id: 'content' }, parts.main),
          h('footer', { class: 'colophon' }, [
            home(publication),
            ' ',
            h('a', { href: '/feeds/all', ...marks }, words.feeds),
          ]),
        ]),
      ]),
    ],
  };
  return `${toHtml(root, { allowDangerousHtml: true, characterReferences: { useNamedReferences: true } })}\n`;
}

function home({ name, language }: Config['publication']): Element {
  return h('a', { href: '/' }, [h('bdi', { lang: language, dir: directionOf(language) }, name)]);
}

/** HTML that was sanitised when it was stored, or written by us, to be put into a page as it is. Never text from anywhere else. */
export function storedHtml(html: string): ElementContent {
  return { type: 'raw', value: html } as unknown as ElementContent;
}
