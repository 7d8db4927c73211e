import { cleanLanguage } from '../../domain/language.ts';
import type { LinkCard, Poll, Post, Tombstone, TombstoneReason } from '../../domain/post.ts';
import {
  asCount,
  asInstant,
  asObject,
  asObjects,
  asText,
  asWebUrl,
  type JsonObject,
  present,
} from '../json-value.ts';
import { readContent } from './content-text.ts';
import { readMastodonMedia } from './mastodon-media.ts';

/** Whose answer a status is, and what the article called it. */
export interface StatusPlace {
  /** The host that was asked. */
  host: string;
  id: string;
  url: string;
}

/** Only these may be shown outside. */
const OPEN = new Set(['public', 'unlisted']);

/**
 * Reads a status (https://docs.joinmastodon.org/entities/Status/). One that is not for everyone is a tombstone, whoever
 * answered it; `undefined` is no status at all.
 */
export function readStatus(status: JsonObject, place: StatusPlace): Post | Tombstone | undefined {
  const quote = readQuote(asObject(status.quote), place.host);
  const base = readBase(status, place, quote !== undefined && !('reason' in quote));
  return base && !('reason' in base) && quote ? { ...base, quote } : base;
}

function readBase(
  status: JsonObject,
  { host, id, url }: StatusPlace,
  quoteShown: boolean,
): Omit<Post, 'quote'> | Tombstone | undefined {
  const account = asObject(status.account);
  const acct = asText(account.acct, 320) ?? '';
  if (typeof status.content !== 'string' || !/^[\w.-]+(?:@[\w.:-]+)?$/.test(acct)) return undefined;
  if (!OPEN.has(String(status.visibility))) return { reason: 'private', url };
  const { text, links, truncated } = readContent(status.content, quoteShown);
  const handle = acct.includes('@') ? acct : `${acct}@${host}`;
  const created = asInstant(status.created_at);
  const avatar = asWebUrl(account.avatar_static) ?? asWebUrl(account.avatar);
  const media = readMastodonMedia(status);
  return present({
    platform: 'mastodon' as const,
    id,
    url,
    author: present({
      name: asText(account.display_name, 500)?.trim() || acct,
      handle,
      url: asWebUrl(account.url),
      avatar: avatar ? { kind: 'image' as const, url: avatar } : undefined,
    }),
    text,
    links,
    language: cleanLanguage(asText(status.language, 35)),
    direction: 'auto' as const,
    created: created ? { at: created, precision: 'millisecond' as const, source: 'api' as const } : undefined,
    media,
    replyTo: replyOf(status, host),
    poll: readPoll(status.poll),
    linkCard: readCard(asObject(status.card)),
    contentWarning: asText(status.spoiler_text, 5000)?.trim() || undefined,
    sensitive: status.sensitive === true && media.length === 0 ? true : undefined,
    editedAt: asInstant(status.edited_at),
    truncated,
  } as const);
}

/** What has become of a quote, by its state; a state that is not known is one that may not be shown. */
const QUOTE_STATES: Record<string, TombstoneReason> = {
  deleted: 'deleted',
  blocked_account: 'blocked',
  blocked_domain: 'blocked',
  muted_account: 'blocked',
  unauthorized: 'private',
};

function readQuote(quote: JsonObject, host: string): Omit<Post, 'quote'> | Tombstone | undefined {
  const state = asText(quote.state, 50);
  if (state === undefined) return undefined;
  if (state !== 'accepted') {
    return {
      reason: Object.hasOwn(QUOTE_STATES, state) ? (QUOTE_STATES[state] ?? 'unavailable') : 'unavailable',
    };
  }
  const quoted = asObject(quote.quoted_status);
  const url = asWebUrl(quoted.url) ?? asWebUrl(quoted.uri);
  const number = asText(quoted.id, 20);
  if (!url || !number || !/^\d+$/.test(number)) return undefined;
  return readBase(quoted, { host, id: `${host}_${number}`, url }, false);
}

/** The one who is answered is among those mentioned. */
function replyOf(status: JsonObject, host: string): Post['replyTo'] {
  const id = asText(status.in_reply_to_account_id, 30);
  const mention = asObjects(status.mentions).find((mentioned) => mentioned.id === id);
  const acct = asText(mention?.acct, 320);
  if (!id || !acct) return undefined;
  return present({ handle: acct.includes('@') ? acct : `${acct}@${host}`, url: asWebUrl(mention?.url) });
}

function readPoll(value: unknown): Poll | undefined {
  const poll = asObject(value);
  const options = asObjects(poll.options).flatMap((option) => {
    const label = asText(option.title, 1000);
    return label ? [present({ label, votes: asCount(option.votes_count) })] : [];
  });
  if (options.length === 0) return undefined;
  return present({ options, endsAt: asInstant(poll.expires_at), multiple: poll.multiple === true });
}

function readCard(card: JsonObject): LinkCard | undefined {
  const url = asWebUrl(card.url);
  const title = asText(card.title);
  const image = asWebUrl(card.image);
  if (!url || !title) return undefined;
  return present({
    url,
    title,
    description: asText(card.description, 2000),
    image: image
      ? present({
          kind: 'image' as const,
          url: image,
          alt: asText(card.image_description, 2000),
          width: asCount(card.width) || undefined,
          height: asCount(card.height) || undefined,
        })
      : undefined,
  });
}
