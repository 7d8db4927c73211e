import type { Capture, CaptureKey, Platform } from './post.ts';

/** The place in an article that points at a post. */
export interface EmbedRef {
  platform: Platform;
  /** The capture that stands here. */
  capture: CaptureKey;
  /** The link as the article had it. */
  url?: string;
  /**
   * In which form the article held the post: embed markup with its words, attributes that hold them, a frame or an
   * element that a script would have filled, a CMS's shortcode, a link alone, text that lost its markup.
   */
  form: 'blockquote' | 'data' | 'frame' | 'shortcode' | 'link' | 'flattened-text';
  /** 0 to 1: how sure it is that this is an embedded post, and that all of it and nothing else was taken. */
  confidence: number;
}

/** A post found in an article, before anything is stored: `capturedAt` is added when it is. */
export interface FoundEmbed {
  ref: EmbedRef;
  capture: Omit<Capture, 'capturedAt'>;
}
