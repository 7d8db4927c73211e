import type { Instant } from '../domain/instant.ts';
import type { Account } from './account.ts';
import { isStranded, mayStand, outlookOf } from './crosspost-outlook.ts';
import type { Crosspost } from './crosspost-records.ts';
import { POST_COLLECTION } from './post-record.ts';

/** The account as it is shown: without its password and its session. */
export function accountAnswer(account: Account): Record<string, unknown> {
  const { service, identifier, did, handle, settings, since, state, waitUntil } = account;
  const words = state === 'refused' ? refusedWords(account) : account.words;
  return {
    service,
    identifier,
    did,
    handle,
    ...settings,
    since,
    state,
    ...(words !== undefined && { words }),
    ...(waitUntil !== undefined && { waitUntil }),
  };
}

/** Whoever changes the account without its password hears that this lets nobody in. */
function refusedWords({ words = 'it is refused' }: Account): string {
  return `${words}; nothing is asked until its app password is sent again`;
}

/** What became of an article, as it is shown at the moment `now`. `account`: the one that is set. */
export function crosspostAnswer(
  post: Crosspost,
  account: Account | undefined,
  now: Instant,
): Record<string, unknown> {
  const { articleId, state, cid, generation, createdAt, changedAt, attempts } = post;
  const { uri, url } = placeOf(post);
  const { dueAt, words } = outlookOf(post, account, now);
  // Whoever has to look there by hand is told where, even if it never became known what came of it.
  const hasPlace = cid !== undefined || (isStranded(post, account) && mayStand(post));
  return {
    articleId,
    account: post.account,
    state,
    ...(hasPlace && {
      uri,
      ...(cid !== undefined && { cid }),
      url,
    }),
    generation,
    createdAt,
    changedAt,
    ...(dueAt !== undefined && { dueAt }),
    ...(attempts > 0 && { attempts }),
    ...(words !== undefined && { words }),
  };
}

/** Where a post stands, or would: by its record, and on Bluesky. */
export function placeOf({ account, rkey }: Pick<Crosspost, 'account' | 'rkey'>): {
  uri: string;
  url: string;
} {
  return {
    uri: `at://${account}/${POST_COLLECTION}/${rkey}`,
    url: `https://bsky.app/profile/${account}/post/${rkey}`,
  };
}

/** Where the next list goes on. */
export function cursorOf({ changedAt, articleId, account }: Crosspost): string {
  return `${changedAt}~${articleId}~${account}`;
}
