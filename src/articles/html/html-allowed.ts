import type { Element, Root } from 'hast';
import { type Schema, sanitize } from 'hast-util-sanitize';
import { toHtml } from 'hast-util-to-html';

const NUMBER = /^\d{1,5}$/;
const LANGUAGE = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}$/;

/** All that an article's body may hold: no class, no style, no id, no script, no address but http and https. */
const ALLOWED_HTML: Schema = {
  tagNames: [
    ...[
      'p',
      'h2',
      'h3',
      'h4',
      'ul',
      'ol',
      'li',
      'dl',
      'dt',
      'dd',
      'blockquote',
      'pre',
      'hr',
      'figure',
      'figcaption',
    ],
    ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'],
    ...[
      'a',
      'em',
      'strong',
      'b',
      'i',
      's',
      'sub',
      'sup',
      'small',
      'q',
      'cite',
      'time',
      'abbr',
      'code',
      'br',
      'img',
    ],
    ...['del', 'ins', 'mark', 'kbd', 'bdi', 'bdo', 'ruby', 'rt', 'rp'],
  ],
  attributes: {
    '*': [
      ['dir', 'ltr', 'rtl', 'auto'],
      ['lang', LANGUAGE],
    ],
    a: ['href'],
    abbr: ['title'],
    blockquote: ['cite'],
    img: ['src', 'alt', ['width', NUMBER], ['height', NUMBER]],
    ol: [['start', NUMBER]],
    q: ['cite'],
    td: [
      ['colSpan', NUMBER],
      ['rowSpan', NUMBER],
    ],
    th: [
      ['colSpan', NUMBER],
      ['rowSpan', NUMBER],
      ['scope', 'row', 'col'],
    ],
    time: [['dateTime', /^[\dTtZzPpYyMmWwDdHhSs:+. -]{1,40}$/]],
  },
  protocols: { href: ['http', 'https'], src: ['http', 'https'], cite: ['http', 'https'] },
  ancestors: {
    li: ['ul', 'ol'],
    dt: ['dl'],
    dd: ['dl'],
    figcaption: ['figure'],
    caption: ['table'],
    thead: ['table'],
    tbody: ['table'],
    tfoot: ['table'],
    tr: ['table'],
    td: ['table'],
    th: ['table'],
    rt: ['ruby'],
    rp: ['ruby'],
  },
  required: {},
  strip: [
    'script',
    'style',
    'template',
    'iframe',
    'object',
    'svg',
    'math',
    'textarea',
    'title',
    'noscript',
    'xmp',
  ],
  clobber: [],
  clobberPrefix: '',
  allowComments: false,
  allowDoctypes: false,
};

/** HTML of one element, with everything that `ALLOWED_HTML` does not name taken out. */
export function renderElement(element: Element): string {
  const clean = sanitize({ type: 'root', children: [element] } satisfies Root, ALLOWED_HTML);
  return toHtml(clean, { characterReferences: { useNamedReferences: true } });
}
