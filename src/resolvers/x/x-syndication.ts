import type { Fetch } from '../../domain/ports.ts';
import type { Resolution } from '../../domain/post.ts';
import { gone, jsonOf, statusOf, unreachable } from '../answer.ts';
import { asObject, asText } from '../json-value.ts';
import { readSyndicatedPost } from './x-syndicated-post.ts';
import { readXTombstone } from './x-tombstone.ts';

/** Without them the answer has no community notes and no edits. */
const FEATURES = ['tfw_tweet_edit_backend:on', 'tfw_show_birdwatch_pivots_enabled:on'].join(';');

/**
 * Asks what X's own embeds ask. Nothing found is an empty object, a page or a tombstone with a reason; a post without an
 * author belongs to an account that X no longer shows.
 */
export async function resolveFromSyndication(id: string, fetch: Fetch): Promise<Resolution> {
  const answer = await fetch.get(syndicationAddress(id), { accept: 'application/json' });
  const status = statusOf(answer);
  if (status === 404 || status === 410) return gone('unavailable');
  const json = jsonOf(answer);
  if (status !== 200 || json === undefined) return unreachable(answer);
  const found = asObject(json);
  if (JSON.stringify(json) === '{}') return gone('unavailable');
  if (found.__typename === 'TweetTombstone') return gone(readXTombstone(found));
  // What is neither is a form that X has not used before, and says nothing of the post.
  if (found.__typename !== 'Tweet') return unreachable(answer);
  const post = readSyndicatedPost(found);
  if (!post) return gone('unavailable');
  return isAsked(id, found) ? { outcome: 'found', post, source: 'syndication' } : unreachable();
}

/** An edited post may come under the id of another of its versions. */
function isAsked(id: string, { id_str: given, edit_control: edits }: Record<string, unknown>): boolean {
  const ids = asObject(edits).edit_tweet_ids;
  return given === id || (Array.isArray(ids) && ids.includes(id) && ids.includes(asText(given, 20)));
}

/** Where X's embeds read a post. The token is made from the id; without one X answers with nothing after a while. */
export function syndicationAddress(id: string): string {
  const token = ((Number(id) / 1e15) * Math.PI).toString(36).replace(/(0+|\.)/g, '');
  const query = new URLSearchParams({ id, lang: 'en', token, features: FEATURES });
  return `https://cdn.syndication.twimg.com/tweet-result?${query}`;
}
