import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Article } from '../domain/article.ts';
import { clipText } from './clipped-text.ts';

export interface NewsArticleContext {
  publicationName: string;
  publicUrl: string;
  /** The address the article goes by: the publisher's own, or ours. */
  address: string;
  preview: { url: string; width: number; height: number };
}

/** Google cuts headlines here ("Article structured data"). */
const HEADLINE = 110;

/**
 * The article as schema.org's NewsArticle: one object at the top with its type as a plain string, which is all that
 * Mastodon reads (no `@graph`, no list). What is not known is left out.
 */
export function newsArticle(article: Article, context: NewsArticleContext): Record<string, unknown> {
  const { publicationName, publicUrl, address, preview } = context;
  return {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    mainEntityOfPage: address,
    url: address,
    headline: clipText(article.title, HEADLINE),
    ...(article.dek && { description: clipText(article.dek, 300) }),
    image: [{ '@type': 'ImageObject', ...preview }],
    datePublished: article.publishedAt,
    dateModified: article.updatedAt,
    ...(article.authors.length > 0 && {
      author: article.authors.map(({ name, url }) => ({ '@type': 'Person', name, ...(url && { url }) })),
    }),
    publisher: { '@type': 'Organization', name: publicationName, url: publicUrl },
    inLanguage: article.language,
    ...(article.section && { articleSection: article.section }),
    ...(article.tags.length > 0 && { keywords: article.tags }),
  };
}

/**
 * Linked data as an element of the head. `<`, `>` and `&` are written as escapes of JSON: nothing in it ends the
 * element, and software that decodes character references first (Mastodon does) finds none.
 */
export function linkedData(data: Record<string, unknown>): Element {
  const json = JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return h('script', { type: 'application/ld+json' }, json);
}
