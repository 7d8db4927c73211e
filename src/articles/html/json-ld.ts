import type { ArticleImage, ArticleSource, Author } from '../../domain/article.ts';
import { parseInstant } from '../../domain/instant.ts';
import { cleanLanguage } from '../../domain/language.ts';
import { type Findings, offer } from '../findings.ts';
import { LIMITS } from '../limits.ts';
import { webUrl } from '../web-url.ts';
import { tidy } from '../words.ts';
import { cleanTags, pixels } from './field-values.ts';
import { innerText } from './html-nodes.ts';
import { parseHtml } from './html-tree.ts';

type Json = Record<string, unknown>;

/** Articles and their subtypes at schema.org that newspapers use. */
const ARTICLE_TYPE =
  /^(?:https?:\/\/schema\.org\/)?(?:(?:News|AnalysisNews|AskPublicNews|BackgroundNews|OpinionNews|ReportageNews|ReviewNews|Satirical|Scholarly|Tech|Advertiser\w{0,20}|LiveBlog|Blog|SocialMedia)?(?:Article|Posting)|Report)$/;
/** Longest script that is parsed, and how many objects of it are looked at. */
const MAX_SCRIPT = 500_000;
const MAX_OBJECTS = 200;

/** Whether a type of schema.org or of Open Graph is one of articles. */
export function isArticleType(type: string): boolean {
  return type === 'article' || ARTICLE_TYPE.test(type);
}

/**
 * Fills `findings` from the article that a page's JSON-LD scripts describe, and returns its types. `articleBody` is not
 * read: it is often cut.
 */
export function readJsonLd(
  scripts: readonly string[],
  findings: Findings,
  base: string | undefined,
): string[] {
  const article = scripts
    .flatMap(objectsOf)
    .find((object) => typesOf(object).some((type) => ARTICLE_TYPE.test(type)));
  if (!article) return [];
  const give = <Field extends keyof Findings>(
    field: Field,
    value: Parameters<typeof offer<Field>>[2],
    confidence = 0.9,
  ) => offer(findings, field, value, 'json-ld', confidence);
  const main = article.mainEntityOfPage;
  give('url', webUrl(text(article.url) ?? text(main) ?? text(asObject(main)?.['@id']), base), 0.95);
  give('title', bounded(article.headline, LIMITS.title), 0.95);
  give(
    'dek',
    bounded(article.alternativeHeadline, LIMITS.dek) ?? bounded(article.description, LIMITS.dek),
    0.8,
  );
  give('section', bounded(list(article.articleSection)[0], LIMITS.name));
  give('authors', authorsOf(article.author, base));
  give('tags', tagsOf(article.keywords));
  const language = article.inLanguage;
  give('language', cleanLanguage(text(language) ?? text(asObject(language)?.alternateName)));
  give('image', imageOf(article.image, base));
  give('publishedAt', instant(article.datePublished), 0.95);
  give('updatedAt', instant(article.dateModified), 0.95);
  give('rights', bounded(article.copyrightNotice, LIMITS.rights));
  const licence = article.license;
  // Without a base: many systems leave a path to their terms there, which licenses nothing.
  give('licence', webUrl(text(licence) ?? text(asObject(licence)?.url)));
  give('source', sourceOf(article, base));
  return typesOf(article);
}

/**
 * The organisation that an article was taken over from, where it is not the publisher's own: both are named, and differ.
 * What an article is based on may as well be a study or a press release; it only gives the address then.
 */
function sourceOf(article: Json, base: string | undefined): ArticleSource | undefined {
  const organisations = list(article.sourceOrganization);
  const origin = asObject(organisations[0]);
  const name = bounded(origin?.name, LIMITS.name);
  const publisher = text(asObject(article.publisher)?.name);
  if (organisations.length !== 1 || !name || !publisher || isSameName(name, publisher)) return undefined;
  const originals = list(article.isBasedOn);
  const [original] = originals.length === 1 ? originals : [];
  const url = webUrl(text(original) ?? text(asObject(original)?.url) ?? text(origin?.url), base);
  return { name, ...(url && { url }) };
}

function isSameName(a: string, b: string): boolean {
  return a.localeCompare(b, 'en', { sensitivity: 'base' }) === 0;
}

function objectsOf(script: string): Json[] {
  if (script.length > MAX_SCRIPT) return [];
  let parsed: unknown;
  try {
    parsed = JSON.parse(script);
  } catch {
    // A broken script says nothing; the next source in line speaks.
    return [];
  }
  const top = list(parsed).map(asObject);
  return top
    .flatMap((object) => (object ? [object, ...list(object['@graph']).map(asObject)] : []))
    .filter((object) => object !== undefined)
    .slice(0, MAX_OBJECTS);
}

function typesOf(object: Json): string[] {
  return list(object['@type']).filter((type) => typeof type === 'string');
}

function authorsOf(value: unknown, base: string | undefined): Author[] {
  const authors = list(value).flatMap((item): Author[] => {
    const object = asObject(item);
    const name = bounded(object ? object.name : item, LIMITS.name);
    // Some put the address of a profile where a name belongs.
    if (!name || /^https?:\/\//.test(name)) return [];
    const url = object && webUrl(text(object.url) ?? text(object.sameAs), base);
    return [{ name, ...(url && { url }) }];
  });
  return authors
    .filter(({ name }, index) => authors.findIndex((other) => other.name === name) === index)
    .slice(0, LIMITS.items);
}

function tagsOf(value: unknown): string[] {
  const items = list(value).flatMap((item) =>
    typeof item === 'string' ? item.split(/[,;，、]/) : [asObject(item)?.name],
  );
  return cleanTags(items.map((item) => bounded(item, LIMITS.name)));
}

function imageOf(value: unknown, base: string | undefined): ArticleImage | undefined {
  const [first] = list(value);
  const object = asObject(first);
  const url = webUrl(text(first) ?? text(object?.url) ?? text(object?.contentUrl), base);
  if (!url) return undefined;
  const alt = bounded(object?.caption, LIMITS.alt);
  const credit = bounded(object?.creditText, LIMITS.credit);
  const width = pixels(object?.width);
  const height = pixels(object?.height);
  return {
    url,
    ...(alt && { alt }),
    ...(credit && { credit }),
    ...(width && { width }),
    ...(height && { height }),
  };
}

function bounded(value: unknown, limit: number): string | undefined {
  const words = text(value);
  return words !== undefined && words.length <= limit ? words : undefined;
}

function instant(value: unknown): string | undefined {
  return typeof value === 'string' ? parseInstant(value) : undefined;
}

/** A text of JSON-LD; many systems leave HTML in it, escaped once too often. */
function text(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 20_000) return undefined;
  const words = /[<&]/.test(value) ? innerText(parseHtml(value)) : tidy(value);
  return words === '' ? undefined : words;
}

function list(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.slice(0, MAX_OBJECTS);
  return value === undefined || value === null ? [] : [value];
}

function asObject(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}
