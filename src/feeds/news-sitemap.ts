import type { Instant } from '../domain/instant.ts';
import { cleanLanguage } from '../domain/language.ts';
import { cleanLine, cleanUrl } from './feed-text.ts';
import { element, type Xml, xmlDocument } from './xml-writer.ts';

/** What Google News asks of each article. */
export interface NewsArticle {
  url: string;
  title: string;
  language: string;
  publishedAt: Instant;
}

/** Google's limits: the articles of two days, and so many of them. */
export const NEWS_AGE_MS = 2 * 24 * 60 * 60 * 1000;
export const MAX_NEWS = 1000;

/** A news sitemap (developers.google.com, "Create a News sitemap"); articles without a usable address are left out. */
export function renderNewsSitemap(publicationName: string, articles: readonly NewsArticle[]): string {
  return xmlDocument(
    element(
      'urlset',
      {
        xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9',
        'xmlns:news': 'http://www.google.com/schemas/sitemap-news/0.9',
      },
      articles.slice(0, MAX_NEWS).map((article) => newsUrl(publicationName, article)),
    ),
  );
}

function newsUrl(publicationName: string, article: NewsArticle): Xml | undefined {
  const url = cleanUrl(article.url);
  const title = cleanLine(article.title);
  if (!url || !title) return undefined;
  return element('url', {}, [
    element('loc', {}, url),
    element('news:news', {}, [
      element('news:publication', {}, [
        element('news:name', {}, publicationName),
        element('news:language', {}, newsLanguage(article.language)),
      ]),
      element('news:publication_date', {}, article.publishedAt),
      element('news:title', {}, title),
    ]),
  ]);
}

/** Two or three letters (ISO 639), but for Chinese, which Google tells apart by its script. */
function newsLanguage(language: string): string {
  const { language: primary, script } = new Intl.Locale(cleanLanguage(language) ?? 'en').maximize();
  if (primary !== 'zh') return primary;
  return script === 'Hant' ? 'zh-tw' : 'zh-cn';
}
