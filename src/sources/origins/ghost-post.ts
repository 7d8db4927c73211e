import * as z from 'zod/v4';
import { readDate } from '../date-text.ts';
import { plainWords } from '../plain-words.ts';
import type { Look } from '../source.ts';

const words = z.string().optional().catch(undefined);
const named = z.object({ name: words, url: words, visibility: words }).catch({} as never);

/** A post as Ghost answers and sends it (https://docs.ghost.org/content-api/posts), as far as it is read. */
export const ghostPost = z.object({
  id: z.string().regex(/^[0-9a-f]{24}$/),
  status: words,
  url: words,
  title: words,
  html: words,
  custom_excerpt: words,
  feature_image: words,
  feature_image_alt: words,
  feature_image_caption: words,
  published_at: words,
  updated_at: words,
  access: z.boolean().optional().catch(undefined),
  visibility: words,
  authors: z.array(named).optional().catch(undefined),
  tags: z.array(named).optional().catch(undefined),
});
export type GhostPost = z.infer<typeof ghostPost>;

/** What names the state of a post: another one after every change. */
export function versionOf({ updated_at, published_at }: GhostPost): string {
  return updated_at ?? published_at ?? '1';
}

/** A post as an article. One that is for members is none of ours: of those only the beginning is answered. */
export function lookAtPost(post: GhostPost): Look {
  const version = versionOf(post);
  if (post.status && post.status !== 'published') {
    return { outcome: 'gone', reason: `Ghost says that it is ${post.status.slice(0, 40)}.` };
  }
  if (post.access === false || (post.visibility && post.visibility !== 'public')) {
    return { outcome: 'closed', reason: 'It is not for everyone to read.', version };
  }
  const publishedAt = readDate(post.published_at);
  const updatedAt = readDate(post.updated_at);
  const tags = (post.tags ?? []).flatMap(({ name, visibility }) =>
    name && visibility !== 'internal' && !name.startsWith('#') ? [name] : [],
  );
  const [section] = tags;
  return {
    outcome: 'found',
    version,
    ...(post.url && { url: post.url }),
    ...(publishedAt && { publishedAt }),
    article: {
      title: post.title ?? '',
      ...(post.custom_excerpt && { dek: post.custom_excerpt }),
      // Ghost has no sections: a site is arranged by the first tag of a post.
      ...(section && { section }),
      authors: (post.authors ?? []).flatMap(({ name, url }) => (name ? [{ name, ...(url && { url }) }] : [])),
      tags,
      ...(publishedAt && { publishedAt }),
      ...(updatedAt && updatedAt !== publishedAt && { updatedAt }),
      ...(post.feature_image && {
        image: {
          url: post.feature_image,
          ...(post.feature_image_alt && { alt: post.feature_image_alt }),
          ...(post.feature_image_caption && { credit: plainWords(post.feature_image_caption) }),
        },
      }),
      html: post.html ?? '',
    },
  };
}
