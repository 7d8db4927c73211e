import { cleanLanguage, type Direction, directionOf } from '../domain/language.ts';
import type { Capture, Post, PostMedia } from '../domain/post.ts';
import { linkDay, linkHandle } from './link-facts.ts';
import { type ShownTime, shownTime } from './post-time.ts';
import { shownLine, webLink } from './shown-text.ts';
import { type CardWords, cardWords, PLATFORM_NAMES } from './words.ts';

export interface CardContext {
  /** Of the article around the card, BCP 47: the card's own words and dates are in it. */
  language: string;
}

/** What every form of a card says, in its order; what is not known is not there. */
export interface CardFacts {
  /** A sound BCP 47 tag. */
  language: string;
  platform: string;
  /** Absent where the words are not known, or may no longer be shown. */
  post: Post | undefined;
  /** The language of the post's words, where it is known. */
  postLanguage: string | undefined;
  postDirection: Direction | 'auto';
  permalink: string | undefined;
  profile: string | undefined;
  /** Absent where it would only repeat the handle. */
  name: string | undefined;
  /** With its `@`. */
  handle: string | undefined;
  time: ShownTime | undefined;
  media: string[];
  warning: string | undefined;
  /** "View on X", or "Read the whole post on X" where there is more of it. */
  view: string;
  /** "Post by @handle on X": the heading of a card without words. */
  label: string;
  /** "This post was deleted." */
  status: string | undefined;
}

/**
 * Gathers what a card says. A capture that was taken down says that and nothing of the post, neither its words nor
 * where it is, whatever it still holds.
 */
export function cardFacts(stored: Capture, context: CardContext): CardFacts {
  const capture = stored.state === 'withdrawn' ? withoutPost(stored) : stored;
  const language = cleanLanguage(context.language) ?? 'en';
  const words = cardWords(language);
  const platform = PLATFORM_NAMES[capture.platform];
  const { post } = capture;
  const handle = post ? post.author.handle : linkHandle(capture);
  const name = post && shownLine(post.author.name);
  const shownHandle = handle && `@${shownLine(handle)}`;
  const by = name || shownHandle;
  const fill = (pattern: string) => pattern.replace('{platform}', platform);
  const postLanguage = cleanLanguage(post?.language);
  const direction = post?.direction ?? 'auto';
  return {
    language,
    platform,
    post,
    postLanguage,
    postDirection: direction === 'auto' && postLanguage ? directionOf(postLanguage) : direction,
    permalink: webLink(post ? post.url : capture.url),
    profile: webLink(post?.author.url),
    name: name && name !== handle ? name : undefined,
    handle: shownHandle,
    time: shownTime(post ? post.created : linkDay(capture), language),
    media: (post?.media ?? []).map((medium) => describe(medium, words)),
    warning: post?.contentWarning ? shownLine(post.contentWarning) : undefined,
    view: fill(post?.truncated ? words.readAllOn : words.viewOn),
    label: by ? fill(words.postBy).replace('{name}', () => by) : fill(words.postOn),
    status: statusOf(capture, words),
  };
}

// The id goes too: the time of the post can be read from it.
function withoutPost({ platform, state, sources, capturedAt }: Capture): Capture {
  return { platform, id: '', state, sources, capturedAt };
}

function describe({ kind, alt }: PostMedia, words: CardWords): string {
  const description = alt === undefined ? '' : shownLine(alt);
  return `${words.media[kind]}: ${description || words.undescribed}`;
}

function statusOf({ state, post }: Capture, words: CardWords): string | undefined {
  if (state === 'live' || state === 'unknown') return undefined;
  const became = words.state[state];
  if (post || state === 'withdrawn') return became;
  return `${became}${became.endsWith('。') ? '' : ' '}${words.wordsMissing}`;
}
