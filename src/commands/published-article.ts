import { feedAddress } from '../domain/addresses.ts';
import type { Article, FieldSource, ReadField } from '../domain/article.ts';
import { topicsOf } from '../domain/feed.ts';

/** An article as the service answers it, and what became of it. */
export interface PublishedArticle extends Article {
  outcome: 'created' | 'updated' | 'unchanged';
  links: { page: string; data: string; preview: string };
}

/** Where a field came from, in words. */
const SOURCES: Record<FieldSource, string> = {
  given: 'as you said',
  'json-ld': 'from JSON-LD',
  'open-graph': 'from Open Graph',
  meta: 'from meta tags',
  markup: 'from the markup',
  rule: 'from how the text looks',
  default: 'because nothing says otherwise',
};

/**
 * Tells in lines what became of an article: where it, its preview, feeds and cards are, and what was understood. What is
 * not certain says how sure it is, and from where: that is what to look at, and to state in the article.
 */
export function articleReport(article: PublishedArticle): string {
  const { outcome, id, version, title, authors, section, language, tags, links, state } = article;
  const mark = (field: ReadField) => doubt(article, field);
  const held = {
    embargoed: `not public until ${article.opensAt ?? 'it opens'}`,
    withheld: 'withheld: public when you say usable',
    withdrawn: 'withdrawn',
    live: undefined,
  }[state];
  const cards = cardsOf(article);
  const lines: [string, string | undefined][] = [
    ['state', held],
    ['title', `“${title}”${mark('title')}`],
    [
      'authors',
      authors.length > 0 ? authors.map(({ name }) => name).join(', ') + mark('authors') : 'none found',
    ],
    ['section', section && section + mark('section')],
    ['language', language + mark('language')],
    ['tags', tags.length > 0 ? tags.join(', ') + mark('tags') : undefined],
    ['published', article.publishedAt + mark('publishedAt')],
    ['page', links.page],
    ['preview', links.preview],
    ...feedsOf(article).map((feed, index): [string, string] => [index === 0 ? 'feeds' : '', feed]),
    ...cards.map((card, index): [string, string] => [index === 0 ? 'cards' : '', card]),
  ];
  const told = lines.filter(([, value]) => value !== undefined);
  return [
    `✓ ${outcome.padEnd(9)}  ${id}, version ${version}`,
    ...told.map(([name, value]) => `  ${name.padEnd(9)}  ${value}`),
  ].join('\n');
}

function doubt({ reading }: Article, field: ReadField): string {
  const read = reading[field];
  if (!read || read.confidence >= 1) return '';
  return ` (${Math.round(read.confidence * 100)} % sure, ${SOURCES[read.source]})`;
}

function feedsOf(article: PublishedArticle): string[] {
  if (article.state !== 'live') return [];
  const { origin } = new URL(article.links.page);
  const section = [...topicsOf(article).keys()].find((topic) => topic.startsWith('section/'));
  return ['all', ...(section ? [section] : [])].map((topic) => feedAddress(origin, topic, 'rss'));
}

function cardsOf({ body }: PublishedArticle): string[] {
  return body.flatMap((block) => {
    const card = block.type === 'embed' && (block as { card?: string }).card;
    return card ? [card.replace(/\.json$/, '.html')] : [];
  });
}
