import type { Article } from '../domain/article.ts';
import type { Config } from '../domain/config.ts';
import { DEFAULT_THEME, type PreviewCard } from './card.ts';

/** The preview of an article: what stands on it, with the date in the article's own language. */
export function previewOf(article: Article, config: Config): PreviewCard {
  const byline = article.authors.map((author) => author.name).join(', ');
  return {
    publication: config.publication.name,
    title: article.title,
    date: new Intl.DateTimeFormat(article.language, { dateStyle: 'long', timeZone: 'UTC' }).format(
      new Date(article.publishedAt),
    ),
    language: article.language,
    direction: article.direction,
    theme: DEFAULT_THEME,
    ...(article.section && { section: article.section }),
    ...(article.dek && { dek: article.dek }),
    ...(byline && { byline }),
  };
}

/** The alternative text of a preview: everything that can be read on it. */
export function previewAlt(card: PreviewCard): string {
  return [card.publication, card.section, card.title, card.byline].filter(Boolean).join('. ');
}
