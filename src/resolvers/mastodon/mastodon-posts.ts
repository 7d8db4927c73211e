import type { Fetch } from '../../domain/ports.ts';
import type { Post, PostAuthor, Resolution, Tombstone } from '../../domain/post.ts';
import { PLATFORM_TABLE } from '../../embeds/platforms/platform-table.ts';
import { gone, jsonOf, statusOf, unreachable } from '../answer.ts';
import { asObject, asText, asWebUrl, type JsonObject } from '../json-value.ts';
import type { PostRef, Resolver, ResolverContext } from '../resolver.ts';
import { actorOf, readActor, readNote } from './activity-note.ts';
import { readStatus, type StatusPlace } from './mastodon-status.ts';

const { mastodon } = PLATFORM_TABLE;
const ACTIVITY = 'application/activity+json';

/** Looks up posts of Mastodon and of servers that speak as it does. */
export const resolveMastodonPosts: Resolver = (refs, context) =>
  Promise.all(refs.map((ref) => resolveMastodonPost(ref, context)));

async function resolveMastodonPost(ref: PostRef, context: ResolverContext): Promise<Resolution> {
  const place = placeOf(ref);
  if (!place) return unreachable();
  const asked = await askServer(place, context);
  if (!('elsewhere' in asked)) return asked;
  // What another server copied is its word only; the post's own server is asked for its own.
  const { elsewhere } = asked;
  const origin = placeOf({ platform: 'mastodon', url: elsewhere });
  const host = URL.parse(elsewhere)?.hostname ?? place.host;
  if (host === place.host || !isAllowed(host, context)) return unreachable();
  const answer = origin
    ? await askServer(origin, context)
    : await askActivityPub({ host, id: place.id, url: elsewhere }, context.fetch);
  if ('elsewhere' in answer) return unreachable();
  return answer.outcome === 'found' ? { ...answer, post: { ...answer.post, id: place.id } } : answer;
}

function isAllowed(host: string, { settings }: ResolverContext): boolean {
  const { enabled, servers } = settings.mastodon;
  return enabled && (!servers || servers.includes(host));
}

function placeOf({ id, url, handle }: PostRef): StatusPlace | undefined {
  const address = mastodon.match(url ?? '') ?? mastodon.match(mastodon.permalink(id ?? '', handle) ?? '');
  const host = address?.id.split('_')[0];
  return address && host ? { host, id: address.id, url: address.url } : undefined;
}

/** The server's own API first, then ActivityPub, which those without that API, or with it closed, may still speak. */
async function askServer(
  place: StatusPlace,
  context: ResolverContext,
): Promise<Resolution | { elsewhere: string }> {
  if (!isAllowed(place.host, context)) return unreachable();
  const { fetch } = context;
  const number = place.id.slice(place.id.lastIndexOf('_') + 1);
  const answer = await fetch.get(`https://${place.host}/api/v1/statuses/${number}`, {
    accept: 'application/json',
  });
  const code = statusOf(answer);
  const json = asObject(jsonOf(answer));
  if (code === 410) return gone('deleted', place.url);
  // Deleted, or not for everyone: the server does not say which.
  if (code === 404 && typeof json.error === 'string') return gone('unavailable', place.url);
  if (code === 200 && typeof json.content === 'string') return ownStatus(json, place);
  if (code === 0 || code === 429 || code >= 500) return unreachable(answer);
  return askActivityPub(place, fetch);
}

function ownStatus(status: JsonObject, place: StatusPlace): Resolution | { elsewhere: string } {
  const account = asText(asObject(status.account).acct, 320) ?? '';
  const url = asWebUrl(status.url);
  const isOwn = url === undefined || URL.parse(url)?.hostname === place.host;
  if (url !== undefined && (!isOwn || account.includes('@'))) return { elsewhere: url };
  return toResolution(
    readStatus(status, { ...place, url: mastodon.match(url ?? '')?.url ?? place.url }),
    'api',
  );
}

async function askActivityPub(place: StatusPlace, fetch: Fetch): Promise<Resolution> {
  const answer = await fetch.get(place.url, { accept: ACTIVITY });
  const code = statusOf(answer);
  const note = asObject(jsonOf(answer));
  if (code === 410) return gone('deleted', place.url);
  if (code === 404) return gone('unavailable', place.url);
  if (code !== 200) return unreachable(answer);
  const post = readNote(note, place, { name: '' });
  if (!post || 'reason' in post) return toResolution(post, 'activitypub');
  const actor = await fetch.get(actorOf(note), { accept: ACTIVITY });
  const author = readActor(asObject(jsonOf(actor)), place.host) ?? authorOf(place.url);
  return author ? toResolution({ ...post, author }, 'activitypub') : unreachable(actor);
}

/** What the post's address says of its author. */
function authorOf(url: string): PostAuthor | undefined {
  const handle = mastodon.match(url)?.handle;
  const profile = handle && mastodon.profile(handle);
  return handle && profile ? { name: handle.split('@')[0] ?? handle, handle, url: profile } : undefined;
}

function toResolution(post: Post | Tombstone | undefined, source: 'api' | 'activitypub'): Resolution {
  if (!post) return unreachable();
  return 'reason' in post ? { outcome: 'gone', tombstone: post } : { outcome: 'found', post, source };
}
