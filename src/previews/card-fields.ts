import type { PreviewCard } from './card.ts';
import type { FontStack } from './fonts/font-stack.ts';
import type { CardWords } from './fonts/slice-choice.ts';
import { capitals } from './letters/capitals.ts';
import { LONGEST_FIELD } from './letters/clean-text.ts';
import { drawableText } from './typesetting/drawable-text.ts';

/** The words of a card as they are drawn; the empty string is left out. */
export interface CardFields {
  kicker: string;
  headline: string;
  dek: string;
  byline: string;
  date: string;
  publication: string;
}

/** The words of a card as they are given, to find the fonts for. */
export function cardWords(card: PreviewCard): CardWords {
  const { language, section, title, dek, byline, date, publication } = card;
  return {
    language,
    font: card.theme.font,
    fields: [
      [section && capitals(section, language), 700],
      [title, 800],
      [dek, 400],
      [byline, 400],
      [date, 400],
      [publication, 800],
    ],
  };
}

/**
 * Picks what can be drawn. A title that cannot is replaced by the publication's name, which then is not repeated
 * below. The dek goes with its title, and the section with any headline.
 */
export function drawableFields(card: PreviewCard, fonts: FontStack): CardFields {
  const title = drawableText(card.title, fonts, 800);
  const publication = drawableText(card.publication, fonts, 800);
  const headline = title || publication;
  return {
    kicker:
      headline &&
      drawableText(capitals(card.section?.slice(0, LONGEST_FIELD) ?? '', card.language), fonts, 700),
    headline,
    dek: title && drawableText(card.dek, fonts, 400),
    byline: drawableText(card.byline, fonts, 400),
    date: drawableText(card.date, fonts, 400),
    publication: title && publication,
  };
}
