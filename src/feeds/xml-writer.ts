import { cleanText, escapeMarkup } from './feed-text.ts';

const MARKUP = Symbol('markup');

/** A finished element. Only `element` can make one, so that whatever stands in a document has been escaped. */
export interface Xml {
  readonly [MARKUP]: string;
}

type Attributes = Record<string, string | number | undefined>;

/**
 * Writes one element. `name` and the names of attributes come from the code, never from data; values and text may
 * be anything: they are cleaned and escaped here. Content is either text or a list of elements, each of them on
 * a line of its own; what is `undefined` is left out.
 */
export function element(name: string, attributes: Attributes, content?: string | (Xml | undefined)[]): Xml {
  const start = startOf(name, attributes);
  if (content === undefined) return { [MARKUP]: `${start}/>` };
  if (typeof content === 'string') {
    return { [MARKUP]: `${start}>${escapeMarkup(cleanText(content))}</${name}>` };
  }
  return { [MARKUP]: `${start}>\n${lines(content)[MARKUP]}</${name}>` };
}

/** Text that `cleanText` made, escaped: to look at a whole article twice would cost more than all else about it. */
export function cleanMarkup(clean: string): Xml {
  return { [MARKUP]: escapeMarkup(clean) };
}

/** Elements, each of them on a line of its own and its end; what is `undefined` is left out. */
export function lines(elements: readonly (Xml | undefined)[]): Xml {
  let markup = '';
  for (const child of elements) if (child) markup += `${child[MARKUP]}\n`;
  return { [MARKUP]: markup };
}

/**
 * Markup with values in it, for what is written too often to be put together by `element`. Values may be anything:
 * they are cleaned and escaped as their places ask, text or an attribute in double quotes.
 */
export function xml(markup: TemplateStringsArray, ...values: (string | Xml)[]): Xml {
  let out = markup[0] ?? '';
  for (const [at, value] of values.entries()) {
    if (typeof value !== 'string') out += value[MARKUP];
    else if (!SPECIAL.test(value)) out += value.toWellFormed();
    else if (markup[at]?.endsWith('"')) out += attributeValue(value);
    else out += escapeMarkup(cleanText(value));
    out += markup[at + 1] ?? '';
  }
  return { [MARKUP]: out };
}

function startOf(name: string, attributes: Attributes): string {
  let markup = `<${name}`;
  for (const key in attributes) {
    const value = attributes[key];
    if (value !== undefined) markup += ` ${key}="${attributeValue(String(value))}"`;
  }
  return markup;
}

/** A finished element as text. */
export function markupOf(xml: Xml): string {
  return xml[MARKUP];
}

/** The whole document, to be encoded as UTF-8. */
export function xmlDocument(root: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root[MARKUP]}\n`;
}

/** What cannot stand in an attribute as it is, nor all of it in text: most hold none. */
const SPECIAL = /[&<>"\u0000-\u001F\uFFFE\uFFFF]/;

/** A parser reads line feeds and tabs in attributes as spaces unless they are written as references (XML 1.0, 3.3.3). */
function attributeValue(value: string): string {
  if (!SPECIAL.test(value)) return value.toWellFormed();
  return escapeMarkup(cleanText(value)).replace(/[\t\n]/g, (space) => `&#${space.charCodeAt(0)};`);
}
