import * as z from 'zod/v4';
import { readDate } from '../date-text.ts';
import { plainWords } from '../plain-words.ts';
import type { Look } from '../source.ts';

const words = z.string().optional().catch(undefined);
const rendered = z.object({ rendered: z.string() }).optional().catch(undefined);
const named = z.object({ name: words, link: words, taxonomy: words, slug: words }).catch({} as never);
const list = <Item extends z.ZodType>(item: Item) => z.array(item).optional().catch(undefined);

/** Of a text, as much as shows how it begins. */
const SAMPLE = 4000;

/** A post as WordPress answers it (https://developer.wordpress.org/rest-api/reference/posts/), as far as it is read. */
export const wordpressPost = z.object({
  id: z.number().int().positive(),
  status: words,
  link: words,
  date_gmt: words,
  modified_gmt: words,
  title: rendered,
  content: z.object({ rendered: z.string(), protected: z.boolean().optional() }).optional().catch(undefined),
  excerpt: rendered,
  _embedded: z
    .object({
      author: list(named),
      'wp:term': list(z.array(named).catch([])),
      'wp:featuredmedia': list(
        z
          .object({
            source_url: words,
            alt_text: words,
            caption: rendered,
            media_details: z.object({ width: z.number(), height: z.number() }).optional().catch(undefined),
          })
          .catch({} as never),
      ),
    })
    .optional()
    .catch(undefined),
});
export type WordpressPost = z.infer<typeof wordpressPost>;

/** What names the state of a post: another one after every change. */
export function versionOf({ modified_gmt, date_gmt }: WordpressPost): string {
  return modified_gmt ?? date_gmt ?? '1';
}

/** A post as an article. One behind a password is none of ours; one that is no longer published is gone. */
export function lookAtPost(post: WordpressPost): Look {
  const version = versionOf(post);
  if (post.status && post.status !== 'publish') {
    return { outcome: 'gone', reason: `WordPress says that it is ${post.status}.` };
  }
  if (post.content?.protected) return { outcome: 'closed', reason: 'It is behind a password.', version };
  const { author, 'wp:term': terms, 'wp:featuredmedia': media } = post._embedded ?? {};
  const all = (terms ?? []).flat();
  const namesOf = (taxonomy: string) =>
    all.flatMap((term) => (term.taxonomy === taxonomy && term.name ? plainWords(term.name) : []));
  const section = all.find((term) => term.taxonomy === 'category' && term.slug !== 'uncategorized')?.name;
  const [picture] = media ?? [];
  const publishedAt = readDate(post.date_gmt);
  const updatedAt = readDate(post.modified_gmt);
  const excerpt = plainWords(post.excerpt?.rendered ?? '');
  // WordPress makes one of the first words where nobody wrote one.
  const isWritten =
    excerpt !== '' &&
    !/(?:…|\[…\])$/.test(excerpt) &&
    !plainWords((post.content?.rendered ?? '').slice(0, SAMPLE)).startsWith(excerpt.slice(0, 60));
  return {
    outcome: 'found',
    version,
    ...(post.link && { url: post.link }),
    ...(publishedAt && { publishedAt }),
    article: {
      title: plainWords(post.title?.rendered ?? ''),
      ...(isWritten && { dek: excerpt }),
      ...(section && { section: plainWords(section) }),
      authors: (author ?? []).flatMap(({ name, link }) =>
        name ? [{ name, ...(link && { url: link }) }] : [],
      ),
      tags: namesOf('post_tag'),
      ...(publishedAt && { publishedAt }),
      ...(updatedAt && updatedAt !== publishedAt && { updatedAt }),
      ...(picture?.source_url && {
        image: {
          url: picture.source_url,
          ...(picture.alt_text && { alt: picture.alt_text }),
          ...picture.media_details,
        },
      }),
      html: post.content?.rendered ?? '',
    },
  };
}
