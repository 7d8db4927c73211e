import type { Account } from './account.ts';
import type { Crosspost } from './crosspost-records.ts';
import { POST_COLLECTION } from './post-record.ts';

/** The account as it is shown: without its password and its session. */
export function accountAnswer(account: Account): Record<string, unknown> {
  const { service, identifier, did, handle, settings, since, state, words, waitUntil } = account;
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

/** What became of an article, as it is shown. */
export function crosspostAnswer(post: Crosspost): Record<string, unknown> {
  const { articleId, account, state, rkey, cid, generation, createdAt, changedAt } = post;
  const { dueAt, attempts, words } = post;
  return {
    articleId,
    account,
    state,
    ...(cid !== undefined && {
      uri: `at://${account}/${POST_COLLECTION}/${rkey}`,
      cid,
      url: `https://bsky.app/profile/${account}/post/${rkey}`,
    }),
    generation,
    createdAt,
    changedAt,
    ...(dueAt !== undefined && { dueAt }),
    ...(attempts > 0 && { attempts }),
    ...(words !== undefined && { words }),
  };
}

/** Where the next list goes on. */
export function cursorOf({ changedAt, articleId }: Crosspost): string {
  return `${changedAt}~${articleId}`;
}
