import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { ArticleState } from '../domain/article.ts';
import type { Instant } from '../domain/instant.ts';
import type { Desk } from './desk.ts';

/** A moment, in the language of the console and in UTC. */
export function moment({ language }: Desk, instant: Instant): Element {
  const format = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  });
  return h('time', { dateTime: instant }, `${format.format(new Date(instant))} UTC`);
}

/** Bytes, rounded up, as the language writes them: `96 kB`, `12.5 MB`, `96 ko`. */
export function weight({ language }: Desk, bytes: number): string {
  const isLarge = bytes >= 10_000_000;
  const amount = isLarge ? Math.ceil(bytes / 100_000) / 10 : Math.ceil(bytes / 1000);
  const unit = isLarge ? 'megabyte' : 'kilobyte';
  return new Intl.NumberFormat(language, { style: 'unit', unit }).format(amount);
}

/** The state of an article, as a word in a frame. */
export function stateMark({ words }: Desk, state: ArticleState): Element {
  return h('span', { class: `state state-${state}` }, words.states[state]);
}

/** Words of an article, apart from those around them: they have their own direction, whatever their language is. */
export function foreign(text: string, language?: string): Element {
  return h('bdi', language ? { lang: language } : {}, text);
}

/** Terms and what they are; those without are left out. */
export function facts(
  rows: readonly (readonly [string, ElementContent | string | undefined])[],
): Element | undefined {
  const known = rows.filter(([, value]) => value !== undefined && value !== '');
  if (known.length === 0) return undefined;
  return h(
    'dl',
    { class: 'facts' },
    known.map(([term, value]) => h('div', [h('dt', term), h('dd', [value])])),
  );
}

/** A section with its heading. */
export function section(heading: string, content: (ElementContent | string | undefined)[]): Element {
  return h('section', [h('h2', heading), ...content]);
}

/** A list of rows, or the words for none. */
export function rows(items: readonly Element[], none: string): Element {
  return items.length > 0 ? h('ul', { class: 'rows' }, [...items]) : h('p', none);
}

/** An address that is shown as it is. */
export function address(url: string): Element {
  return h('a', { href: url, dir: 'ltr', class: 'address', rel: 'noopener noreferrer' }, url);
}

/** A table that can be moved sideways where it is wider than the window. */
export function table(
  label: string,
  head: readonly string[],
  body: readonly (ElementContent | string)[][],
): Element {
  return h('div', { class: 'table', tabIndex: 0, role: 'region', ariaLabel: label }, [
    h('table', [
      h('thead', [
        h(
          'tr',
          head.map((words) => h('th', { scope: 'col' }, words)),
        ),
      ]),
      h(
        'tbody',
        body.map(([first = '', ...cells]) =>
          h('tr', [h('th', { scope: 'row' }, [first]), ...cells.map((cell) => h('td', [cell]))]),
        ),
      ),
    ]),
  ]);
}

/** A sentence in which each `docs/….md` leads to that page of the documentation. */
export function documented(sentence: string): ElementContent[] {
  return sentence.split(/(docs\/[a-z-]{1,40}\.md)/).map((part, index) => {
    if (index % 2 === 0) return { type: 'text', value: part };
    return h('a', { href: `/${part.slice(0, -'.md'.length)}` }, part);
  });
}
