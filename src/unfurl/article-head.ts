import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Article } from '../domain/article.ts';
import { clipText, jsonBytes } from './clipped-text.ts';
import { fediverseCreator } from './fediverse-creator.ts';
import { firstWithin } from './first-within.ts';
import { linkedData, newsArticle } from './news-article.ts';

export interface HeadContext {
  publicationName: string;
  publicUrl: string;
  /** Our own page of the article. */
  address: string;
  /** What stands for the article in a few words: its dek, or how it begins. WhatsApp shows nothing without one. */
  description: string;
  preview: { url: string; type: string; width: number; height: number; alt: string };
  /** The at:// address of the article's record, where there is one: this link proves that the record is the publisher's. */
  document?: string;
  /** The publication's colour, `#rrggbb`: Discord takes no other form. */
  themeColor: string;
}

/**
 * What others take at most. Synapse drops values over 1,000 characters; Mattermost keeps 5 KiB of Open Graph in all, as
 * JSON; Discord shows nothing of a page whose site name has more than 253 bytes.
 */
const TITLE = { characters: 300, bytes: 600 };
const DESCRIPTION = { characters: 300, bytes: 900 };
const ALT = { characters: 420, bytes: 900 };
const SITE_NAME = { characters: 120, bytes: 253 };
const SECTION = { characters: 100, bytes: 200 };
const BYLINE = { characters: 300, bytes: 900 };
const ADDRESS_BYTES = 900;
const AUTHORS_BYTES = 200;

/**
 * The tags by which other software unfurls an article, to stand as early in the head as they can: Open Graph (ogp.me,
 * with `property`), X cards (with `name`), schema.org, oEmbed discovery, standard.site, and the description and author
 * for readers of none of them. One picture; every address absolute.
 */
export function articleHead(article: Article, context: HeadContext): Element[] {
  const { preview, address, publicUrl } = context;
  const canonical = article.url ?? address;
  const title = clipText(article.title, TITLE);
  const description = clipText(context.description, DESCRIPTION);
  const alt = clipText(preview.alt, ALT);
  const byline = article.authors.map((author) => author.name).join(', ');
  const properties: [string, string | undefined][] = [
    ['og:type', 'article'],
    ['og:title', title],
    ['og:description', description],
    ['og:url', jsonBytes(canonical) <= ADDRESS_BYTES ? canonical : address],
    ['og:site_name', clipText(context.publicationName, SITE_NAME)],
    ['og:locale', openGraphLocale(article.language)],
    ['og:image', preview.url],
    ['og:image:type', preview.type],
    ['og:image:width', String(preview.width)],
    ['og:image:height', String(preview.height)],
    ['og:image:alt', alt],
    ['article:published_time', article.publishedAt],
    ['article:modified_time', article.updatedAt],
    ['article:section', clipText(article.section ?? '', SECTION)],
    ...authorTags(article),
  ];
  const names: [string, string | undefined][] = [
    ['description', description],
    ['author', clipText(byline, BYLINE)],
    ['fediverse:creator', fediverseCreator(article.authors)],
    ['twitter:card', 'summary_large_image'],
    ['twitter:title', title],
    ['twitter:description', description],
    ['twitter:image', preview.url],
    ['twitter:image:alt', alt],
    ['theme-color', context.themeColor],
  ];
  return [
    h('link', { rel: 'canonical', href: canonical }),
    ...(context.document ? [h('link', { rel: 'site.standard.document', href: context.document })] : []),
    ...properties.filter(isGiven).map(([property, content]) => h('meta', { property, content })),
    ...names.filter(isGiven).map(([name, content]) => h('meta', { name, content })),
    ...oembedLinks(publicUrl, address, title),
    linkedData(newsArticle(article, { ...context, address: canonical })),
  ];
}

/** One tag for each author. Names, though ogp.me has addresses of profiles here: whoever shows the tag shows what it says. */
function authorTags({ authors }: Article): [string, string][] {
  const names = authors.map(({ name }) => clipText(name, { characters: 100, bytes: AUTHORS_BYTES }));
  return firstWithin(names, AUTHORS_BYTES).map((name) => ['article:author', name]);
}

/** oEmbed discovery (oembed.com, §4), of our own page: whoever asks gets a frame of it. */
function oembedLinks(publicUrl: string, address: string, title: string): Element[] {
  return (['json', 'xml'] as const).map((format) =>
    h('link', {
      rel: 'alternate',
      type: format === 'json' ? 'application/json+oembed' : 'text/xml+oembed',
      title,
      href: `${publicUrl}/oembed?url=${encodeURIComponent(address)}&format=${format}`,
    }),
  );
}

function isGiven(pair: [string, string | undefined]): pair is [string, string] {
  return Boolean(pair[1]);
}

/**
 * Open Graph wants `language_TERRITORY`, and takes `en_US` where nothing is said. So a language without a territory gets
 * the one where most of its readers are (Unicode CLDR, "likely subtags").
 */
function openGraphLocale(code: string): string | undefined {
  const { language, region } = new Intl.Locale(code).maximize();
  return region ? `${language}_${region}` : undefined;
}
