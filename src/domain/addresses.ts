import type { FeedFormat } from './feed.ts';
import type { CaptureKey } from './post.ts';

/** Where everything is found. `publicUrl` comes from the settings, never from a request's Host. */

/** The page of an article. */
export function articleAddress(publicUrl: string, id: string): string {
  return `${publicUrl}/articles/${id}`;
}

/** The feed of a topic. */
export function feedAddress(publicUrl: string, topic: string, format: FeedFormat): string {
  return `${publicUrl}/feeds/${topic.split('/').map(encodeURIComponent).join('/')}.${format}`;
}

/** One drawing of an article's preview; never changes. */
export function previewAddress(
  publicUrl: string,
  id: string,
  hash: string,
  type: 'image/png' | 'image/jpeg',
): string {
  return `${publicUrl}/previews/${id}/${hash}.${type === 'image/png' ? 'png' : 'jpg'}`;
}

/** The card of a post. */
export function cardAddress(
  publicUrl: string,
  capture: CaptureKey,
  format: 'html' | 'mail.html' | 'md' | 'json' | 'txt' | 'png',
): string {
  return `${publicUrl}/cards/${capture}.${format}`;
}
