import { SaxesParser } from 'saxes';

/** An element as a strict, namespace-aware XML parser reads it. */
export interface XmlElement {
  /** `{namespace}local`. */
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  /** All text directly inside, CDATA included. */
  text: string;
}

/** Parses a document; throws at the first thing that XML 1.0 or its namespaces forbid. */
export function parseXml(document: string): XmlElement {
  const top: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  const current = () => open[open.length - 1] ?? top;
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    const attributes: Record<string, string> = {};
    for (const [name, attribute] of Object.entries(tag.attributes)) attributes[name] = attribute.value;
    const element = { name: `{${tag.uri}}${tag.local}`, attributes, children: [], text: '' };
    current().children.push(element);
    open.push(element);
  });
  const addText = (text: string) => {
    current().text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    open.pop();
  });
  // Through bytes, as it will travel: a lone surrogate would not come back.
  parser.write(new TextDecoder().decode(new TextEncoder().encode(document))).close();
  const root = top.children[0];
  if (!root) throw new Error('no root element');
  return root;
}

/** The children with this name. */
export function childrenOf(element: XmlElement | undefined, name: string): XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

/** The text of the only child with this name; `undefined` where there is none. Throws where there are several. */
export function onlyText(element: XmlElement | undefined, name: string): string | undefined {
  const found = childrenOf(element, name);
  if (found.length > 1) throw new Error(`${found.length} × ${name}`);
  return found[0]?.text;
}
