import { cleanText, escapeMarkup } from './feed-text.ts';

const MARKUP = Symbol('markup');

/** A finished element. Only `element` can make one, so that whatever stands in a document has been escaped. */
export interface Xml {
  readonly [MARKUP]: string;
}

/**
 * Writes one element. `name` and the names of attributes come from the code, never from data; values and text may
 * be anything: they are cleaned and escaped here. Content is either text or a list of elements, each of them on
 * a line of its own; what is `undefined` is left out.
 */
export function element(
  name: string,
  attributes: Record<string, string | number | undefined>,
  content?: string | (Xml | undefined)[],
): Xml {
  let markup = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) markup += ` ${key}="${attributeValue(String(value))}"`;
  }
  if (content === undefined) return { [MARKUP]: `${markup}/>` };
  if (typeof content === 'string') {
    return { [MARKUP]: `${markup}>${escapeMarkup(cleanText(content))}</${name}>` };
  }
  markup += '>\n';
  for (const child of content) if (child) markup += `${child[MARKUP]}\n`;
  return { [MARKUP]: `${markup}</${name}>` };
}

/** A finished element as text. */
export function markupOf(xml: Xml): string {
  return xml[MARKUP];
}

/** The whole document, to be encoded as UTF-8. */
export function xmlDocument(root: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root[MARKUP]}\n`;
}

/** A parser reads line feeds and tabs in attributes as spaces unless they are written as references (XML 1.0, 3.3.3). */
function attributeValue(value: string): string {
  return escapeMarkup(cleanText(value)).replace(/[\t\n]/g, (space) => `&#${space.charCodeAt(0)};`);
}
