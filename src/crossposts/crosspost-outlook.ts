import type { Instant } from '../domain/instant.ts';
import type { Account } from './account.ts';
import type { Crosspost } from './crosspost-records.ts';

/** When something is done about a post, and what stands in the way. */
export interface Outlook {
  dueAt?: Instant;
  words?: string;
}

/** Whether a record may stand there: something was sent, and not deleted for good. */
export function mayStand({ sent }: Crosspost): boolean {
  return sent === 'unclear' || sent === 'answered';
}

/** Whether a post is of an account that is not set any more, at which nothing is done. */
export function isStranded(post: Crosspost, account: Account | undefined): boolean {
  return post.account !== account?.did;
}

/** What is to be expected of a post, given the account that is set and the moment: not only what came in its own way. */
export function outlookOf(post: Crosspost, account: Account | undefined, now: Instant): Outlook {
  const { dueAt, words } = post;
  if (!account || isStranded(post, account)) return told(strandedWords(post) ?? words);
  if (dueAt === undefined) return told(words);
  if (account.state === 'refused') {
    return told(`waits until the account is let in again: ${account.words ?? 'it is refused'}`);
  }
  const { waitUntil } = account;
  if (waitUntil === undefined || waitUntil <= now) return { dueAt, ...told(words) };
  const why = words ?? account.words;
  return {
    dueAt: dueAt > waitUntil ? dueAt : waitUntil,
    words: `waits for the server until ${waitUntil}${why === undefined ? '' : `: ${why}`}`,
  };
}

function strandedWords(post: Crosspost): string | undefined {
  if (mayStand(post)) {
    const stands = post.sent === 'answered' && !post.deleting ? 'stands' : 'may stand';
    return `${stands} at an account that is not set any more, and is neither corrected nor deleted there: set that account again, or delete it by hand`;
  }
  return post.state === 'waiting' ? 'was to be posted by an account that is not set any more' : undefined;
}

function told(words: string | undefined): { words?: string } {
  return words === undefined ? {} : { words };
}
