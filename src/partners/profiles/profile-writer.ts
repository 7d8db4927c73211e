import type { FeedFormat } from '../../domain/feed.ts';
import type { Instant } from '../../domain/instant.ts';
import type { FeedHead } from '../../feeds/feed-document.ts';
import type { PartnerItem } from './partner-item.ts';

/** `xml`: a sitemap. */
export type PartnerFormat = FeedFormat | 'xml';

/** What a partner's document says besides its items. */
export interface PartnerHead extends FeedHead {
  /** The publisher's name, as partners have to print it. */
  publication: string;
  /** The publisher's mark, for profiles that show one. */
  logoUrl?: string;
  /** When the document is asked for: ages count from here, or else from the newest date in the document. */
  asOf?: Instant;
}

/** A kept item, in the order they are to be shown. */
export interface PartnerEntry {
  articleId: string;
  publishedAt: Instant;
  /** Empty where the profile could not carry the article. */
  fragment: string;
}

/** What is left of an article that was taken down, or is held back: nothing of its words. */
export interface PartnerStub {
  articleId: string;
  /** The id that its item had. */
  id: string;
  version: number;
  publishedAt: Instant;
  /** When it was taken down. */
  at: Instant;
  /** It may come back; absent: it was taken back for good. */
  status?: 'withheld';
}

/** Why a profile does not carry an article, or something of it. */
export const LEFT_OUT_REASONS = [
  'title-too-short',
  'picture-too-small',
  'too-old',
  'too-many',
  'too-large',
] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

export interface LeftOut {
  articleId: string;
  why: LeftOutReason;
}

/** An item as it is kept; `leftOut` says why it is empty, or what it lacks. */
export interface ItemRendering {
  fragment: string;
  leftOut: LeftOutReason[];
}

export interface PartnerDocument {
  document: string;
  leftOut: LeftOut[];
}

/**
 * A profile in a format, in parts as a `FeedWriter` has them: an item depends on nothing but the article, so that it can
 * be kept and put into any document.
 */
export interface ProfileWriter {
  format: PartnerFormat;
  /** The most articles of one document. */
  maxItems: number;
  /** Whether its documents name what was taken down; elsewhere the article is gone without a word. */
  tellsWithdrawals: boolean;
  item(item: PartnerItem): ItemRendering;
  /**
   * Joins kept items; stubs come newest first. Articles over the profile's limits are left out. Throws `RangeError` where
   * the head's `updatedAt` is no instant.
   */
  join(head: PartnerHead, entries: readonly PartnerEntry[], stubs?: readonly PartnerStub[]): PartnerDocument;
}
