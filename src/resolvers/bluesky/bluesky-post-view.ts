import type { Instant } from '../../domain/instant.ts';
import { cleanLanguage } from '../../domain/language.ts';
import type { Post, PostMedia, PostTime, Tombstone } from '../../domain/post.ts';
import { asInstant, asObject, asText, asWebUrl, type JsonObject, present } from '../json-value.ts';
import { atUriParts, readEmbedView } from './bluesky-embed-view.ts';
import { profileOf, readFacets } from './bluesky-facets.ts';
import { readLabels, selfLabels } from './bluesky-labels.ts';

const MAX_TEXT = 30_000;

/**
 * Reads a post as the AppView gives it (app.bsky.feed.defs#postView). What moderators took away is a tombstone; of one
 * whose author asks not to be shown outside, only that is kept. `undefined` for what is no post. `now` ends labels.
 */
export function readPostView(view: JsonObject, now: Instant): Post | Tombstone | undefined {
  const embed = asObject(view.embed);
  const base = readBase({ view, record: asObject(view.record), embed, now });
  if (!base || 'reason' in base || base.visibility) return base;
  const { quoted } = readEmbedView(embed);
  const quote = quoted && readQuote(quoted, now);
  return quote ? { ...base, quote } : base;
}

function readQuote(quoted: JsonObject, now: Instant): Omit<Post, 'quote'> | Tombstone | undefined {
  const url = postAddress(quoted.uri);
  const tombstone = (reason: Tombstone['reason']): Tombstone => present({ reason, url });
  switch (quoted.$type) {
    case 'app.bsky.embed.record#viewRecord': {
      const [embed] = Array.isArray(quoted.embeds) ? (quoted.embeds as unknown[]) : [];
      const record = asObject(quoted.value);
      return readBase({ view: quoted, record, embed: asObject(embed), now });
    }
    case 'app.bsky.embed.record#viewNotFound':
      return tombstone('deleted');
    case 'app.bsky.embed.record#viewBlocked':
      return tombstone('blocked');
    case 'app.bsky.embed.record#viewDetached':
      return tombstone('unavailable');
    default:
      return undefined;
  }
}

interface Source {
  /** With `uri`, `author`, `labels` and `indexedAt`. */
  view: JsonObject;
  record: JsonObject;
  embed: JsonObject;
  now: Instant;
}

function readBase({ view, record, embed, now }: Source): Omit<Post, 'quote'> | Tombstone | undefined {
  const author = asObject(view.author);
  const { did, key } = atUriParts(view.uri);
  const url = postAddress(view.uri);
  if (!url || did !== author.did) return undefined;
  const labels = readLabels([view.labels, author.labels, selfLabels(record)], now);
  if (labels.hidden) return { reason: 'unavailable', url };
  const given = asText(author.handle, 253) ?? '';
  const handle = /^[a-z0-9.-]+$/i.test(given) && given !== 'handle.invalid' ? given.toLowerCase() : undefined;
  const common = {
    platform: 'bluesky' as const,
    id: `${did.replaceAll(':', '_')}_${key}`,
    url,
    direction: 'auto' as const,
    truncated: false,
    created: timeOf(asInstant(record.createdAt), asInstant(view.indexedAt)),
  };
  const profile = profileOf(did);
  if (labels.optedOut) {
    const shown = present({ name: handle ?? did, handle, url: profile });
    return present({
      ...common,
      author: shown,
      text: '',
      links: [],
      media: [],
      visibility: 'logged-in-only' as const,
    });
  }
  const whole = asText(record.text, MAX_TEXT + 1) ?? '';
  const text = whole.slice(0, MAX_TEXT).toWellFormed();
  const { media, linkCard } = readEmbedView(embed);
  const [language] = Array.isArray(record.langs) ? (record.langs as unknown[]) : [];
  return present({
    ...common,
    author: present({
      name: asText(author.displayName, 640) ?? handle ?? did,
      handle,
      url: profile,
      avatar: avatarOf(author, now),
    }),
    text,
    links: readFacets(text, record.facets),
    language: cleanLanguage(asText(language, 35)),
    media: media.map((medium) => (labels.sensitiveMedia ? { ...medium, sensitive: true as const } : medium)),
    linkCard,
    sensitive: labels.sensitive || undefined,
    truncated: whole.length > MAX_TEXT,
  });
}

/** A picture that would need a warning itself is left out. */
function avatarOf(author: JsonObject, now: Instant): PostMedia | undefined {
  const url = asWebUrl(author.avatar);
  const { sensitive, sensitiveMedia } = readLabels([author.labels], now);
  return url && !sensitive && !sensitiveMedia ? { kind: 'image', url } : undefined;
}

/** Authors state the time themselves; a post cannot be newer than its first sight (https://atproto.com/guides/applications). */
function timeOf(stated: Instant | undefined, seen: Instant | undefined): PostTime | undefined {
  const at = stated && seen && seen < stated ? seen : (stated ?? seen);
  return at ? { at, precision: 'millisecond', source: 'api' } : undefined;
}

function postAddress(uri: unknown): string | undefined {
  const { did, key } = atUriParts(uri);
  return did && `https://bsky.app/profile/${did}/post/${key}`;
}
