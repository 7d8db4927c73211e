import type { Instant } from '../domain/instant.ts';
import { cleanLanguage, type Direction, directionOf } from '../domain/language.ts';
import type { LinkCard, Platform, Post, PostTime } from '../domain/post.ts';
import type { CardWords } from './card-words/card-words.ts';
import { PLATFORM_NAMES } from './platform-names.ts';
import { type ShownTime, shownTime } from './post-time.ts';
import { type ShownMedium, shownMedium } from './shown-media.ts';
import { type ShownPicture, shownPicture } from './shown-picture.ts';
import { type ShownPoll, shownPoll } from './shown-poll.ts';
import { excerpt, isolatedHandle, shownLine, webLink } from './shown-text.ts';

/** What is known of a post, which may be no more than where it was. */
export interface GivenPost {
  platform: Platform;
  post?: Omit<Post, 'quote'> | undefined;
  url?: string | undefined;
  handle?: string | undefined;
  created?: Pick<PostTime, 'at' | 'precision'> | undefined;
  /** What became of it, in words. */
  status?: string | undefined;
}

export interface FactsContext {
  /** A sound BCP 47 tag. */
  language: string;
  words: CardWords;
  publicUrl: string | undefined;
  capturedAt: Instant;
}

/** What every form of a card says of one post, the quoted one too; what is not known is not there. */
export interface PostFacts {
  /** Absent where the words are not known, or may not be shown. */
  post: Omit<Post, 'quote'> | undefined;
  /** The language of the post's words, where it is known. */
  postLanguage: string | undefined;
  postDirection: Direction | 'auto';
  permalink: string | undefined;
  profile: string | undefined;
  avatar: ShownPicture | undefined;
  /** Absent where it would only repeat the handle. */
  name: string | undefined;
  /** With its `@`. */
  handle: string | undefined;
  time: ShownTime | undefined;
  /** "Replying to {name}", and who that is. */
  reply: { pattern: string; handle: string; url: string | undefined } | undefined;
  media: ShownMedium[];
  /** What the words and the media are folded away behind. */
  warning: string | undefined;
  /** What the media alone are folded away behind. */
  mediaWarning: string | undefined;
  poll: ShownPoll | undefined;
  linkCard: ShownLink | undefined;
  note: { label: string; text: string } | undefined;
  /** "Last edited {time}" */
  edited: { pattern: string; time: ShownTime } | undefined;
  /** "View on X", or "Read the whole post on X" where there is more of it. */
  view: string;
  /** "Post by @handle on X": the heading of a card without words. */
  label: string;
  /** "This post was deleted." */
  status: string | undefined;
}

export interface ShownLink {
  url: string;
  title: string;
  description: string | undefined;
  host: string;
  picture: ShownPicture | undefined;
}

/** Gathers what a card says of one post. */
export function postFacts(given: GivenPost, context: FactsContext): PostFacts {
  const { language, words, publicUrl, capturedAt } = context;
  const fill = (pattern: string) => pattern.replace('{platform}', PLATFORM_NAMES[given.platform]);
  const hidden = given.post?.visibility !== undefined;
  const post = hidden ? undefined : given.post;
  const handle = shownLine(given.post?.author.handle ?? given.handle ?? '');
  const name = shownLine(post?.author.name ?? '');
  const by = name || (handle && isolatedHandle(`@${handle}`, language));
  const platform = PLATFORM_NAMES[given.platform];
  const folded = post?.contentWarning || post?.sensitive;
  const edited = post?.editedAt && shownTime({ at: post.editedAt, precision: 'minute' }, language);
  return {
    post,
    ...languageOf(post),
    permalink: webLink(given.url),
    profile: webLink(post?.author.url),
    avatar: post?.author.avatar && shownPicture(post.author.avatar, publicUrl),
    name: name && name !== handle ? name : undefined,
    handle: handle ? `@${handle}` : undefined,
    time: hidden ? undefined : shownTime(post ? post.created : given.created, language),
    reply: post?.replyTo && {
      pattern: words.replyTo,
      handle: `@${shownLine(post.replyTo.handle)}`,
      url: webLink(post.replyTo.url),
    },
    media: (post?.media ?? []).map((medium) => shownMedium(medium, words, platform, publicUrl)),
    warning: folded ? warningOf(post?.contentWarning, words) : undefined,
    mediaWarning: !folded && post?.media.some(({ sensitive }) => sensitive) ? words.sensitive : undefined,
    poll: shownPoll(post?.poll, words, language, capturedAt),
    linkCard: shownLink(post?.linkCard, publicUrl),
    note: post?.communityNote ? { label: fill(words.note), text: shownLine(post.communityNote) } : undefined,
    edited: edited ? { pattern: words.edited, time: edited } : undefined,
    view: fill(post?.truncated ? words.readAllOn : words.viewOn),
    label: by ? fill(words.postBy).replace('{name}', () => by) : fill(words.postOn),
    status: given.status ?? (hidden ? fill(words.loggedInOnly) : undefined),
  };
}

function languageOf(
  post: Pick<Post, 'language' | 'direction'> | undefined,
): Pick<PostFacts, 'postLanguage' | 'postDirection'> {
  const postLanguage = cleanLanguage(post?.language);
  const direction = post?.direction ?? 'auto';
  return {
    postLanguage,
    postDirection: direction === 'auto' && postLanguage ? directionOf(postLanguage) : direction,
  };
}

function warningOf(text: string | undefined, words: CardWords): string {
  const shown = text && shownLine(text);
  return shown ? words.warning.replace('{text}', () => shown) : words.sensitive;
}

function shownLink(card: LinkCard | undefined, publicUrl: string | undefined): ShownLink | undefined {
  const url = webLink(card?.url);
  if (!card || !url) return undefined;
  const host = (URL.parse(url)?.host ?? '').replace(/^www\./, '');
  return {
    url,
    title: shownLine(card.title) || host,
    description: (card.description && excerpt(card.description)) || undefined,
    host,
    picture: card.image?.sensitive ? undefined : card.image && shownPicture(card.image, publicUrl),
  };
}
