import { jsonBytes } from './clipped-text.ts';
import { oembedOf } from './fediverse-rules.ts';
import { type PageTags, valueAt } from './page-tags.ts';
import { mediaType } from './page-visit.ts';
import { COMMON_PICTURES, HTML, MEBIBYTE, OPEN_GRAPH, type PlatformRules, XHTML } from './platform-rules.ts';

/** Bytes of `og:site_name` from which Discord shows nothing. */
const DISCORD_SITE = 253;
const MATTERMOST_BYTES = 5 * 1024;

/** Rooms: what many read at work or at play. */
export const ROOM_RULES: PlatformRules[] = [
  {
    name: 'Discord',
    known: 'reports',
    page: { bytes: MEBIBYTE, types: HTML },
    fields: {
      title: ['property og:title', 'name twitter:title', 'title'],
      description: ['property og:description'],
      image: ['property og:image'],
      site: ['property og:site_name'],
    },
    cuts: { title: { bytes: 70 }, description: { bytes: 350 } },
    picture: { types: COMMON_PICTURES, bytes: 8_000_000 },
    refusal: (_, tags) => {
      const site = new TextEncoder().encode(valueAt(tags, OPEN_GRAPH.site) ?? '').length;
      return site > DISCORD_SITE ? `og:site_name has ${site} bytes, over ${DISCORD_SITE}` : undefined;
    },
    before: (visit, tags) => {
      const embed = oembedOf(visit, tags, ['application/json+oembed']);
      const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
      const colour = valueAt(tags, ['name theme-color']);
      return {
        fields: {
          author: text(embed?.author_name),
          site: text(embed?.provider_name),
          ...(colour && /^#[0-9a-f]{6}$/i.test(colour) && { colour }),
        },
      };
    },
  },
  {
    name: 'Slack',
    known: 'reports',
    page: { bytes: MEBIBYTE, types: HTML },
    fields: {
      title: ['property og:title', 'name twitter:title', 'title'],
      description: ['property og:description', 'name twitter:description', 'name description'],
      image: ['property og:image', 'name twitter:image'],
      site: ['property og:site_name'],
    },
    picture: { types: COMMON_PICTURES, bytes: 5_000_000 },
  },
  {
    name: 'Teams',
    known: 'reports',
    page: { bytes: MEBIBYTE, types: HTML },
    fields: {
      title: ['property og:title', 'name twitter:title', 'title'],
      description: ['property og:description', 'name twitter:description', 'name description'],
      image: ['property og:image', 'name twitter:image'],
    },
    picture: { types: COMMON_PICTURES, bytes: 5_000_000 },
  },
  {
    name: 'Matrix',
    known: 'source',
    page: { bytes: 10 * MEBIBYTE, types: XHTML },
    reading: 'last',
    fields: { ...OPEN_GRAPH, alt: ['property og:image:alt'], date: ['property article:published_time'] },
    picture: { types: COMMON_PICTURES, bytes: 10 * MEBIBYTE },
  },
  {
    name: 'Mattermost',
    known: 'source',
    page: { bytes: 50 * MEBIBYTE, types: XHTML },
    fields: {
      ...OPEN_GRAPH,
      image: ['property og:image:secure_url', 'property og:image'],
      date: ['property article:published_time'],
    },
    picture: { types: COMMON_PICTURES, bytes: 10 * MEBIBYTE },
    refusal: (_, tags) => {
      const bytes = openGraphBytes(tags);
      return bytes > MATTERMOST_BYTES
        ? `its Open Graph has ${bytes} bytes, over ${MATTERMOST_BYTES}`
        : undefined;
    },
  },
  {
    name: 'Nextcloud',
    known: 'source',
    page: { bytes: 5 * MEBIBYTE, types: HTML },
    fields: {
      title: OPEN_GRAPH.title,
      description: ['property og:description', 'name description'],
      image: OPEN_GRAPH.image,
    },
    picture: {
      types: [...COMMON_PICTURES, 'image/jpg', 'image/svg+xml'],
      bytes: 5 * MEBIBYTE,
      needsLength: true,
      exactType: true,
      absolute: true,
    },
    refusal: ({ head }) => {
      if (head.status !== 200) return `it asks by HEAD first, which answers ${head.status}`;
      return mediaType(head) === 'text/html' ? undefined : 'HEAD says that this is no page';
    },
  },
  {
    name: 'Rocket.Chat',
    known: 'source',
    page: { bytes: 250_000, types: HTML },
    reading: 'quoted',
    quotes: { order: ["'", '"'], headOnly: false },
    fields: {
      title: ['either og:title', 'either twitter:title', 'title'],
      description: ['either og:description', 'either twitter:description', 'either description'],
      image: ['either og:image', 'either twitter:image'],
      site: ['either og:site_name'],
    },
    picture: { types: COMMON_PICTURES, bytes: Number.POSITIVE_INFINITY, unseen: true },
  },
];

/** Bytes of the Open Graph of a page in JSON, as Mattermost keeps it. */
export function openGraphBytes({ metas }: PageTags): number {
  const kept = metas.filter(({ property }) => /^(?:og|article):/.test(property ?? ''));
  return jsonBytes(kept.map(({ property, content }) => ({ [property ?? '']: content }))) + 2;
}
