import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Config } from '../domain/config.ts';
import { renderPage } from '../pages/document.ts';
import { type Entry, type Group, neighboursOf } from './contents.ts';
import type { DocumentBody, Section } from './document-body.ts';
import { documentPath, INDEX } from './document-links.ts';

/** The page of a document: its content, what comes before and after it, and the contents of all. */
export function renderDocumentPage(
  config: Config,
  name: string,
  body: DocumentBody,
  contents: readonly Group[],
): string {
  const main = [
    h('div', { class: 'docs' }, [
      h('article', [
        h('p', { class: 'kicker' }, [
          name === INDEX ? 'Tearsheet' : h('a', { href: '/docs' }, 'Documentation'),
          h('span', { class: 'to-contents' }, [' · ', h('a', { href: '#contents' }, 'All pages')]),
        ]),
        ...body.content,
        pager(contents, name),
      ]),
      h('nav', { id: 'contents', ariaLabel: 'All pages' }, [
        ...contents.map((group) => groupList(group, name, body.sections)),
      ]),
    ]),
  ];
  const title = name === INDEX ? body.title : `${body.title} · Tearsheet`;
  const head = [
    // The same pages stand on every service that runs this.
    h('meta', { name: 'robots', content: 'noindex' }),
    h('link', { rel: 'stylesheet', href: '/styles/docs.css' }),
  ];
  return renderPage(config, { title, language: 'en', head, main });
}

function groupList({ title, entries }: Group, name: string, sections: readonly Section[]): Element {
  const id = `group-${title.toLowerCase().replaceAll(' ', '-')}`;
  return h('div', [
    h('p', { id, class: 'group' }, title),
    h(
      'ul',
      { ariaLabelledBy: id },
      entries.map((entry) => entryItem(entry, entry.name === name ? sections : undefined)),
    ),
  ]);
}

/** An entry of the contents; that of the page itself with its sections. */
function entryItem({ name, title }: Entry, sections: readonly Section[] | undefined): Element {
  const href = documentPath(name);
  if (!sections) return h('li', h('a', { href }, title));
  const inside = sections.map((section) => h('li', h('a', { href: `#${section.id}` }, section.title)));
  return h('li', [
    h('a', { href, ariaCurrent: 'page' }, title),
    ...(inside.length > 0 ? [h('ul', inside)] : []),
  ]);
}

function pager(contents: readonly Group[], name: string): ElementContent {
  const { previous, next } = neighboursOf(contents, name);
  const link = (rel: string, word: string, entry: Entry | undefined) =>
    entry ? [h('a', { rel, href: documentPath(entry.name) }, [h('span', word), ` ${entry.title}`])] : [];
  return h('nav', { class: 'pager', ariaLabel: 'Before and after' }, [
    ...link('prev', 'Before:', previous),
    ...link('next', 'Next:', next),
  ]);
}
