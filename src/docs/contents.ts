import type { Element } from 'hast';
import { elementsOf, markdownTree, textOf } from './markdown-tree.ts';

export interface Entry {
  /** Of the document. */
  name: string;
  title: string;
}

/** The contents in groups, in the order in which they are read. */
export interface Group {
  title: string;
  entries: Entry[];
}

/**
 * Reads the contents from the index: each heading of the second level is a group, and the first link of each item
 * below it an entry. Documents that `isServed` does not know are left out, and so are groups without any.
 */
export function readContents(index: string, isServed: (name: string) => boolean): Group[] {
  const groups: Group[] = [];
  for (const element of elementsOf(markdownTree(index))) {
    if (element.tagName === 'h2') groups.push({ title: textOf(element), entries: [] });
    if (element.tagName !== 'li') continue;
    const entry = entryOf(element);
    if (entry && isServed(entry.name)) groups.at(-1)?.entries.push(entry);
  }
  return groups.filter(({ entries }) => entries.length > 0);
}

function entryOf(item: Element): Entry | undefined {
  const link = elementsOf(item).find(({ tagName }) => tagName === 'a');
  const name = /^([\w-]+)\.md$/.exec(String(link?.properties.href))?.[1];
  return link && name ? { name, title: textOf(link) } : undefined;
}

/** What comes before and after a document; the index comes before the first. */
export function neighboursOf(contents: readonly Group[], name: string): { previous?: Entry; next?: Entry } {
  const all = contents.flatMap(({ entries }) => entries);
  const place = all.findIndex((entry) => entry.name === name);
  const [previous, next] = [place > 0 ? all[place - 1] : undefined, all[place + 1]];
  return { ...(previous && { previous }), ...(next && { next }) };
}
