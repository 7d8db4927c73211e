import { cleanLanguage } from '../../domain/language.ts';
import type { Poll, Post, PostAuthor, Tombstone } from '../../domain/post.ts';
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
import { readActivityMedia } from './mastodon-media.ts';
import type { StatusPlace } from './mastodon-status.ts';

/** The names of "everyone" (https://www.w3.org/TR/activitypub/#public-addressing). */
const EVERYONE = new Set(['https://www.w3.org/ns/activitystreams#Public', 'as:Public', 'Public']);
const KINDS = new Set(['Note', 'Question', 'Article', 'Page']);

/**
 * Reads an ActivityPub object. It must be of the host that answered; one that is not addressed to everyone is a tombstone,
 * like one that says it is. `author` is what else is known of who wrote it. `undefined` is no post.
 */
export function readNote(
  note: JsonObject,
  { host, id, url }: StatusPlace,
  author: PostAuthor,
): Post | Tombstone | undefined {
  if (hostOf(note.id) !== host) return undefined;
  if (note.type === 'Tombstone') return { reason: 'deleted', url };
  if (!KINDS.has(String(note.type)) || typeof note.content !== 'string') return undefined;
  if (hostOf(actorOf(note)) !== host) return undefined;
  if (![note.to, note.cc].flat().some((receiver) => EVERYONE.has(String(receiver)))) {
    return { reason: 'private', url };
  }
  const { text, links, truncated } = readContent(note.content);
  const created = asInstant(note.published);
  const media = readActivityMedia(note);
  const languages = Object.keys(asObject(note.contentMap));
  return present({
    platform: 'mastodon' as const,
    id,
    url,
    author,
    text,
    links,
    language: languages.length === 1 ? cleanLanguage(languages[0]) : undefined,
    direction: 'auto' as const,
    created: created ? { at: created, precision: 'second' as const, source: 'api' as const } : undefined,
    media,
    poll: readQuestion(note),
    contentWarning: asText(note.summary, 5000)?.trim() || undefined,
    sensitive: note.sensitive === true && media.length === 0 ? true : undefined,
    editedAt: asInstant(note.updated),
    truncated,
  } as const);
}

/** The address of the account that wrote it; empty where it names none or several. */
export function actorOf(note: JsonObject): string {
  const actor = Array.isArray(note.attributedTo) ? note.attributedTo[0] : note.attributedTo;
  return asWebUrl(actor) ?? asWebUrl(asObject(actor).id) ?? '';
}

/** Reads an account (a Person or the like) of `host`; `undefined` where it is another's. */
export function readActor(actor: JsonObject, host: string): PostAuthor | undefined {
  const user = asText(actor.preferredUsername, 64) ?? '';
  if (hostOf(actor.id) !== host || !/^[\w.-]+$/.test(user)) return undefined;
  const icon = Array.isArray(actor.icon) ? actor.icon[0] : actor.icon;
  const avatar = asWebUrl(asObject(icon).url);
  return present({
    name: asText(actor.name, 500)?.trim() || user,
    handle: `${user}@${host}`,
    url: asWebUrl(actor.url) ?? asWebUrl(actor.id),
    avatar: avatar ? { kind: 'image' as const, url: avatar } : undefined,
  });
}

function readQuestion(note: JsonObject): Poll | undefined {
  const multiple = Array.isArray(note.anyOf);
  const options = asObjects(multiple ? note.anyOf : note.oneOf).flatMap((option) => {
    const label = asText(option.name, 1000);
    return label ? [present({ label, votes: asCount(asObject(option.replies).totalItems) })] : [];
  });
  return options.length === 0 ? undefined : present({ options, endsAt: asInstant(note.endTime), multiple });
}

function hostOf(address: unknown): string | undefined {
  const url = asWebUrl(address);
  return url === undefined ? undefined : URL.parse(url)?.hostname;
}
