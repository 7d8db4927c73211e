import {
  decodeReferences,
  named,
  type ParsedPage,
  parsePage,
  pixels,
  property,
  quotedMetas,
} from './parsed-page.ts';
import {
  COMMON_PICTURES,
  mediaType,
  type Nothing,
  pageText,
  picture,
  type Shown,
  type Visit,
} from './visit.ts';

const MEBIBYTE = 1024 * 1024;
/** Bytes. */
const DISCORD = { title: 70, description: 350, site: 253 };
const XHTML = ['text/html', 'application/xhtml+xml'];

/**
 * Synapse (Matrix): of tags that come twice the last one counts; with more than 50 of them nothing does, and none with
 * more than 1,000 characters. A picture that cannot be fetched is dropped.
 */
export function synapse(visit: Visit): Shown | Nothing {
  const html = pageText(visit, 10 * MEBIBYTE, XHTML);
  if (typeof html !== 'string') return html;
  const page = parsePage(html);
  const tags = new Map<string, string>();
  for (const { property, content } of page.metas) {
    if (property && /^(?:og|article):/.test(property)) tags.set(property, content);
  }
  if (page.metas.filter(({ property }) => property?.startsWith('og:')).length > 50) tags.clear();
  for (const [name, content] of tags) if (content.length > 1000) tags.delete(name);
  const title = tags.get('og:title') ?? page.title;
  if (!title) return { nothing: 'no title' };
  return {
    title,
    description: tags.get('og:description'),
    image: picture(visit, tags.get('og:image'), { types: COMMON_PICTURES, limit: 10 * MEBIBYTE }),
    alt: tags.get('og:image:alt'),
    width: pixels(tags.get('og:image:width')),
    height: pixels(tags.get('og:image:height')),
    date: tags.get('article:published_time'),
    site: tags.get('og:site_name'),
  };
}

/** Nextcloud: HEAD has to be answered 200 and text/html; the picture's address absolute, its type without parameters. */
export function nextcloud(visit: Visit): Shown | Nothing {
  if (visit.head.status !== 200) return { nothing: `HEAD answers ${visit.head.status}` };
  if (mediaType(visit.head) !== 'text/html') return { nothing: 'HEAD says it is no page' };
  const html = pageText(visit, 5 * MEBIBYTE);
  if (typeof html !== 'string') return html;
  const page = parsePage(html);
  const title = property(page, 'og:title') ?? page.title;
  if (!title) return { nothing: 'no title' };
  const image = property(page, 'og:image');
  return {
    title,
    description: property(page, 'og:description') ?? named(page, 'description'),
    image: URL.canParse(image ?? '')
      ? picture(visit, image, {
          types: [...COMMON_PICTURES, 'image/jpg', 'image/svg+xml'],
          limit: 5 * MEBIBYTE,
          needsLength: true,
          exactType: true,
        })
      : undefined,
  };
}

/** Mattermost: all of a page's Open Graph, as the JSON it is kept in, may have 5 KiB. */
export function mattermost(visit: Visit): Shown | Nothing {
  const html = pageText(visit, 50 * MEBIBYTE, XHTML);
  if (typeof html !== 'string') return html;
  const page = parsePage(html);
  if (openGraphBytes(page) > 5 * 1024) return { nothing: 'its Open Graph has more than 5 KiB' };
  const title = property(page, 'og:title') ?? page.title;
  if (!title) return { nothing: 'no title' };
  return {
    title,
    description: property(page, 'og:description'),
    image: picture(visit, property(page, 'og:image:secure_url', 'og:image'), {
      types: COMMON_PICTURES,
      limit: 10 * MEBIBYTE,
    }),
    width: pixels(property(page, 'og:image:width')),
    height: pixels(property(page, 'og:image:height')),
    date: property(page, 'article:published_time'),
    site: property(page, 'og:site_name'),
  };
}

/** Bytes of the Open Graph of a page in JSON, as Go writes it: `<`, `>` and `&` are escapes of six bytes. */
export function openGraphBytes({ metas }: ParsedPage): number {
  const kept = metas.filter(({ property }) => /^(?:og|article):/.test(property ?? ''));
  const json = JSON.stringify(kept.map(({ property, content }) => ({ [property ?? '']: content })));
  return Buffer.byteLength(json.replace(/[<>&]/g, '\\u0000'));
}

/**
 * Discord: author and provider from oEmbed, the rest from Open Graph. Texts are cut by bytes; a site name over its limit
 * and there is nothing. The colour has to be six hexadecimal digits.
 */
export function discord(visit: Visit): Shown | Nothing {
  const html = pageText(visit, 1024 * 1024);
  if (typeof html !== 'string') return html;
  const page = parsePage(html);
  const title = property(page, 'og:title') ?? named(page, 'twitter:title') ?? page.title;
  if (!title) return { nothing: 'no title' };
  const site = property(page, 'og:site_name') ?? '';
  if (Buffer.byteLength(site) > DISCORD.site) return { nothing: 'og:site_name is too long' };
  const link = page.links.find(({ type }) => type === 'application/json+oembed');
  const answer = link && visit.others.get(link.href);
  const embed = answer?.status === 200 ? JSON.parse(Buffer.from(answer.bytes).toString()) : {};
  const colour = named(page, 'theme-color');
  return {
    title: cutBytes(title, DISCORD.title),
    description: cutBytes(property(page, 'og:description') ?? '', DISCORD.description),
    image: picture(visit, property(page, 'og:image'), { types: COMMON_PICTURES, limit: 8_000_000 }),
    author: embed.author_name,
    site: embed.provider_name ?? site,
    ...(colour && /^#[0-9a-f]{6}$/i.test(colour) && { colour }),
  };
}

function cutBytes(text: string, limit: number): string {
  const cut = new TextDecoder().decode(new TextEncoder().encode(text).subarray(0, limit));
  return cut.replace(/\uFFFD$/, '');
}

/**
 * Rocket.Chat: no parser, but patterns over quoted attributes in the first 250,000 bytes; single quotes are looked for
 * first, and the first tag of a name counts. The picture's address is shown as it is written.
 */
export function rocketChat(visit: Visit): Shown | Nothing {
  const html = pageText(visit, 250_000);
  if (typeof html !== 'string') return html;
  const metas = quotedMetas(html, ["'", '"']);
  const pageTitle = decodeReferences(/<title[^>]*>([^<]*)<\/title>/i.exec(html)?.[1] ?? '');
  const title = metas.get('og:title') || metas.get('twitter:title') || pageTitle;
  if (!title) return { nothing: 'no title' };
  return {
    title,
    description: metas.get('og:description') || metas.get('twitter:description') || metas.get('description'),
    image: metas.get('og:image') || metas.get('twitter:image'),
    width: pixels(metas.get('og:image:width')),
    height: pixels(metas.get('og:image:height')),
    site: metas.get('og:site_name'),
  };
}
