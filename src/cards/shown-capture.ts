import type { Config } from '../domain/config.ts';
import type { Capture, Post } from '../domain/post.ts';

/**
 * What becomes of the card of a post that is gone from its platform: `keep` shows it as it was, `mark` says so as well,
 * `redact` takes the words away and leaves whose they were and when, `remove` says only that there was a post.
 */
export type OnDeleted = Config['onDeleted'];

/**
 * A capture with no more in it than may be shown, in any form: nothing of a post that was taken down, what the policy
 * leaves of one that is gone, and no words whose author wants them seen by people with an account only.
 */
export function shownCapture(stored: Capture, onDeleted: OnDeleted = 'mark'): Capture {
  const { platform, id, state, sources, capturedAt } = stored;
  const gone = state !== 'live' && state !== 'unknown';
  if (state === 'withdrawn' || (gone && onDeleted === 'remove'))
    return { platform, id, state, sources, capturedAt };
  if (gone && onDeleted === 'redact') return withoutWords(stored);
  if (!stored.post) return stored;
  return { ...stored, post: shownPost(stored.post) };
}

function withoutWords({ post, title: _, ...kept }: Capture): Capture {
  const url = kept.url ?? post?.url;
  const handle = kept.handle ?? post?.author.handle;
  const created = kept.created ?? post?.created;
  return {
    ...kept,
    ...(url === undefined ? {} : { url }),
    ...(handle === undefined ? {} : { handle }),
    ...(created ? { created } : {}),
  };
}

function shownPost(post: Post): Post {
  if (post.visibility) return notice(post);
  const { quote } = post;
  return quote && !('reason' in quote) && quote.visibility ? { ...post, quote: notice(quote) } : post;
}

/** Only where the post is, and that its author does not want it shown. */
function notice({ platform, id, url, author: { handle }, visibility }: Omit<Post, 'quote'>): Post {
  return {
    platform,
    ...(id === undefined ? {} : { id }),
    ...(url === undefined ? {} : { url }),
    author: { name: '', ...(handle === undefined ? {} : { handle }) },
    text: '',
    links: [],
    direction: 'auto',
    media: [],
    ...(visibility ? { visibility } : {}),
    truncated: false,
  };
}
