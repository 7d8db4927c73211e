import type { Element, Nodes, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { openHouse } from '../store/open-house.ts';
import { READER_ARTICLES } from './reader-articles.ts';

/** The service in memory with the articles of all scripts, one of them corrected, and one withdrawn. */
export async function openReadingRoom() {
  const house = await openHouse();
  for (const { id, fields } of READER_ARTICLES) await house.put(id, fields);
  house.advance(60);
  await house.put('withdrawn-one', {
    title: 'A title nobody may read',
    language: 'fr',
    html: '<p>Secret words.</p>',
  });
  house.advance(60);
  await house.withdraw('withdrawn-one');
  const page = async (path: string) => {
    const answer = await house.get(path, { Accept: 'text/html' });
    return parsePage(await answer.text());
  };
  return { ...house, page };
}

export interface Page {
  html: string;
  root: Root;
  elements: Element[];
}

export function parsePage(html: string): Page {
  const root = fromHtml(html);
  return { html, root, elements: [...elementsOf(root)] };
}

export function* elementsOf(node: Nodes): Generator<Element> {
  if (node.type === 'element') yield node;
  if ('children' in node) for (const child of node.children) yield* elementsOf(child);
}

export function wordsOf(node: Nodes): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(wordsOf).join('') : '';
}

/** The elements of these names. */
export function named({ elements }: Page, ...names: string[]): Element[] {
  return elements.filter(({ tagName }) => names.includes(tagName));
}

/** Those that have a class. */
export function classed({ elements }: Page, name: string): Element[] {
  return elements.filter(({ properties }) => ((properties.className as string[]) ?? []).includes(name));
}
