import { type Direction, directionOf } from '../domain/language.ts';
import type { Capture } from '../domain/post.ts';
import { type CardContext, cardFacts } from './card-facts.ts';
import { shownText } from './shown-text.ts';

/** All that a drawing of a quote card needs; plain text, nothing of it marked up. */
export interface PostPicture {
  /** The words of the post with their line feeds; absent where a warning hides them, or they may not be shown. */
  text: string | undefined;
  textLanguage: string | undefined;
  textDirection: Direction | 'auto';
  /** What stands in place of the words, or under them: a warning, what became of the post, that there is more of it. */
  notices: string[];
  name: string | undefined;
  /** With its `@`. */
  handle: string | undefined;
  platform: string;
  /** In the article's language, as exact as it is known. */
  date: string | undefined;
  /** Of the card's own words, BCP 47. */
  language: string;
  direction: Direction;
}

/** What the drawing of a quote card says. A picture cannot be unfolded: words behind a warning are not on it. */
export function postPicture(capture: Capture, context: CardContext): PostPicture {
  const facts = cardFacts(capture, context);
  const { post, warning, status, view, language } = facts;
  const text = post && !warning && shownText(post.text);
  const notices = [warning, status, post?.truncated ? view : undefined, text ? undefined : facts.label];
  return {
    text: text || undefined,
    textLanguage: facts.postLanguage,
    textDirection: facts.postDirection,
    notices: notices.filter((notice) => notice !== undefined),
    name: facts.name,
    handle: facts.handle,
    platform: facts.platform,
    date: facts.time?.text,
    language,
    direction: directionOf(language),
  };
}
