import type { Element } from 'hast';

const TABLES = new Set(['table', 'tbody', 'tr', 'td', 'th']);

/**
 * Makes plain containers of tables that only lay out a page: those with one cell that holds most of its words. Changes
 * the tree, but for the words in it. `lengths`: the characters under each element.
 */
export function unwrapLayoutTables(body: Element, lengths: ReadonlyMap<Element, number>): void {
  const most = (lengths.get(body) ?? 0) / 2;
  const isMost = (element: Element) => (lengths.get(element) ?? 0) > most;
  /** The elements on the way to the words, from the outermost one. */
  const path: Element[] = [];
  for (let next: Element | undefined = body; next; ) {
    path.push(next);
    next = next.children.find((child): child is Element => child.type === 'element' && isMost(child));
  }
  const cell = path.findLastIndex(({ tagName }) => tagName === 'td' || tagName === 'th');
  for (const element of path.slice(0, cell + 1)) {
    if (!TABLES.has(element.tagName)) continue;
    element.tagName = 'div';
    for (const child of element.children) {
      if (child.type === 'element' && TABLES.has(child.tagName) && child.tagName !== 'table')
        child.tagName = 'div';
    }
  }
}
