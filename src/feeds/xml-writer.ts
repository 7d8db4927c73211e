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
  if (typeof content === 'string') return cleanElement(name, attributes, cleanText(content));
  const start = startOf(name, attributes);
  if (content === undefined) return { [MARKUP]: `${start}/>` };
  let markup = `${start}>\n`;
  for (const child of content) if (child) markup += `${child[MARKUP]}\n`;
  return { [MARKUP]: `${markup}</${name}>` };
}

/** The same for text that `cleanText` made: to look at a whole article twice would cost more than all else about it. */
export function cleanElement(name: string, attributes: Attributes, clean: string): Xml {
  return { [MARKUP]: `${startOf(name, attributes)}>${escapeMarkup(clean)}</${name}>` };
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

/** What an attribute cannot hold as it is: most hold none of it. */
const SPECIAL = /[&<>"\u0000-\u001F\uFFFE\uFFFF]/;

/** A parser reads line feeds and tabs in attributes as spaces unless they are written as references (XML 1.0, 3.3.3). */
function attributeValue(value: string): string {
  if (!SPECIAL.test(value)) return value.toWellFormed();
  return escapeMarkup(cleanText(value)).replace(/[\t\n]/g, (space) => `&#${space.charCodeAt(0)};`);
}
