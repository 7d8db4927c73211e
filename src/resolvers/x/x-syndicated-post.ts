import { cleanLanguage } from '../../domain/language.ts';
import type { Post, PostTime, Tombstone } from '../../domain/post.ts';
import { PLATFORM_TABLE } from '../../embeds/platforms/platform-table.ts';
import { asInstant, asObject, asText, type JsonObject, present } from '../json-value.ts';
import { readXLinkCard, readXPoll } from './x-card.ts';
import { readXAvatar, readXMedia } from './x-media.ts';
import { xPermalink } from './x-permalink.ts';
import { readXText } from './x-text.ts';
import { readXTombstone } from './x-tombstone.ts';

const { x } = PLATFORM_TABLE;
const ID = /^[1-9]\d{0,19}$/;

/**
 * Reads a post as cdn.syndication.twimg.com gives it. Without an author it is not to be had: X leaves out those of
 * suspended accounts. `undefined` too where it is no post at all.
 */
export function readSyndicatedPost(answer: JsonObject): Post | undefined {
  const quoted = asObject(answer.quoted_tweet);
  const quote = readQuote(quoted);
  const base = readBase(answer, quote && 'author' in quote ? quote.id : undefined);
  return base && { ...base, ...(quote ? { quote } : {}) };
}

function readQuote(quoted: JsonObject): Omit<Post, 'quote'> | Tombstone | undefined {
  if (quoted.__typename === 'TweetTombstone') return { reason: readXTombstone(quoted) };
  if (!ID.test(asText(quoted.id_str, 20) ?? '')) return undefined;
  return readBase(quoted) ?? { reason: 'unavailable', url: xPermalink(String(quoted.id_str)) };
}

function readBase(answer: JsonObject, quotedId?: string): Omit<Post, 'quote'> | undefined {
  const id = asText(answer.id_str, 20) ?? '';
  const user = asObject(answer.user);
  const handle = asText(user.screen_name, 20) ?? '';
  if (!ID.test(id) || !/^\w+$/.test(handle) || typeof answer.text !== 'string') return undefined;
  const { text, links } = readXText(answer, quotedId);
  const created = timeOf(id, answer);
  return present({
    platform: 'x' as const,
    id,
    url: xPermalink(id, handle),
    author: present({
      name: asText(user.name, 200) ?? handle,
      handle,
      url: x.profile(handle),
      avatar: readXAvatar(user),
    }),
    text,
    links,
    language: cleanLanguage(asText(answer.lang, 35)),
    direction: 'auto' as const,
    created,
    media: readXMedia(answer),
    replyTo: replyOf(answer),
    poll: readXPoll(answer),
    linkCard: readXLinkCard(answer),
    communityNote: asText(asObject(asObject(answer.birdwatch_pivot).subtitle).text, 5000),
    editedAt: editOf(answer),
    // The text of a long post is not given out, only its first 280 characters.
    truncated: Object.keys(asObject(answer.note_tweet)).length > 0,
  });
}

/** The id's time is exact to the millisecond, the answer's to the second. */
function timeOf(id: string, answer: JsonObject): PostTime | undefined {
  const time = x.timeOf(id);
  if (time) return { ...time, source: 'id' };
  const at = asInstant(answer.created_at);
  return at ? { at, precision: 'second', source: 'api' } : undefined;
}

function replyOf(answer: JsonObject): Post['replyTo'] {
  const handle = asText(answer.in_reply_to_screen_name, 20) ?? '';
  const id = asText(answer.in_reply_to_status_id_str, 20) ?? '';
  if (!/^\w+$/.test(handle)) return undefined;
  return { handle, ...(ID.test(id) ? { url: xPermalink(id, handle) } : {}) };
}

/** Every version of an edited post has an id of its own, and with it the time of the edit. */
function editOf(answer: JsonObject): string | undefined {
  const ids = asObject(answer.edit_control).edit_tweet_ids;
  const last: unknown = Array.isArray(ids) && ids.length > 1 ? ids.at(-1) : undefined;
  return typeof last === 'string' ? x.timeOf(last)?.at : undefined;
}
