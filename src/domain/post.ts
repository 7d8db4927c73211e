import type { Instant } from './instant.ts';
import type { Direction } from './language.ts';

/** Platforms whose posts can be looked up: a card quotes all that is known of them. */
export const QUOTE_PLATFORMS = ['x', 'bluesky', 'mastodon'] as const;
export type QuotePlatform = (typeof QUOTE_PLATFORMS)[number];

/** Platforms whose posts are only what the article says of them: their cards are links with those words. */
const LINK_PLATFORMS = [
  'instagram',
  'threads',
  'tiktok',
  'youtube',
  'facebook',
  'reddit',
  'telegram',
  'linkedin',
] as const;
export type LinkPlatform = (typeof LINK_PLATFORMS)[number];

export const PLATFORMS = [...QUOTE_PLATFORMS, ...LINK_PLATFORMS] as const;
export type Platform = QuotePlatform | LinkPlatform;

/** A social message of any platform, as far as it is known: what is not known is left out, never made up. */
export interface Post {
  platform: Platform;
  /** The platform's own id; absent where only the words came down to us. */
  id?: string;
  /** The permalink. */
  url?: string;
  author: PostAuthor;
  /** The words, unmodified: plain text with line feeds. */
  text: string;
  /** Links, mentions and hashtags in `text`: sorted, never overlapping. */
  links: TextLink[];
  language?: string;
  direction: Direction | 'auto';
  created?: PostTime;
  media: PostMedia[];
  /** The post this one quotes, one level deep, or what is left of it. */
  quote?: Omit<Post, 'quote'> | Tombstone;
  replyTo?: { handle: string; url?: string };
  poll?: Poll;
  linkCard?: LinkCard;
  contentWarning?: string;
  /** Author, platform or moderators mark the whole of it as sensitive; `contentWarning` has the author's words for it. */
  sensitive?: true;
  /**
   * `logged-in-only`: the author asks not to be shown to people without an account. The words and media are not kept:
   * `text` is empty, the author has no name but the handle, and a card shows a notice and a link.
   */
  visibility?: 'logged-in-only';
  communityNote?: string;
  editedAt?: Instant;
  /** The source gave only the beginning of the text. */
  truncated: boolean;
}

export interface PostAuthor {
  name: string;
  /** Without the leading `@`. */
  handle?: string;
  /** The profile. */
  url?: string;
  avatar?: PostMedia;
}

/** A stretch of the text, in UTF-16 code units, end exclusive. */
export interface TextLink {
  start: number;
  end: number;
  kind: 'url' | 'mention' | 'hashtag' | 'media';
  url: string;
  /** What the platform shows in place of a shortened address: `news.example/harbour` for `https://t.co/…`. */
  shown?: string;
}

/** When a post was written, how exactly that is known, and from where. */
export interface PostTime {
  at: Instant;
  /** `day`: only the calendar day is known, and `at` is its midnight in UTC. */
  precision: 'day' | 'minute' | 'second' | 'millisecond';
  source: 'id' | 'api' | 'printed';
  /** The printed date and the id's time disagree: the id's is shown, and the post is to be checked. */
  disputed?: true;
}

export interface PostMedia {
  kind: 'image' | 'video' | 'gif' | 'audio';
  url: string;
  /** The picture that stands for a video, an animation or a sound. */
  still?: string;
  /** Our own copy of the picture (of `still`, where that is one): its blob's name. Only this is ever shown. */
  copy?: string;
  /** The author's own alternative text. */
  alt?: string;
  width?: number;
  height?: number;
  sensitive?: true;
  durationSeconds?: number;
}

export interface Poll {
  options: { label: string; votes?: number }[];
  endsAt?: Instant;
  multiple: boolean;
}

export interface LinkCard {
  url: string;
  title: string;
  description?: string;
  image?: PostMedia;
}

export type TombstoneReason = 'deleted' | 'suspended' | 'private' | 'blocked' | 'withdrawn' | 'unavailable';

/** What is left of a post that is known to be gone. */
export interface Tombstone {
  reason: TombstoneReason;
  url?: string;
  at?: Instant;
}

/**
 * What the network says of a post. Expected outcomes are values: nothing here is thrown. `unreachable` says nothing
 * of the post; without `retryAfterSeconds`, asking again would not help.
 */
export type Resolution =
  | { outcome: 'found'; post: Post; source: CaptureSource }
  | { outcome: 'gone'; tombstone: Tombstone }
  | { outcome: 'unreachable'; retryAfterSeconds?: number };

export type CaptureSource =
  | 'markup'
  | 'flattened-text'
  | 'link'
  | 'oembed'
  | 'syndication'
  | 'api'
  | 'activitypub';

/** Our stored copy of a post. It outlives the post; a take-down ends it. */
export interface Capture {
  platform: Platform;
  /** The platform's id, or `t-` and a digest of the words where no id is known. With `platform` it names the capture. */
  id: string;
  /** The permalink, or the link the article carried. */
  url?: string;
  state: 'live' | 'unknown' | TombstoneReason;
  /** Whose post it is and when it was written, as far as the link and the id tell: known even without the words. */
  handle?: string;
  created?: PostTime;
  /** What the article calls it, where that is a title and not the post's words: of a video, of a thread. */
  title?: string;
  /** Absent where the article carried a bare link and nothing has been fetched yet. */
  post?: Post;
  sources: CaptureSource[];
  capturedAt: Instant;
}

/** The name under which a capture is stored and linked: `x/1702027486012838297`. */
export type CaptureKey = `${Platform}/${string}`;

/** The key of a capture. */
export function captureKey(capture: Pick<Capture, 'platform' | 'id'>): CaptureKey {
  return `${capture.platform}/${capture.id}`;
}
