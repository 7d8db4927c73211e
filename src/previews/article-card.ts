import type { Article } from '../domain/article.ts';
import type { Config } from '../domain/config.ts';
import { longDate } from '../domain/long-date.ts';
import type { CardQuote, PreviewCard } from './card.ts';

const SENTENCE_END = /[.!?…。！？؟।]$/;

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
    date: longDate(article.publishedAt, article.language),
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

/** The alternative text of a preview: everything that can be read on it, sentence after sentence. */
export function previewAlt(card: PreviewCard): string {
  const { publication, section, title, byline, date } = card;
  const dek = card.design === 'quote' ? undefined : card.dek;
  const { text, name, handle, platform } = card.quote ?? {};
  const whose = [name, handle, platform].filter(Boolean).join(', ');
  const sentences = [publication, section, title, dek, text, whose, byline, date];
  return sentences
    .filter((sentence) => sentence !== undefined && sentence !== '')
    .reduce<string>((all, sentence) => `${all}${separator(all)}${sentence}`, '');
}

function separator(before: string): string {
  if (before === '') return '';
  return SENTENCE_END.test(before) ? ' ' : '. ';
}
