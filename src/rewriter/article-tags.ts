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
  /** Each with what it is told from others by: where it leads, or `canonical`. */
  links: { name: string; markup: string }[];
  data: JsonObject;
}

/** It colours the reader's browser too, which is the page's own affair. */
const LEFT_OUT = 'theme-color';

/** The tags of an article, and the links to the publication's feeds. `captures`: of its posts, as far as its preview quotes one. */
export async function articleTags(
  article: Article,
  captures: ReadonlyMap<CaptureKey, Capture>,
  config: Config,
): Promise<ArticleTags> {
  const { publicUrl, publication } = config;
  const head = articleHead(article, await headFacts(article, captures, config));
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

function linkName({ properties: { rel, href } }: Element): string {
  return [rel].flat().join(' ') === 'canonical' ? 'canonical' : String(href);
}

function dataOf(tags: readonly Element[]): JsonObject {
  const [child] = tags.find(({ tagName }) => tagName === 'script')?.children ?? [];
  return child?.type === 'text' ? (JSON.parse(child.value) as JsonObject) : {};
}
