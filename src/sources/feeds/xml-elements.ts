import { SaxesParser } from 'saxes';

/** An element with what is directly in it. Names of known namespaces have the prefix everyone uses, whatever theirs is. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  /** Its own text, not that of elements in it. */
  text: string;
  /** Where its content stands in the source. */
  from: number;
  to: number;
  /** `false`: the document broke off within it, or is torn. */
  closed: boolean;
}

export interface XmlDocument {
  root: XmlElement;
  source: string;
}

const MAX_DEPTH = 100;
const MAX_ELEMENTS = 200_000;
const MAX_FAULTS = 10_000;

const PREFIXES: Record<string, string> = {
  'http://www.w3.org/2005/Atom': 'atom:',
  'http://purl.org/rss/1.0/modules/content/': 'content:',
  'http://purl.org/dc/elements/1.1/': 'dc:',
  'http://purl.org/dc/terms/': 'dcterms:',
  'http://search.yahoo.com/mrss/': 'media:',
  'http://purl.org/atompub/tombstones/1.0': 'at:',
  'http://www.google.com/schemas/sitemap-news/0.9': 'news:',
  'http://www.sitemaps.org/schemas/sitemap/0.9': '',
  'http://purl.org/rss/1.0/': '',
};

/** Ends the reading: the parser is not let go on. */
class Stop extends Error {
  override name = 'Stop';
}

/**
 * Reads XML as it is found in the wild: what is not well-formed is read as well as it goes, entities of the document's own
 * are not known. Returns a sentence that says why where it is no XML, is nested over 100 deep, has over 200,000 elements
 * or 10,000 faults, or declares entities.
 */
export function readXml(source: string): XmlDocument | string {
  const document: XmlElement = element('', {}, 0);
  const open = [document];
  // Prefixes in force: each scope is built upon the one around it, never copied.
  const scopes: Record<string, string>[] = [Object.create(null)];
  let count = 0;
  let faults = 0;
  let isTorn = false;
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes, isSelfClosing }) => {
    if (++count > MAX_ELEMENTS) throw new Stop(`has more than ${MAX_ELEMENTS} elements`);
    if (open.length > MAX_DEPTH) throw new Stop(`is nested over ${MAX_DEPTH} deep`);
    const scope = scopeOf(attributes, scopes.at(-1));
    scopes.push(scope);
    const next = element(nameIn(scope, name), attributes, isSelfClosing ? 0 : parser.position);
    open.at(-1)?.children.push(next);
    open.push(next);
  });
  const take = (text: string) => {
    const inner = open.at(-1);
    if (inner) inner.text += text;
  };
  parser.on('text', take);
  parser.on('cdata', take);
  parser.on('closetag', ({ isSelfClosing }) => {
    scopes.pop();
    const done = open.pop();
    if (done) done.to = isSelfClosing ? 0 : source.lastIndexOf('<', parser.position - 1);
  });
  parser.on('doctype', (text) => {
    if (/<!ENTITY/i.test(text)) throw new Stop('declares entities of its own');
  });
  parser.on('error', ({ message }) => {
    // It has closed all that was open, and what follows stands outside of the document.
    isTorn ||= message.includes('unmatched closing tag');
    if (++faults > MAX_FAULTS) throw new Stop(`has more than ${MAX_FAULTS} faults`);
  });
  try {
    parser.write(source).close();
  } catch (error) {
    if (error instanceof Stop) return error.message;
    // saxes cannot tell half of a surrogate pair, at the very end, from a character.
    if (!(error instanceof RangeError)) throw error;
  }
  for (const unclosed of open) Object.assign(unclosed, { to: source.length, closed: false });
  const [root] = document.children;
  if (root && isTorn) root.closed = false;
  return root ? { root, source } : 'is no XML';
}

function element(name: string, attributes: Record<string, string>, from: number): XmlElement {
  return { name, attributes, children: [], text: '', from, to: from, closed: true };
}

function scopeOf(
  attributes: Record<string, string>,
  around: Record<string, string> = Object.create(null),
): Record<string, string> {
  let scope = around;
  for (const [name, uri] of Object.entries(attributes)) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
    if (scope === around) scope = Object.create(around);
    scope[name.slice('xmlns:'.length)] = uri;
  }
  return scope;
}

function nameIn(scope: Record<string, string>, name: string): string {
  const colon = name.indexOf(':');
  const prefix = colon < 0 ? '' : name.slice(0, colon);
  const known = PREFIXES[scope[prefix] ?? ''];
  return known === undefined ? name : known + name.slice(colon + 1);
}

/** The children of this name. */
export function childrenOf({ children }: XmlElement, ...names: string[]): XmlElement[] {
  return children.filter(({ name }) => names.includes(name));
}

/** The text of the first child of this name that has any, without space around it. */
export function textOf(parent: XmlElement, ...names: string[]): string | undefined {
  for (const name of names) {
    for (const child of childrenOf(parent, name)) if (child.text.trim() !== '') return child.text.trim();
  }
  return undefined;
}
