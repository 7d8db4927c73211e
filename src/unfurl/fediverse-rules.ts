import type { PageTags, Place } from './page-tags.ts';
import type { PageVisit } from './page-visit.ts';
import {
  COMMON_PICTURES,
  HTML,
  MEBIBYTE,
  type PlatformRules,
  type ShownFields,
  XHTML,
} from './platform-rules.ts';
import { decodeReferences } from './quoted-tags.ts';

type Data = Record<string, unknown>;

const TITLE: readonly Place[] = ['property og:title', 'title'];

/** Mastodon and its neighbours. */
export const FEDIVERSE_RULES: PlatformRules[] = [
  {
    name: 'Mastodon',
    known: 'source',
    page: { bytes: MEBIBYTE, types: HTML },
    fields: {
      title: ['either og:title', 'title'],
      description: ['either og:description', 'either description'],
      image: ['either og:image'],
      alt: ['either og:image:alt'],
      author: ['either author'],
      date: ['either article:published_time'],
      site: ['either og:site_name'],
      creator: ['either fediverse:creator'],
    },
    picture: { types: COMMON_PICTURES, bytes: 8 * MEBIBYTE },
    before: (visit, tags) => ofOembed(visit, tags) ?? ofLinkedData(tags),
  },
  {
    name: 'Misskey',
    known: 'source',
    page: { bytes: 10 * MEBIBYTE, types: XHTML },
    fields: {
      title: ['property og:title', 'either twitter:title', 'title'],
      description: ['property og:description', 'either twitter:description', 'either description'],
      image: ['property og:image', 'either twitter:image'],
      site: ['property og:site_name'],
      creator: ['either fediverse:creator'],
    },
    cuts: { title: { characters: 100 }, description: { characters: 300 } },
    picture: { types: COMMON_PICTURES, bytes: 10 * MEBIBYTE },
  },
  {
    name: 'Lemmy',
    known: 'source',
    page: { bytes: MEBIBYTE, types: XHTML },
    fields: {
      title: TITLE,
      description: ['property og:description', 'either description'],
      image: ['property og:image'],
    },
    picture: { types: COMMON_PICTURES, bytes: 10 * MEBIBYTE },
    refusal: ({ redirects }) =>
      redirects > 1 ? `it follows one redirect, and this address leads on ${redirects} times` : undefined,
  },
];

const OEMBED_TYPES = ['application/json+oembed', 'text/json+oembed', 'text/xml+oembed'];

/** The oEmbed answer that a page links to, as JSON; `undefined` where there is none that can be read. */
export function oembedOf(
  { others, address }: PageVisit,
  { links }: PageTags,
  types: readonly string[] = OEMBED_TYPES,
): Data | undefined {
  const link = links.find(({ rel, type }) => rel === 'alternate' && types.includes(type ?? ''));
  const url = link && URL.parse(link.href, address)?.href;
  const answer = url ? others.get(url) : undefined;
  return answer?.status === 200 ? readObject(new TextDecoder().decode(answer.bytes)) : undefined;
}

/** An answer of these types is shown instead of the page. */
function ofOembed(visit: PageVisit, tags: PageTags): { fields: ShownFields; instead: true } | undefined {
  const embed = oembedOf(visit, tags);
  if (embed?.version !== '1.0' || !['link', 'photo', 'video'].includes(String(embed.type))) return undefined;
  return {
    fields: { title: String(embed.title ?? ''), author: String(embed.author_name ?? '') },
    instead: true,
  };
}

function ofLinkedData({ scripts }: PageTags): { fields: ShownFields } | undefined {
  for (const { type, text } of scripts) {
    if (type !== 'application/ld+json') continue;
    const found = [readJson(decodeReferences(text))]
      .flat()
      .find(
        (object) => isObject(object) && (object['@type'] === 'NewsArticle' || object['@type'] === 'WebPage'),
      );
    if (!isObject(found)) continue;
    return {
      fields: {
        title: textOf(found.headline),
        description: textOf(found.description),
        author: nameOf(found.author),
        date: textOf(found.datePublished),
        site: nameOf(found.publisher),
      },
    };
  }
  return undefined;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readObject(text: string): Data | undefined {
  const value = readJson(text);
  return isObject(value) ? value : undefined;
}

function isObject(value: unknown): value is Data {
  return typeof value === 'object' && value !== null;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function nameOf(value: unknown): string | undefined {
  const first: unknown = [value].flat()[0];
  return isObject(first) ? textOf(first.name) : undefined;
}
