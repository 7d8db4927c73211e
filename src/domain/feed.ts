import type { ArticleContent } from './article.ts';

/** What a feed is about: `all`, `section/sport`, `author/ada-lovelace`, `tag/climate` or `lang/fr`. */
export type Topic = 'all' | `${TopicKind}/${string}`;
export type TopicKind = 'section' | 'author' | 'tag' | 'lang';

export const FEED_FORMATS = ['rss', 'atom', 'json'] as const;
export type FeedFormat = (typeof FEED_FORMATS)[number];

/** Longest slug, in UTF-16 code units. */
const MAX_SLUG = 80;

/**
 * The part of an address that stands for a name: `À la une` → `a-la-une`, `中国` → `中国`.
 * Accents of Latin letters go, letters and digits of every script stay. Empty where a name has neither.
 */
export function slug(name: string): string {
  const bare = name
    // Invisible within a word: what looks the same is the same.
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
    .normalize('NFKD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .replace(/\p{Variation_Selector}/gu, '')
    .normalize('NFC')
    .toLowerCase();
  return cut(bare.replace(/[^\p{L}\p{M}\p{N}]+/gu, '-').replace(/^-|-$/g, ''));
}

/** The first 80 code units, ended between two letters and never between a letter and its marks. */
function cut(text: string): string {
  if (text.length <= MAX_SLUG) return text;
  let short = '';
  for (const [letter] of text.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
    if (short.length + letter.length > MAX_SLUG) break;
    short += letter;
  }
  return short || text.slice(0, MAX_SLUG).replace(/[\ud800-\udbff]$/, '');
}

/**
 * Every topic an article belongs to, with the topic's name in words: `all` (nameless) first, each once.
 */
export function topicsOf(
  article: Pick<ArticleContent, 'section' | 'authors' | 'tags' | 'language'>,
): Map<Topic, string> {
  const topics = new Map<Topic, string>([['all', '']]);
  const add = (kind: TopicKind, name: string) => {
    const topic: Topic = `${kind}/${slug(name)}`;
    if (!topic.endsWith('/') && !topics.has(topic)) topics.set(topic, name);
  };
  if (article.section) add('section', article.section);
  for (const author of article.authors) add('author', author.name);
  for (const tag of article.tags) add('tag', tag);
  add('lang', article.language);
  return topics;
}
