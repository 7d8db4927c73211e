import type { EmbedRef, FoundEmbed } from './embed.ts';
import type { Instant } from './instant.ts';
import type { Direction } from './language.ts';

/** A publisher's piece, as stored: one version of it. */
export interface Article extends ArticleContent {
  id: string;
  /** A tag: URI (RFC 4151), fixed at first publication: what feeds call the article for ever. */
  guid: string;
  /** Counts from 1; every change makes a new one. */
  version: number;
  state: ArticleState;
  publishedAt: Instant;
  updatedAt: Instant;
  /** The embargo as the publisher stated it; kept through corrections, gone once the article is live. */
  embargoUntil?: Instant;
  /** When an embargoed article opens: the later one of `embargoUntil` and `publishedAt`. */
  opensAt?: Instant;
}

/**
 * Only what is `live` is shown to anyone but the publisher. `embargoed`: opens by itself; `withheld`: waits for another
 * word of the publisher; `withdrawn`: taken back.
 */
export type ArticleState = 'live' | 'embargoed' | 'withheld' | 'withdrawn';

/** What a publisher says of an article, in the words of IPTC (ninjs `pubstatus`). */
export const PUBLISHER_STATUSES = ['usable', 'withheld', 'canceled'] as const;
export type PublisherStatus = (typeof PUBLISHER_STATUSES)[number];

/** What a publisher says of an article's pictures: partners may have them, or they are for its own pages alone. */
export const PICTURE_RIGHTS = ['syndicate', 'own-use'] as const;
export type PictureRights = (typeof PICTURE_RIGHTS)[number];

/** What an article says, whatever its state. */
export interface ArticleContent {
  /** The canonical address on the publisher's own site. */
  url?: string;
  title: string;
  dek?: string;
  section?: string;
  authors: Author[];
  tags: string[];
  /** BCP 47. */
  language: string;
  direction: Direction;
  image?: ArticleImage;
  body: Block[];
  related: RelatedLink[];
  /** The copyright notice, as it has to be printed. */
  rights?: string;
  /** The address of the licence that others may use it under. */
  licence?: string;
  /** Whether partners may have its pictures; absent: they may not. */
  pictureRights?: PictureRights;
  /** Whose article it is, where it was taken over from another publication. */
  source?: ArticleSource;
  /** Where each field came from and how sure that is. */
  reading: Reading;
}

export interface Author {
  name: string;
  url?: string;
}

export interface ArticleImage {
  url: string;
  alt?: string;
  credit?: string;
  width?: number;
  height?: number;
}

export interface ArticleSource {
  name: string;
  /** The article there, or the publication. */
  url?: string;
  /** The feed it came from. */
  feed?: string;
}

export interface RelatedLink {
  title: string;
  url?: string;
}

/** A piece of the body: sanitised HTML, or a post kept in its place. */
export type Block = { type: 'html'; html: string } | { type: 'embed'; ref: EmbedRef };

export const READ_FIELDS = [
  'url',
  'title',
  'dek',
  'section',
  'authors',
  'tags',
  'language',
  'image',
  'publishedAt',
  'updatedAt',
  'rights',
  'licence',
  'pictureRights',
  'source',
] as const;
export type ReadField = (typeof READ_FIELDS)[number];

/** `given`: said outright by the publisher. `rule`: guessed from the text's form. */
export type FieldSource = 'given' | 'json-ld' | 'open-graph' | 'meta' | 'markup' | 'rule' | 'default';

/** One entry for each field that has a value. Confidence is 0 to 1. */
export type Reading = Partial<Record<ReadField, { source: FieldSource; confidence: number }>>;

/** An article as read from a source, before it is stored. */
export interface ArticleDraft extends ArticleContent {
  publishedAt?: Instant;
  updatedAt?: Instant;
  status?: PublisherStatus;
  embargoUntil?: Instant;
  embeds: FoundEmbed[];
}
