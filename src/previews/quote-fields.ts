import type { FontStack } from './fonts/font-stack.ts';
import type { CardWords } from './fonts/slice-choice.ts';
import type { QuotePicture } from './quote-picture.ts';
import { drawableLines, drawableText } from './typesetting/drawable-text.ts';

/** The words of a quote card as they are drawn; what is empty is left out. */
export interface QuoteFields {
  /** The lines the author made, without the empty ones at both ends. */
  text: string[];
  notices: string[];
  name: string;
  handle: string;
  platform: string;
  date: string;
}

const MOST_NOTICES = 3;

/** The words of a quote card as they are given, to find the fonts for. */
export function quoteWords(picture: QuotePicture): CardWords {
  const { text, notices, name, handle, platform, date } = picture;
  const weight = text ? 400 : 700;
  return {
    language: picture.textLanguage ?? picture.language,
    font: picture.theme.font,
    fields: [
      [text, 400],
      ...notices.slice(0, MOST_NOTICES).map((notice) => [notice, weight] as const),
      [name, 800],
      [handle, name ? 400 : 800],
      [platform, 800],
      [date, 400],
    ],
  };
}

/** Picks what can be drawn. */
export function drawableQuote(picture: QuotePicture, fonts: FontStack): QuoteFields {
  const text = drawableLines(picture.text ?? '', fonts);
  const name = drawableText(picture.name, fonts, 800);
  return {
    text,
    notices: picture.notices
      .slice(0, MOST_NOTICES)
      .map((notice, index) => drawableText(notice, fonts, text.length === 0 && index === 0 ? 700 : 400))
      .filter((notice) => notice !== ''),
    name,
    handle: drawableText(picture.handle, fonts, name ? 400 : 800),
    platform: drawableText(picture.platform, fonts, 800),
    date: drawableText(picture.date, fonts, 400),
  };
}
