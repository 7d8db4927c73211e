import type { Element, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { quoteCard } from '../cards/quote-card.ts';
import { samplePosts } from '../cards/sample-posts.ts';
import { SAMPLE_LANGUAGES } from '../cards/sample-texts.ts';
import type { Config } from '../domain/config.ts';

const TITLE = 'Every state of a quote card';

/** Every state of a quote card in four languages, for people to look at: invented posts, not to be indexed. */
export function renderContactSheet({ publicUrl }: Pick<Config, 'publicUrl'>): string {
  const sheets = SAMPLE_LANGUAGES.map((language) => ({ language, posts: samplePosts(language) }));
  const section = (name: string): Element =>
    h('section', [
      h('h2', name.replaceAll('-', ' ')),
      h(
        'div',
        { class: 'showcase-pieces' },
        sheets.map(({ language, posts }) => {
          const { capture, onDeleted = 'mark' } = posts.get(name) ?? {};
          return h('div', capture && [quoteCard(capture, { language, publicUrl, onDeleted })]);
        }),
      ),
    ]);
  const root: Root = {
    type: 'root',
    children: [
      { type: 'doctype' },
      h('html', { lang: 'en' }, [
        h('head', [
          h('meta', { charset: 'utf-8' }),
          h('title', TITLE),
          h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
          h('meta', { name: 'robots', content: 'noindex' }),
          h('link', { rel: 'stylesheet', href: '/styles/page.css' }),
          h('link', { rel: 'stylesheet', href: '/styles/showcase.css' }),
          h('link', { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' }),
        ]),
        h('body', [
          h('main', { class: 'showcase' }, [
            h('h1', TITLE),
            h('p', { class: 'dek' }, 'Invented posts, in English, French, Arabic and Japanese.'),
            ...[...samplePosts('en').keys()].map(section),
          ]),
        ]),
      ]),
    ],
  };
  return `${toHtml(root, { characterReferences: { useNamedReferences: true } })}\n`;
}
