import { headMarkup } from '../unfurl/head-markup.ts';
import { linkedData } from '../unfurl/news-article.ts';

export type JsonObject = Record<string, unknown>;

/** The types of schema.org by which pages call an article; a live blog is more than one. */
const ARTICLE_TYPES = new Set([
  'Article',
  'NewsArticle',
  'AnalysisNewsArticle',
  'AskPublicNewsArticle',
  'BackgroundNewsArticle',
  'OpinionNewsArticle',
  'ReportageNewsArticle',
  'ReviewNewsArticle',
  'BlogPosting',
  'Report',
]);

/** A block of linked data of which the article was taken out. */
export interface SplitData {
  article: JsonObject;
  /** What else it said; `undefined` where that was nothing. */
  rest: unknown;
}

/**
 * Takes the article out of a block of linked data: the object at its top, one in its list, or one in its `@graph`.
 * `undefined` where there is none, or more than one, or it is no JSON: then it stays as it is.
 */
export function splitLinkedData(json: string): SplitData | undefined {
  const data = parse(json);
  if (Array.isArray(data)) return splitList(data, (rest) => rest);
  if (!isObject(data)) return undefined;
  if (isArticle(data)) return { article: data, rest: undefined };
  const graph = data['@graph'];
  return Array.isArray(graph) ? splitList(graph, (rest) => ({ ...data, '@graph': rest })) : undefined;
}

function splitList(list: readonly unknown[], wrap: (rest: unknown[]) => unknown): SplitData | undefined {
  const articles = list.filter((item) => isObject(item) && isArticle(item)) as JsonObject[];
  const [article, another] = articles;
  if (!article || another) return undefined;
  const rest = list.filter((item) => item !== article);
  return { article, rest: rest.length > 0 ? wrap(rest) : undefined };
}

/**
 * The publisher's own description of an article with what we say of it in place of what it said: its paywall, its
 * audience and whatever else only it knows stays. Without the words of the article: pages have those already.
 */
export function mergedArticle(theirs: JsonObject, ours: JsonObject): JsonObject {
  const { articleBody: _, ...kept } = theirs;
  // Ours first, so that software which reads by patterns meets them in their order.
  return { ...ours, ...kept, ...ours };
}

/** Linked data as an element, in ASCII. */
export function dataMarkup(data: unknown): string {
  const markup = headMarkup([linkedData(data as JsonObject)]);
  return markup.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function isArticle(data: JsonObject): boolean {
  const type = data['@type'];
  return (Array.isArray(type) ? type : [type]).some((name) => ARTICLE_TYPES.has(String(name)));
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
