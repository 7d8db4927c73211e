import type { Article } from '../domain/article.ts';
import type { Config } from '../domain/config.ts';
import type { Instant } from '../domain/instant.ts';
import type { AccountSettings } from './account.ts';
import type { BlobJson, StrongRef } from './post-record.ts';

/** What a record beside the post may be made from. */
export interface RecordContext {
  config: Config;
  settings: AccountSettings;
  did: string;
  /** The post's own, and the record's. */
  rkey: string;
  createdAt: Instant;
  /** The preview, uploaded. */
  thumb?: BlobJson;
  /** The post, once there is one. */
  post?: StrongRef;
}

/**
 * Makes a further record of an article, which stands beside its post under the same key, changes with the article and
 * goes with it. The post's link card refers to it.
 */
export interface ArticleRecordMaker {
  /** An NSID (https://atproto.com/specs/nsid). */
  collection: string;
  /**
   * The record's key, where it is not the post's. Such a record is of all articles: it is written over whatever stands
   * there, and stays when an article goes.
   */
  sharedKey?(context: RecordContext): string;
  /** The record as it is to be; `undefined` where there is to be none. Pure: what it says is compared. */
  make(article: Article, context: RecordContext): object | undefined;
}
