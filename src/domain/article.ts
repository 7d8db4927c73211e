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
  state: 'live' | 'withdrawn';
  publishedAt: Instant;
  updatedAt: Instant;
}

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
  embeds: FoundEmbed[];
}
