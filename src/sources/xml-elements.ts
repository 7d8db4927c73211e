import { Parser } from 'htmlparser2';

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
  /** `false`: the document broke off within it. */
  closed: boolean;
}

export interface XmlDocument {
  root: XmlElement;
  source: string;
}

const MAX_DEPTH = 100;
const MAX_ELEMENTS = 200_000;

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

/**
 * Reads XML as it is found in the wild: what is not closed is closed, entities of the document's own are not known.
 * Returns a sentence that says why where it is no XML, is nested over 100 deep, has over 200,000 elements, or declares
 * entities.
 */
export function readXml(source: string): XmlDocument | string {
  const document: XmlElement = element('', {}, 0);
  const open = [document];
  // Prefixes in force: each scope is built upon the one around it, never copied.
  const scopes: Record<string, string>[] = [Object.create(null)];
  let count = 0;
  let ended = false;
  let fault: string | undefined;
  // The parser takes time by the square of the depth: it is not let go on.
  const stop = (words: string) => {
    fault ??= words;
    parser.pause();
  };
  const parser: Parser = new Parser(
    {
      onopentag(name, attributes) {
        if (++count > MAX_ELEMENTS) return stop(`has more than ${MAX_ELEMENTS} elements`);
        if (open.length > MAX_DEPTH) return stop(`is nested over ${MAX_DEPTH} deep`);
        const scope = scopeOf(attributes, scopes.at(-1));
        scopes.push(scope);
        const next = element(nameIn(scope, name), attributes, parser.endIndex + 1);
        open.at(-1)?.children.push(next);
        open.push(next);
      },
      ontext(text) {
        const inner = open.at(-1);
        if (inner) inner.text += text;
      },
      onclosetag() {
        if (open.length === 1) return;
        scopes.pop();
        const done = open.pop();
        if (done) Object.assign(done, { to: ended ? source.length : parser.startIndex, closed: !ended });
      },
      onprocessinginstruction(_name, text) {
        if (/!ENTITY/i.test(text)) stop('declares entities of its own');
      },
    },
    { xmlMode: true },
  );
  parser.write(source);
  if (fault) return fault;
  ended = true;
  parser.end();
  const [root] = document.children;
  return fault ?? (root ? { root, source } : 'is no XML');
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
