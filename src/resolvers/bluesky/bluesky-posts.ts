import { toInstant } from '../../domain/instant.ts';
import type { Post, Resolution } from '../../domain/post.ts';
import { PLATFORM_TABLE } from '../../embeds/platforms/platform-table.ts';
import { gone, unreachable } from '../answer.ts';
import { asObject, asText, type JsonObject } from '../json-value.ts';
import type { PostRef, Resolver } from '../resolver.ts';
import { type BlueskyAppView, openAppView, type Viewed } from './bluesky-app-view.ts';
import { atUriParts } from './bluesky-embed-view.ts';
import { readPostView } from './bluesky-post-view.ts';

/** As many as app.bsky.feed.getPosts takes. */
const BATCH = 25;

/** Looks up posts of Bluesky, 25 at a time. */
export const resolveBlueskyPosts: Resolver = async (refs, { fetch, clock, settings }) => {
  if (!settings.bluesky.enabled) return refs.map(() => unreachable());
  const view = await openAppView(settings.bluesky.appView, fetch);
  const dids = once((handle) => view.did(handle));
  const wanted = await Promise.all(refs.map((ref) => locate(ref, dids)));
  const uris = wanted.flatMap((found) => ('data' in found ? [found.data] : []));
  const posts = await postsByUri(view, uris);
  const parents = await postsByUri(view, [...posts.values()].flatMap(parentOf));
  const accounts = once((did) => view.account(did));
  const now = toInstant(clock.now());
  return Promise.all(
    wanted.map(async (found): Promise<Resolution> => {
      if ('failed' in found) return found.failed;
      // A handle that leads nowhere says that the account goes by another name now, or is gone.
      if ('error' in found) return found.error === '' ? unreachable() : gone('unavailable');
      const answer = posts.get(found.data);
      if (!answer) return missing(found.data, accounts);
      if ('failed' in answer) return answer.failed;
      if ('error' in answer) return unreachable();
      const post = readPostView(answer.data, now);
      if (!post) return unreachable();
      if ('reason' in post) return { outcome: 'gone', tombstone: post };
      const parent = parents.get(parentOf(answer)[0] ?? '');
      return {
        outcome: 'found',
        post: withReply(post, parent && 'data' in parent ? parent.data : {}),
        source: 'api',
      };
    }),
  );
};

/** Asks every question once, however often it comes. */
function once<Answer>(ask: (question: string) => Promise<Answer>): (question: string) => Promise<Answer> {
  const asked = new Map<string, Promise<Answer>>();
  return (question) => {
    const answer = asked.get(question) ?? ask(question);
    asked.set(question, answer);
    return answer;
  };
}

/** The at: address of a post, its author by DID; an empty error where the reference is none. */
async function locate(
  { id, url }: PostRef,
  didOf: (handle: string) => Promise<Viewed<string>>,
): Promise<Viewed<string>> {
  const address =
    PLATFORM_TABLE.bluesky.match(url ?? '')?.url ?? PLATFORM_TABLE.bluesky.permalink(id ?? '') ?? '';
  const [, account = '', key = ''] = /\/profile\/([^/]+)\/post\/([^/]+)$/.exec(address) ?? [];
  if (!account) return { error: '' };
  const did = account.startsWith('did:') ? { data: account } : await didOf(account);
  return 'data' in did ? { data: `at://${did.data}/app.bsky.feed.post/${key}` } : did;
}

async function postsByUri(view: BlueskyAppView, uris: string[]): Promise<Map<string, Viewed<JsonObject>>> {
  const found = new Map<string, Viewed<JsonObject>>();
  const distinct = [...new Set(uris)];
  for (let start = 0; start < distinct.length; start += BATCH) {
    const batch = distinct.slice(start, start + BATCH);
    const answer = await view.posts(batch);
    if ('data' in answer)
      for (const post of answer.data) found.set(asText(post.uri, 1000) ?? '', { data: post });
    else for (const uri of batch) found.set(uri, answer);
  }
  return found;
}

/** Posts that are not there are left out of the answer without a word; their account tells why. */
async function missing(
  uri: string,
  accountOf: (did: string) => Promise<Viewed<JsonObject>>,
): Promise<Resolution> {
  const account = await accountOf(atUriParts(uri).did);
  if ('data' in account) return gone('deleted');
  if ('failed' in account) return account.failed;
  return gone(account.error === 'AccountTakedown' ? 'suspended' : 'unavailable');
}

function parentOf(answer: Viewed<JsonObject>): string[] {
  const record = 'data' in answer ? asObject(answer.data.record) : {};
  const uri = asText(asObject(asObject(record.reply).parent).uri, 1000);
  return uri && atUriParts(uri).did ? [uri] : [];
}

/** Names whom a post answers, unless they ask not to be named outside. */
function withReply(post: Post, parentView: JsonObject): Post {
  const parent = readPostView(parentView, '');
  if (!parent || 'reason' in parent || parent.visibility || !parent.author.handle || post.visibility)
    return post;
  return { ...post, replyTo: { handle: parent.author.handle, ...(parent.url ? { url: parent.url } : {}) } };
}
