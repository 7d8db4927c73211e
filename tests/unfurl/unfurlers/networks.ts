import { named, parsePage, pixels, property } from './parsed-page.ts';
import { COMMON_PICTURES, type Nothing, pageText, picture, type Shown, type Visit } from './visit.ts';

/**
 * Facebook: Open Graph. On the first share there is a large picture only where its size is stated, of 600 × 315 at
 * least, and 8 MB at most.
 */
export function facebook(visit: Visit): Shown | Nothing {
  const html = pageText(visit, 1024 * 1024);
  if (typeof html !== 'string') return html;
  const page = parsePage(html);
  const title = property(page, 'og:title') ?? page.title;
  if (!title) return { nothing: 'no title' };
  const width = pixels(property(page, 'og:image:width'));
  const height = pixels(property(page, 'og:image:height'));
  const large = (width ?? 0) >= 600 && (height ?? 0) >= 315;
  const image = property(page, 'og:image');
  return {
    title,
    description: property(page, 'og:description'),
    image: large ? picture(visit, image, { types: COMMON_PICTURES, limit: 8_000_000 }) : undefined,
    alt: property(page, 'og:image:alt'),
    width,
    height,
    site: property(page, 'og:site_name'),
  };
}

/** X: its own tags before Open Graph; a large picture where the card says so, of 5 MB at most; texts are cut. */
export function x(visit: Visit): Shown | Nothing {
  const html = pageText(visit, 1024 * 1024);
  if (typeof html !== 'string') return html;
  const page = parsePage(html);
  if (named(page, 'twitter:card') !== 'summary_large_image') return { nothing: 'no large card' };
  const title = named(page, 'twitter:title') ?? property(page, 'og:title');
  if (!title) return { nothing: 'no title' };
  const description = named(page, 'twitter:description') ?? property(page, 'og:description');
  return {
    title: title.slice(0, 70),
    description: description?.slice(0, 200),
    image: picture(visit, named(page, 'twitter:image') ?? property(page, 'og:image'), {
      types: COMMON_PICTURES,
      limit: 5_000_000,
    }),
    alt: named(page, 'twitter:image:alt') ?? property(page, 'og:image:alt'),
  };
}
