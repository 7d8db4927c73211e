import type { Element, ElementContent, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { directionOf } from '../domain/language.ts';
import type { Desk } from './desk.ts';
import { csrfField } from './forms.ts';
import { CONSOLE_LANGUAGES } from './words/console-words.ts';

/** The parts of the console, in the order of its navigation; each is at `/console/{name}`. */
export const SECTIONS = [
  'articles',
  'paste',
  'posts',
  'feeds',
  'deliveries',
  'sources',
  'partners',
  'themes',
] as const;
export type Section = 'dashboard' | (typeof SECTIONS)[number];

export interface ConsolePage {
  desk: Desk;
  title: string;
  /** Which entry of the navigation the page belongs to. */
  section?: Section;
  /** Where the page stands, from the section down: links before its heading. */
  trail?: { href: string; words: ElementContent | string }[];
  /** Style sheets that only this page needs, by their names in public/styles. */
  styles?: readonly string[];
  /** What was just done. */
  notice?: string | undefined;
  /** After the heading. */
  content: (ElementContent | undefined)[];
}

/** A whole page of the console: skip link, navigation, one `h1`, and the content. */
export function consolePage(page: ConsolePage): string {
  const { desk, title, section, trail = [], styles = [], notice, content } = page;
  const { words, language, config } = desk;
  const root: Root = {
    type: 'root',
    children: [
      { type: 'doctype' },
      h('html', { lang: language, dir: directionOf(language) }, [
        h('head', [
          h('meta', { charset: 'utf-8' }),
          h('title', `${title} · ${config.publication.name}`),
          h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
          h('link', { rel: 'stylesheet', href: '/styles/card.css' }),
          ...['console', 'console-parts', 'console-forms', ...styles].map((name) =>
            h('link', { rel: 'stylesheet', href: `/styles/${name}.css` }),
          ),
          h('link', { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' }),
          h('script', { src: '/console.js', defer: true }),
        ]),
        h('body', [
          h('a', { class: 'skip', href: '#main' }, words.frame.skip),
          masthead(desk, section),
          h('main', { id: 'main', tabIndex: -1 }, [
            trail.length > 0 ? trailOf(desk, trail) : undefined,
            h('h1', [h('bdi', title)]),
            notice ? h('p', { class: 'notice', role: 'status' }, notice) : undefined,
            ...content,
          ]),
          desk.session ? footer(desk) : undefined,
        ]),
      ]),
    ],
  };
  return `${toHtml(root, { allowDangerousHtml: true, characterReferences: { useNamedReferences: true } })}\n`;
}

function masthead({ words, config, session }: Desk, section: Section | undefined): Element {
  const entry = (name: Section, href: string) =>
    h('li', [h('a', { href, ariaCurrent: section === name ? 'page' : undefined }, words.nav[name])]);
  return h('header', { class: 'masthead' }, [
    h('p', { class: 'publication' }, [h('bdi', config.publication.name)]),
    session
      ? h('nav', { ariaLabel: words.frame.navigation }, [
          h('ul', [
            entry('dashboard', '/console'),
            ...SECTIONS.map((name) => entry(name, `/console/${name}`)),
          ]),
        ])
      : undefined,
  ]);
}

function trailOf({ words }: Desk, trail: NonNullable<ConsolePage['trail']>): Element {
  return h('nav', { class: 'trail', ariaLabel: words.frame.trail }, [
    h(
      'ol',
      trail.map((step) => h('li', [h('a', { href: step.href }, [step.words])])),
    ),
  ]);
}

function footer(desk: Desk): Element {
  const { words, language, session, address } = desk;
  const options = [
    h('option', { value: '', selected: session?.language === undefined }, words.frame.browserLanguage),
    ...Object.entries(CONSOLE_LANGUAGES).map(([code, { name }]) =>
      h('option', { value: code, lang: code, selected: session?.language === code }, name),
    ),
  ];
  return h('footer', [
    h('form', { method: 'post', action: '/console/language', class: 'inline' }, [
      csrfField(desk),
      h('input', { type: 'hidden', name: 'next', value: address }),
      h('label', { htmlFor: 'language' }, words.frame.language),
      h('select', { id: 'language', name: 'language' }, options),
      h('button', { type: 'submit', class: 'quiet' }, words.frame.choose),
    ]),
    h('p', [h('a', { href: '/', lang: language }, words.frame.site)]),
    h('form', { method: 'post', action: '/console/logout', class: 'inline' }, [
      csrfField(desk),
      h('button', { type: 'submit', class: 'quiet' }, words.frame.logout),
    ]),
  ]);
}
