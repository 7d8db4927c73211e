/// <reference path="./page-modules.d.ts" />
import { Readability } from '@mozilla/readability';
import JSDOMParser from '@mozilla/readability/JSDOMParser.js';
import type { Element, ElementContent } from 'hast';
import { writeNumberedDocument } from './page-document.ts';

/** Readability asks for each element's words many times: so many characters, counted once for each element around them. */
const MAX_WEIGHT = 8_000_000;
const MAX_ELEMENTS = 15_000;

/**
 * The nodes of a page's body that Readability takes for the article, those around them not included: `undefined` where
 * it finds none, or where the page is made so that it would take too long. `lengths`: the characters under each element.
 */
export function extractNodes(
  body: Element,
  posts: ReadonlySet<ElementContent>,
  title: string,
  lengths: ReadonlyMap<Element, number>,
): Set<ElementContent> | undefined {
  if (lengths.size > MAX_ELEMENTS || weightOf(lengths) > MAX_WEIGHT) return undefined;
  const { markup, nodes } = writeNumberedDocument(body, posts, title);
  const numbers = readNumbers(markup);
  return numbers && new Set(numbers.flatMap((index) => nodes[index] ?? []));
}

function readNumbers(markup: string): number[] | undefined {
  const parser = new JSDOMParser();
  const document = parser.parse(markup);
  if (parser.errorState !== '') return undefined;
  const reader = new Readability(document, {
    keepClasses: true,
    disableJSONLD: true,
    serializer: (content) => numbersIn(content as unknown as NumberedElement),
  });
  return reader.parse()?.content ?? undefined;
}

interface NumberedElement {
  getElementsByTagName(name: '*'): Iterable<{ attributes: Iterable<{ name: string }> }>;
}

function numbersIn(content: NumberedElement): number[] {
  const numbers: number[] = [];
  for (const { attributes } of content.getElementsByTagName('*')) {
    for (const { name } of attributes) if (/^n\d+$/.test(name)) numbers.push(Number(name.slice(1)));
  }
  return numbers;
}

function weightOf(lengths: ReadonlyMap<Element, number>): number {
  let weight = 0;
  for (const length of lengths.values()) weight += length;
  return weight;
}
