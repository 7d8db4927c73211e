import type { Article } from '../domain/article.ts';
import type { Config } from '../domain/config.ts';
import type { CardQuote, PreviewCard } from './card.ts';

/**
 * The preview of an article: what stands on it, with the date in the article's own language. It shows the article's
 * photo where there is one, else the post it quotes where there is one.
 */
export function previewOf(article: Article, config: Config, quote?: CardQuote): PreviewCard {
  const byline = article.authors.map((author) => author.name).join(', ');
  const photo = article.image?.url;
  return {
    design: photo ? 'hero' : quote ? 'quote' : 'flat',
    publication: config.publication.name,
    title: article.title,
    date: new Intl.DateTimeFormat(article.language, { dateStyle: 'long', timeZone: 'UTC' }).format(
      new Date(article.publishedAt),
    ),
    language: article.language,
    direction: article.direction,
    theme: config.theme,
    ...(article.section && { section: article.section }),
    ...(article.dek && { dek: article.dek }),
    ...(byline && { byline }),
    ...(photo && { photo }),
    ...(quote && !photo && { quote }),
  };
}

/** The alternative text of a preview: everything that can be read on it. */
export function previewAlt(card: PreviewCard): string {
  const { publication, section, title, dek, byline, quote } = card;
  const words = [publication, section, title, ...(card.design === 'quote' ? [] : [dek]), byline];
  return [...words, quote?.text, quote?.name, quote?.handle, quote?.platform].filter(Boolean).join('. ');
}
