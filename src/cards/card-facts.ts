import { cleanLanguage } from '../domain/language.ts';
import type { Capture } from '../domain/post.ts';
import type { CardWords } from './card-words/card-words.ts';
import { PLATFORM_NAMES } from './platform-names.ts';
import { type FactsContext, type PostFacts, postFacts } from './post-facts.ts';
import { type OnDeleted, shownCapture } from './shown-capture.ts';
import { shownLine } from './shown-text.ts';
import { cardWords } from './words.ts';

export interface CardContext {
  /** Of the article around the card, BCP 47: the card's own words and dates are in it. */
  language: string;
  /** Where the service is reached, scheme and host: without it, pictures have paths and feeds have none. */
  publicUrl?: string;
  /** What becomes of a post that is gone from its platform; `mark` by default. */
  onDeleted?: OnDeleted;
}

/** What every form of a card says, in its order; what is not known is not there. */
export interface CardFacts extends PostFacts {
  /** A sound BCP 47 tag. */
  language: string;
  platform: string;
  words: CardWords;
  /** What the article calls the post, where that is all there is: of a video, of a thread. */
  title: string | undefined;
  quote: PostFacts | undefined;
  /** Whether the addresses of pictures are whole, as a feed or a mail needs them. */
  absolute: boolean;
}

/** Gathers what a card says; no more than may be shown, whatever the capture still holds. */
export function cardFacts(stored: Capture, context: CardContext): CardFacts {
  const capture = shownCapture(stored, context.onDeleted);
  const language = cleanLanguage(context.language) ?? 'en';
  const words = cardWords(language);
  const { platform, post, capturedAt, url } = capture;
  const within = { language, words, publicUrl: context.publicUrl, capturedAt };
  const kept = context.onDeleted === 'keep' && post !== undefined;
  return {
    ...postFacts(
      {
        platform,
        post,
        url: post && !post.visibility ? post.url : (post?.url ?? url),
        handle: capture.handle,
        created: capture.created,
        status: kept ? undefined : statusOf(capture, words),
      },
      within,
    ),
    language,
    platform: PLATFORM_NAMES[platform],
    words,
    absolute: context.publicUrl !== undefined,
    title: (!post && capture.title && shownLine(capture.title)) || undefined,
    quote: post?.quote && quoteFacts(post.quote, capture, within),
  };
}

function quoteFacts(
  quote: NonNullable<NonNullable<Capture['post']>['quote']>,
  { platform }: Capture,
  context: FactsContext,
): PostFacts {
  const { quoted, colon, state } = context.words;
  if ('reason' in quote) {
    const { url, reason } = quote;
    const status = `${quoted}${colon}${state[reason]}`;
    return {
      ...postFacts({ platform, status, ...(reason === 'withdrawn' ? {} : { url }) }, context),
      label: quoted,
    };
  }
  const facts = postFacts({ platform: quote.platform, post: quote, url: quote.url }, context);
  return facts.post ? facts : { ...facts, label: quoted, status: `${quoted}${colon}${facts.status}` };
}

function statusOf({ state, post }: Capture, words: CardWords): string | undefined {
  if (state === 'live' || state === 'unknown') return undefined;
  const became = words.state[state];
  if (post || state === 'withdrawn') return became;
  return `${became}${became.endsWith('。') ? '' : ' '}${words.wordsMissing}`;
}
