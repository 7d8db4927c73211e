import type { Element } from 'hast';
import type { Article } from '../domain/article.ts';
import type { Config } from '../domain/config.ts';
import type { Capture, CaptureKey } from '../domain/post.ts';
import { headFacts } from '../store/head-facts.ts';
import { articleHead } from '../unfurl/article-head.ts';
import { feedLinks } from '../unfurl/feed-links.ts';
import { headMarkup } from '../unfurl/head-markup.ts';
import type { JsonObject } from './linked-data.ts';
import { asciiMarkup } from './page-changes.ts';

/** The tags by which an article is unfurled, as markup in ASCII. */
export interface ArticleTags {
  metas: string;
  /** Each with its key: a page that has a link of the same keeps that one. */
  links: { name: string; markup: string }[];
  data: JsonObject;
}

/** It colours the reader's browser too, which is the page's own affair. */
const LEFT_OUT = 'theme-color';
/** Relations of which a page has one link at most. */
const SINGLE = new Set(['canonical', 'site.standard.document']);

/**
 * The tags of an article, and the links to the publication's feeds. `captures`: of its posts, as far as its preview quotes
 * one; `document`: the at:// address of its record.
 */
export async function articleTags(
  article: Article,
  captures: ReadonlyMap<CaptureKey, Capture>,
  config: Config,
  document?: string,
): Promise<ArticleTags> {
  const { publicUrl, publication } = config;
  const head = articleHead(article, await headFacts(article, captures, config, document));
  const tags = [...head, ...feedLinks(publicUrl, 'all', publication.name)];
  const metas = tags.filter(({ tagName, properties }) => tagName === 'meta' && properties.name !== LEFT_OUT);
  return {
    metas: markupOf(metas),
    links: tags.flatMap((tag) =>
      tag.tagName === 'link' ? [{ name: linkName(tag), markup: markupOf([tag]) }] : [],
    ),
    data: dataOf(tags),
  };
}

function markupOf(tags: readonly Element[]): string {
  return asciiMarkup(headMarkup(tags));
}

/** What a link is told from others by: where it leads, or its relation where there is but one of it. */
export function linkKey(rel: string, href: string): string {
  return SINGLE.has(rel) ? rel : href;
}

function linkName({ properties: { rel, href } }: Element): string {
  return linkKey([rel].flat().join(' '), String(href));
}

function dataOf(tags: readonly Element[]): JsonObject {
  const [child] = tags.find(({ tagName }) => tagName === 'script')?.children ?? [];
  return child?.type === 'text' ? (JSON.parse(child.value) as JsonObject) : {};
}
