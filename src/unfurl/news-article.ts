import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Article } from '../domain/article.ts';
import { clipText, jsonBytes, webJson } from './clipped-text.ts';
import { firstWithin } from './first-within.ts';

export interface NewsArticleContext {
  publicationName: string;
  publicUrl: string;
  /** The address the article goes by: the publisher's own, or ours. */
  address: string;
  description: string;
  preview: { url: string; width: number; height: number };
}

/** Mastodon shows this one, whatever the other tags say. */
const HEADLINE = { characters: 300, bytes: 600 };
const DESCRIPTION = { characters: 300, bytes: 900 };
/** Of authors, and of tags: what comes after the data is to stand in the first 100 kB, whatever they are. */
const LIST_BYTES = 8000;
const ADDRESS_BYTES = 900;

/**
 * The article as schema.org's NewsArticle: one object at the top with its type as a plain string, which is all that
 * Mastodon reads (no `@graph`, no list). What is not known is left out.
 */
export function newsArticle(article: Article, context: NewsArticleContext): Record<string, unknown> {
  const { publicationName, publicUrl, address, preview } = context;
  const { url, width, height } = preview;
  const description = clipText(context.description, DESCRIPTION);
  const tags = firstWithin(article.tags, LIST_BYTES);
  return {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    mainEntityOfPage: address,
    url: address,
    headline: clipText(article.title, HEADLINE),
    ...(description && { description }),
    image: [{ '@type': 'ImageObject', url, width, height }],
    datePublished: article.publishedAt,
    dateModified: article.updatedAt,
    author: authorsOf(article, publicationName),
    publisher: { '@type': 'Organization', name: publicationName, url: publicUrl },
    inLanguage: article.language,
    ...(article.section && { articleSection: article.section }),
    ...(tags.length > 0 && { keywords: tags }),
  };
}

/**
 * Who wrote it. What nobody signed is the publication's: software that is told of no author looks for one in the page,
 * and takes whoever is quoted there.
 */
function authorsOf({ authors, source }: Article, publicationName: string): Record<string, string>[] {
  if (authors.length === 0) return [{ '@type': 'Organization', name: source?.name ?? publicationName }];
  const people = authors.map(({ name, url }) => ({
    '@type': 'Person',
    name,
    ...(url && jsonBytes(url) <= ADDRESS_BYTES && { url }),
  }));
  return firstWithin(people, LIST_BYTES);
}

/**
 * Linked data as an element of the head. `<`, `>` and `&` are written as escapes of JSON: nothing in it ends the
 * element, and software that decodes character references first (Mastodon does) finds none.
 */
export function linkedData(data: Record<string, unknown>): Element {
  return h('script', { type: 'application/ld+json' }, webJson(data));
}
