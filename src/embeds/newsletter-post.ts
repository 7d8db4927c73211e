import type { Element } from 'hast';
import type { FoundEmbed } from '../domain/embed.ts';
import { toInstant } from '../domain/instant.ts';
import type { Post, PostMedia, PostTime } from '../domain/post.ts';
import { foundPost } from './found-post.ts';
import { PLATFORM_TABLE } from './platforms/platform-table.ts';
import { readWebAddress } from './platforms/web-address.ts';
import { attribute } from './post-link.ts';
import { findTextLinks } from './text-links.ts';

/** In UTF-16 code units: a long post with four pictures and a quoted one takes about 10,000. */
const MAX_JSON = 60_000;
const MAX_MEDIA = 20;

type Fields = Record<string, unknown>;

/** Whether an element may be a newsletter's copy of a post. */
export function mayBeNewsletterPost({ properties }: Element): boolean {
  return 'dataAttrs' in properties;
}

/**
 * Reads a post that Substack put into a newsletter: `div[data-attrs]`, JSON with the words, the author, the exact time,
 * pictures, and the quoted post. Returns `undefined` where the JSON is none, or names no post of X.
 */
export async function readNewsletterPost(element: Element): Promise<FoundEmbed | undefined> {
  const fields = parse(attribute(element.properties, 'dataAttrs'));
  const url = text(fields?.url);
  const address = url && PLATFORM_TABLE.x.match(url);
  if (!fields || !address) return undefined;
  const handle = handleOf(fields) ?? address.handle;
  const words = wordsOf(fields);
  if (!handle || !words) return undefined;
  const quote = quoteOf(fields.quoted_tweet);
  const linkCard = linkCardOf(fields.expanded_url);
  const avatar = picture(fields.profile_image_url);
  const profile = PLATFORM_TABLE.x.profile(handle);
  return foundPost(
    {
      platform: 'x',
      address,
      name: text(fields.name) ?? '',
      handle,
      text: words,
      links: findTextLinks(words, PLATFORM_TABLE.x),
      printed: timeOf(fields)?.at.slice(0, 10),
      more: {
        ...(PLATFORM_TABLE.x.timeOf(address.id) ? {} : created(fields)),
        ...(avatar
          ? {
              author: { name: text(fields.name) || handle, handle, ...(profile && { url: profile }), avatar },
            }
          : {}),
        media: mediaOf(fields),
        ...(quote ? { quote } : {}),
        ...(linkCard ? { linkCard } : {}),
      },
    },
    { form: 'data', confidence: 0.99, url },
  );
}

function quoteOf(value: unknown): Omit<Post, 'quote'> | undefined {
  const fields = record(value);
  const handle = fields && handleOf(fields);
  const words = fields && wordsOf(fields);
  if (!handle || !words) return undefined;
  const address = PLATFORM_TABLE.x.match(text(fields.url) ?? '');
  const profile = PLATFORM_TABLE.x.profile(handle);
  return {
    platform: 'x',
    ...(address ? { id: address.id, url: address.url } : {}),
    author: { name: text(fields.name) || handle, handle, ...(profile ? { url: profile } : {}) },
    text: words,
    links: findTextLinks(words, PLATFORM_TABLE.x),
    direction: 'auto',
    ...created(fields),
    media: mediaOf(fields),
    truncated: false,
  };
}

function created(fields: Fields): { created?: PostTime } {
  const time = timeOf(fields);
  return time ? { created: time } : {};
}

/** `Sat Sep 19 05:18:23 +0000 2020` of X's API, or RFC 3339. */
function timeOf(fields: Fields): PostTime | undefined {
  const date = text(fields.date) ?? '';
  const api = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{2}) (\d{2}:\d{2}:\d{2}) \+0000 (\d{4})$/.exec(date);
  const iso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?Z$/.test(date);
  const moment = api
    ? Date.parse(`${api[1]} ${api[2]} ${api[4]} ${api[3]} GMT`)
    : iso
      ? Date.parse(date)
      : Number.NaN;
  if (Number.isNaN(moment) || moment < Date.UTC(2006, 2, 1) || moment >= Date.UTC(2100, 0, 1))
    return undefined;
  return { at: toInstant(new Date(moment)), precision: 'second', source: 'printed' };
}

function mediaOf(fields: Fields): PostMedia[] {
  const photos = Array.isArray(fields.photos) ? fields.photos.slice(0, MAX_MEDIA) : [];
  const media = photos.flatMap((photo) => {
    const image = record(photo);
    const medium = image && picture(image.img_url);
    const alt = image && text(image.alt_text);
    return medium ? [{ ...medium, ...(alt ? { alt } : {}) }] : [];
  });
  const video = webAddress(fields.video_url);
  return video ? [...media, { kind: 'video', url: video }] : media;
}

function linkCardOf(value: unknown): Post['linkCard'] {
  const fields = record(value);
  const url = fields && webAddress(fields.url);
  const title = fields && text(fields.title);
  if (!url || !title) return undefined;
  const description = text(fields.description);
  const image = picture(fields.image);
  return { url, title, ...(description ? { description } : {}), ...(image ? { image } : {}) };
}

/** The words without the markup that Substack adds to them, and without the escapes of X's API. */
function wordsOf(fields: Fields): string {
  const escapes: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'", amp: '&' };
  return (text(fields.full_text) ?? '')
    .replace(/<br\s{0,3}\/?>/gi, '\n')
    .replace(/<\/?(?:span|a|p|div)(?:\s[^<>]{0,2000})?>/gi, '')
    .replace(/&(lt|gt|quot|#39|#x27|amp);/g, (_, name: string) => escapes[name] ?? '')
    .replace(/\r\n?/g, '\n')
    .trim();
}

function handleOf(fields: Fields): string | undefined {
  return /^@?([A-Za-z0-9_]{1,20})$/.exec(text(fields.username) ?? '')?.[1];
}

function picture(value: unknown): PostMedia | undefined {
  const url = webAddress(value);
  return url ? { kind: 'image', url } : undefined;
}

function webAddress(value: unknown): string | undefined {
  return readWebAddress(text(value))?.href;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function record(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

function parse(json: string | undefined): Fields | undefined {
  if (!json || json.length > MAX_JSON) return undefined;
  try {
    return record(JSON.parse(json));
  } catch {
    return undefined;
  }
}
