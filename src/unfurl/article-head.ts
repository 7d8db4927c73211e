import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Article } from '../domain/article.ts';

export interface HeadContext {
  publicationName: string;
  /** Our own page of the article. */
  address: string;
  preview: { url: string; type: string; width: number; height: number; alt: string };
}

/** Mattermost keeps 5 KiB of Open Graph in all, Synapse drops values over 1,000 characters. */
const MAX_DESCRIPTION = 300;

/**
 * The tags by which other software unfurls an article: Open Graph (ogp.me, with `property`), X cards (with `name`),
 * and the description and author that readers of neither use. One picture, absolute addresses.
 */
export function articleHead(article: Article, context: HeadContext): Element[] {
  const description = shorten(article.dek ?? '', MAX_DESCRIPTION);
  const { preview } = context;
  const properties: [string, string | undefined][] = [
    ['og:type', 'article'],
    ['og:title', article.title],
    ['og:description', description],
    ['og:url', article.url ?? context.address],
    ['og:site_name', context.publicationName],
    ['og:locale', openGraphLocale(article.language)],
    ['og:image', preview.url],
    ['og:image:type', preview.type],
    ['og:image:width', String(preview.width)],
    ['og:image:height', String(preview.height)],
    ['og:image:alt', preview.alt],
    ['article:published_time', article.publishedAt],
    ['article:modified_time', article.updatedAt],
    ['article:section', article.section],
  ];
  const names: [string, string | undefined][] = [
    ['description', description],
    ['author', article.authors.map((author) => author.name).join(', ')],
    ['twitter:card', 'summary_large_image'],
    ['twitter:title', article.title],
    ['twitter:description', description],
    ['twitter:image', preview.url],
    ['twitter:image:alt', preview.alt],
  ];
  return [
    h('link', { rel: 'canonical', href: article.url ?? context.address }),
    ...properties.filter(isGiven).map(([property, content]) => h('meta', { property, content })),
    ...names.filter(isGiven).map(([name, content]) => h('meta', { name, content })),
  ];
}

function isGiven(pair: [string, string | undefined]): pair is [string, string] {
  return Boolean(pair[1]);
}

/** Open Graph wants `language_TERRITORY`; without a territory the tag is left out. */
function openGraphLocale(language: string): string | undefined {
  const { language: primary, region } = new Intl.Locale(language);
  return region ? `${primary}_${region}` : undefined;
}

function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit);
  const space = cut.lastIndexOf(' ');
  return `${cut
    .slice(0, space > limit / 2 ? space : limit)
    .toWellFormed()
    .trimEnd()}…`;
}
