import type { Article } from '../../domain/article.ts';
import type { Config } from '../../domain/config.ts';
import { articleSummary } from '../../feeds/article-summary.ts';
import { clipText } from '../../unfurl/clipped-text.ts';
import type { BlobJson, StrongRef } from '../post-record.ts';
import { documentPlace } from './document-place.ts';
import { documentText } from './document-text.ts';

/** `site.standard.document` (https://standard.site/docs/lexicons/document). */
export interface DocumentRecord extends Record<string, unknown> {
  $type: 'site.standard.document';
  site: string;
  path: string;
  title: string;
  publishedAt: string;
  updatedAt?: string;
  description?: string;
  textContent?: string;
  tags?: string[];
  coverImage?: BlobJson;
  bskyPostRef?: StrongRef;
}

export interface DocumentContext {
  /** The at:// address of the publication's record. */
  publication: string;
  /** A picture that was uploaded, 1,000,000 bytes at most. */
  cover?: BlobJson;
  /** The article's post, once there is one. */
  post?: StrongRef;
}

/** What the lexicon takes, in characters and in bytes. */
const TITLE = { characters: 500, bytes: 5000 };
const DESCRIPTION = { characters: 3000, bytes: 30_000 };
const TAG = { characters: 128, bytes: 1280 };

/** An article as a record of an account, for readers that follow publications there. */
export function documentRecord(article: Article, context: DocumentContext, config: Config): DocumentRecord {
  const { publication, cover, post } = context;
  const description = clipText(articleSummary(article) ?? '', DESCRIPTION);
  const textContent = documentText(article);
  const tags = article.tags.map((tag) => clipText(tag, TAG)).filter(Boolean);
  return {
    $type: 'site.standard.document',
    ...documentPlace(article, publication, config),
    title: clipText(article.title, TITLE),
    publishedAt: article.publishedAt,
    ...(article.updatedAt > article.publishedAt && { updatedAt: article.updatedAt }),
    ...(description && { description }),
    ...(textContent && { textContent }),
    ...(tags.length > 0 && { tags }),
    ...(cover !== undefined && { coverImage: cover }),
    ...(post && { bskyPostRef: post }),
  };
}
