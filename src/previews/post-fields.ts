import type { CardQuote, PreviewCard } from './card.ts';
import type { FontStack } from './fonts/font-stack.ts';
import type { CardWords } from './fonts/slice-choice.ts';
import { drawableLines, drawableText } from './typesetting/drawable-text.ts';

/** The words of a quoted post as they are drawn; what is empty is left out. */
export interface PostFields {
  /** The lines the author made, without the empty ones at both ends; none where they cannot be drawn whole. */
  text: string[];
  name: string;
  handle: string;
  platform: string;
}

/** The words of the post that a card quotes, as they are given, to find the fonts for. */
export function postWords({ language, theme }: PreviewCard, quote: CardQuote): CardWords {
  const { text, textLanguage, name, handle, platform } = quote;
  return {
    language: textLanguage ?? language,
    font: theme.font,
    fields: [
      [text, 400],
      [name, 700],
      [handle, name ? 400 : 700],
      [platform, 400],
    ],
  };
}

/** Picks what can be drawn of a post. */
export function drawablePost(quote: CardQuote, fonts: FontStack): PostFields {
  const name = drawableText(quote.name, fonts, 700);
  return {
    text: drawableLines(quote.text, fonts),
    name,
    handle: drawableText(quote.handle, fonts, name ? 400 : 700),
    platform: drawableText(quote.platform, fonts, 400),
  };
}
