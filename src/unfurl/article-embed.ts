import type { Article } from '../domain/article.ts';
import { clipText } from './clipped-text.ts';
import { articleFrame, type FrameRoom } from './frame-size.ts';
import type { RichEmbed } from './oembed-answer.ts';

export interface EmbedContext {
  publicationName: string;
  publicUrl: string;
  /** Of the article. */
  preview: { url: string; width: number; height: number };
}

/** What whoever embeds us may keep, in seconds: a withdrawal is not to be outlived for long. */
export const CACHE_AGE = 3600;
/** Discord cuts authors here, and shows them before the title. */
const BYLINE = { characters: 250, bytes: 900 };

/** What there is to embed of an article: a frame with its preview, as large as there is room for. */
export function articleEmbed(article: Article, context: EmbedContext, room: FrameRoom): RichEmbed {
  const { publicationName, publicUrl, preview } = context;
  const { picture, ...size } = articleFrame(room);
  const byline = clipText(article.authors.map(({ name }) => name).join(', '), BYLINE);
  const [author] = article.authors;
  return {
    title: article.title,
    ...(byline && { authorName: byline }),
    ...(author?.url && { authorUrl: author.url }),
    providerName: publicationName,
    providerUrl: publicUrl,
    cacheAge: CACHE_AGE,
    ...(hasRoom(room, preview) && { thumbnail: preview }),
    frame: { url: `${publicUrl}/oembed/articles/${article.id}${picture ? '' : '?picture=0'}`, ...size },
  };
}

/** Whether a picture may be offered as a thumbnail: it must keep to `maxwidth` and `maxheight` too (oembed.com, §2.3.4). */
export function hasRoom(room: FrameRoom, { width, height }: { width: number; height: number }): boolean {
  return width <= (room.width ?? width) && height <= (room.height ?? height);
}
