import { decodeReferences, either, type ParsedPage, parsePage, pixels, property } from './parsed-page.ts';
import { COMMON_PICTURES, type Nothing, pageText, picture, type Shown, type Visit } from './visit.ts';

const MEBIBYTE = 1024 * 1024;

/**
 * Mastodon: an oEmbed answer of type link, photo or video is shown instead of the page. Else NewsArticle or WebPage as
 * linked data comes before Open Graph, and that before the title; character references in the data are decoded first.
 */
export function mastodon(visit: Visit): Shown | Nothing {
  const html = pageText(visit, MEBIBYTE);
  if (typeof html !== 'string') return html;
  const page = parsePage(html);
  const embed = oembedOf(visit, page);
  if (embed?.version === '1.0' && ['link', 'photo', 'video'].includes(String(embed.type))) {
    return { title: String(embed.title ?? ''), author: String(embed.author_name ?? '') };
  }
  const data = linkedDataOf(page);
  const title = textOf(data?.headline) ?? either(page, 'og:title') ?? page.title;
  if (!title) return { nothing: 'no title' };
  return {
    title,
    description: textOf(data?.description) ?? either(page, 'og:description', 'description'),
    image: picture(visit, either(page, 'og:image'), { types: COMMON_PICTURES, limit: 8 * MEBIBYTE }),
    alt: either(page, 'og:image:alt'),
    width: pixels(either(page, 'og:image:width')),
    height: pixels(either(page, 'og:image:height')),
    author: nameOf(data?.author) ?? either(page, 'author'),
    date: textOf(data?.datePublished) ?? either(page, 'article:published_time'),
    site: nameOf(data?.publisher) ?? either(page, 'og:site_name'),
    creator: either(page, 'fediverse:creator'),
  };
}

type Data = Record<string, unknown>;

function oembedOf({ others }: Visit, page: ParsedPage): Data | undefined {
  const types = ['application/json+oembed', 'text/json+oembed', 'text/xml+oembed'];
  const link = page.links.find(({ rel, type }) => rel === 'alternate' && types.includes(type ?? ''));
  const answer = link && others.get(link.href);
  return answer?.status === 200 ? JSON.parse(new TextDecoder().decode(answer.bytes)) : undefined;
}

function linkedDataOf(page: ParsedPage): Data | undefined {
  for (const { type, text } of page.scripts) {
    if (type !== 'application/ld+json') continue;
    const found = [JSON.parse(decodeReferences(text)) as Data]
      .flat()
      .find((object) => object['@type'] === 'NewsArticle' || object['@type'] === 'WebPage');
    if (found) return found;
  }
  return undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function nameOf(value: unknown): string | undefined {
  return textOf(([value].flat()[0] as Data | undefined)?.name);
}

/** Lemmy: the first MiB, and one redirect to an absolute address; Open Graph, then the title. */
export function lemmy(visit: Visit): Shown | Nothing {
  const { status, headers } = visit.page;
  if (status >= 300 && status < 400) {
    if (!URL.canParse(headers.location ?? '')) return { nothing: 'a redirect without an absolute address' };
    return { nothing: 'the page is elsewhere; visit it there, once' };
  }
  const html = pageText(visit, MEBIBYTE, ['text/html', 'application/xhtml+xml']);
  if (typeof html !== 'string') return html;
  const page = parsePage(html);
  const title = property(page, 'og:title') ?? page.title;
  if (!title) return { nothing: 'no title' };
  return {
    title,
    description: property(page, 'og:description') ?? either(page, 'description'),
    image: picture(visit, property(page, 'og:image'), { types: COMMON_PICTURES, limit: 10 * MEBIBYTE }),
    width: pixels(property(page, 'og:image:width')),
    height: pixels(property(page, 'og:image:height')),
  };
}

/** Misskey: the page is asked for by HEAD first; what has only a `name` is not Open Graph. Long texts are cut. */
export function misskey(visit: Visit): Shown | Nothing {
  const html = pageText(visit, 10 * MEBIBYTE, ['text/html', 'application/xhtml+xml']);
  if (typeof html !== 'string') return html;
  const page = parsePage(html);
  const title = property(page, 'og:title') ?? either(page, 'twitter:title') ?? page.title;
  if (!title) return { nothing: 'no title' };
  const description = property(page, 'og:description') ?? either(page, 'twitter:description', 'description');
  return {
    title: title.slice(0, 100),
    description: description?.slice(0, 300),
    image: picture(visit, property(page, 'og:image') ?? either(page, 'twitter:image'), {
      types: COMMON_PICTURES,
      limit: 10 * MEBIBYTE,
    }),
    site: property(page, 'og:site_name'),
    creator: either(page, 'fediverse:creator'),
  };
}
