import type { Element } from 'hast';
import type { FoundEmbed } from '../domain/embed.ts';
import { foundLink } from './found-post.ts';
import { type FoundAddress, findAddress } from './platforms/find-address.ts';
import { LINK_RULES } from './platforms/platform-table.ts';
import { attribute } from './post-link.ts';
import { fromId } from './shortcode.ts';

/** What players call themselves: no title of what they play. */
const PLAYER_TITLE = /^(?:youtube|embedded|video|vidéo|player|lecteur|iframe)\b.{0,40}$|video player$/i;
const MAX_TITLE = 300;

/**
 * Reads an `iframe` as a platform's rendered embed. The address is in `src`, or, where a consent manager or a lazy
 * loader holds the frame back, in a `data-…src` attribute; the id may be in `data-tweet-id`.
 */
export function readFrame(frame: Element): FoundEmbed | undefined {
  const { properties } = frame;
  const id = attribute(properties, 'dataTweetId');
  const found =
    addressesOf(frame)
      .map(readFrameAddress)
      .find((address) => address) ?? (id ? fromId('x', id) : undefined);
  if (!found) return undefined;
  const title = found.platform === 'youtube' ? attribute(properties, 'title')?.trim() : undefined;
  const known = title && title.length <= MAX_TITLE && !PLAYER_TITLE.test(title) ? { title } : {};
  return foundLink(found, { form: 'frame', confidence: 0.97 }, known);
}

function addressesOf({ properties }: Element): string[] {
  return Object.entries(properties)
    .filter(([name]) => name === 'src' || (/^data/.test(name) && /src/i.test(name)))
    .map(([, value]) => (typeof value === 'string' ? value : ''));
}

function readFrameAddress(src: string): FoundAddress | undefined {
  const found = findAddress(src);
  if (found && found.platform !== 'mastodon') return found;
  // Only the embed page of a server proves that an unknown host is one.
  if (!/\/embed\/?$/.test(src)) return undefined;
  const address = LINK_RULES.mastodon.match(src) ?? pixelfed(src);
  return address && { platform: 'mastodon', address, raw: src };
}

/** Pixelfed speaks Mastodon's protocol; its posts are at `/p/USER/ID`. */
function pixelfed(src: string) {
  const [, host, user, id] =
    /^https:\/\/([a-z0-9.-]{4,253})\/p\/([A-Za-z0-9_.-]{1,64})\/(\d{15,20})\/embed\/?$/.exec(src) ?? [];
  const address =
    host && user && id ? LINK_RULES.mastodon.match(`https://${host}/@${user}/${id}`) : undefined;
  return address && { ...address, url: `https://${host}/p/${user}/${id}` };
}
