import type { Capture } from '../domain/post.ts';
import { CACHE_AGE, hasRoom } from './article-embed.ts';
import { cardHeight } from './card-height.ts';
import { clipText } from './clipped-text.ts';
import { type FrameRoom, frameWidth, TALLEST } from './frame-size.ts';
import type { RichEmbed } from './oembed-answer.ts';

export interface CardEmbedContext {
  publicationName: string;
  publicUrl: string;
  /** The address of the card's page. */
  page: string;
  /** The card as a picture. */
  picture: { url: string; width: number; height: number };
}

const NAME = { characters: 250, bytes: 900 };

/** What there is to embed of a post: its card in a frame. `capture` has no more in it than may be shown. */
export function cardEmbed(capture: Capture, context: CardEmbedContext, room: FrameRoom): RichEmbed {
  const { publicationName, publicUrl, page, picture } = context;
  const { post, handle } = capture;
  const known = handle ?? post?.author.handle;
  const author = clipText(post?.author.name || (known ? `@${known}` : ''), NAME);
  const width = frameWidth(room);
  const height = Math.min(cardHeight(capture, width), room.height ?? TALLEST, TALLEST);
  return {
    title: author ? `${author}: ${publicationName}` : publicationName,
    ...(author && { authorName: author }),
    ...(post?.author.url && { authorUrl: post.author.url }),
    providerName: publicationName,
    providerUrl: publicUrl,
    cacheAge: CACHE_AGE,
    ...(hasRoom(room, picture) && { thumbnail: picture }),
    frame: { url: page, width, height },
  };
}
