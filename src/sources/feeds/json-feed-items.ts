import * as z from 'zod/v4';
import { readDate } from '../date-text.ts';
import type { FeedItem, ReadFeed } from './feed-items.ts';

const words = z.string().optional().catch(undefined);
const author = z.object({ name: z.string(), url: words });

/** One item of a JSON Feed (jsonfeed.org/version/1.1); a field that is none is left out. */
const item = z.object({
  id: z
    .union([z.string(), z.number().transform(String)])
    .optional()
    .catch(undefined),
  url: words,
  title: words,
  content_html: words,
  content_text: words,
  summary: words,
  image: words,
  banner_image: words,
  date_published: words,
  date_modified: words,
  authors: z.array(author).optional().catch(undefined),
  author: author.optional().catch(undefined),
  tags: z.array(z.string()).optional().catch(undefined),
});
const feed = z.object({ items: z.array(z.unknown()) });

/** Reads a JSON Feed; `undefined` where it is none. */
export function readJsonFeed(json: unknown): ReadFeed | undefined {
  const read = feed.safeParse(json);
  if (!read.success) return undefined;
  const items: FeedItem[] = [];
  let strange = 0;
  for (const each of read.data.items) {
    const one = item.safeParse(each);
    if (one.success) items.push(readItem(one.data));
    else strange++;
  }
  return { items, faults: strange > 0 ? [`has ${strange} items that are no objects`] : [] };
}

function readItem(data: z.infer<typeof item>): FeedItem {
  const { id, url, title, summary, content_html, content_text, image, banner_image, tags } = data;
  const picture = image ?? banner_image;
  return {
    id,
    link: url,
    // Its texts are plain, in whatever they look like markup.
    title: title && escaped(title),
    full: content_html,
    plain: content_html ? undefined : content_text,
    summary: summary && escaped(summary),
    publishedAt: readDate(data.date_published),
    updatedAt: readDate(data.date_modified),
    authors: data.authors ?? (data.author ? [data.author] : []),
    tags: tags ?? [],
    image: picture ? { url: picture } : undefined,
  };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
