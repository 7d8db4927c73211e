import { named, parsePage, property, quotedMetas } from './parsed-page.ts';
import { COMMON_PICTURES, type Nothing, pageText, picture, type Shown, type Visit } from './visit.ts';

/** Signal: `property` alone, in the first 1000 KiB; a picture has to say how long it is, and be no more than 1 MiB. */
export function signal(visit: Visit): Shown | Nothing {
  const disposition = visit.page.headers['content-disposition'];
  if (disposition && !/^inline\b/i.test(disposition)) return { nothing: 'the page is an attachment' };
  const html = pageText(visit, 1000 * 1024);
  if (typeof html !== 'string') return html;
  const page = parsePage(html);
  const title = property(page, 'og:title') ?? page.title;
  if (!title) return { nothing: 'no title' };
  return {
    title,
    description: property(page, 'og:description') ?? named(page, 'description'),
    image: picture(visit, property(page, 'og:image', 'og:image:url'), {
      types: [...COMMON_PICTURES, 'image/x-icon', 'image/vnd.microsoft.icon'],
      limit: 1024 * 1024,
      needsLength: true,
    }),
    date: property(page, 'og:published_time', 'article:published_time', 'article:modified_time'),
  };
}

/**
 * WhatsApp: quoted attributes within the head and the first 300 kB; title, description and address may not be empty, and
 * the picture has 600 kB at most.
 */
export function whatsapp(visit: Visit): Shown | Nothing {
  const html = pageText(visit, 300_000);
  if (typeof html !== 'string') return html;
  const metas = quotedMetas(html.slice(0, html.indexOf('</head>')), ['"', "'"]);
  const [title, description, url] = ['title', 'description', 'url'].map((name) => metas.get(`og:${name}`));
  if (!title || !description || !url) return { nothing: 'og:title, og:description or og:url is missing' };
  const image = picture(visit, metas.get('og:image'), { types: COMMON_PICTURES, limit: 600_000 });
  return { title, description, image };
}

/** Telegram: Open Graph, X's tags, the title; a picture of 5 MB at most, as PNG or JPEG, from https. */
export function telegram(visit: Visit): Shown | Nothing {
  const html = pageText(visit, 1024 * 1024);
  if (typeof html !== 'string') return html;
  const page = parsePage(html);
  const title = property(page, 'og:title') ?? named(page, 'twitter:title') ?? page.title;
  if (!title) return { nothing: 'no title' };
  const image = property(page, 'og:image') ?? named(page, 'twitter:image');
  return {
    title,
    description: property(page, 'og:description') ?? named(page, 'twitter:description', 'description'),
    image: image?.startsWith('https://')
      ? picture(visit, image, { types: ['image/png', 'image/jpeg'], limit: 5_000_000 })
      : undefined,
    author: property(page, 'article:author') ?? named(page, 'author'),
    site: property(page, 'og:site_name'),
  };
}
