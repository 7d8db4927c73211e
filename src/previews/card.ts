import type { PictureRoom } from '../domain/picture.ts';
import type { Theme } from '../domain/theme.ts';

/** `flat`: type on paper. `hero`: type on the article's photo. `quote`: a headline, and the post the article quotes. */
export type PreviewDesign = 'flat' | 'hero' | 'quote';

/** The post that a quote design shows; plain text, nothing of it marked up. */
export interface CardQuote {
  /** Its words, with their line feeds. */
  text: string;
  /** BCP 47 tag of the words, where it is known; it chooses letter forms. */
  textLanguage: string | undefined;
  textDirection: 'ltr' | 'rtl' | 'auto';
  name: string | undefined;
  /** With its `@`. */
  handle: string | undefined;
  platform: string;
}

/** What a preview says. Absent and undrawable fields are left out of the picture. */
export interface PreviewCard {
  design: PreviewDesign;
  publication: string;
  section?: string;
  title: string;
  dek?: string;
  byline?: string;
  /** Already written out for the reader, e.g. `4 septembre 2026`: the renderer knows no calendar. */
  date?: string;
  /** BCP 47 tag of the article. It chooses letter forms and the rule for capitals. */
  language: string;
  direction: 'ltr' | 'rtl';
  theme: Theme;
  /** Where the photo of a hero card comes from. It names the picture; nothing is loaded from it here. */
  photo?: string;
  quote?: CardQuote;
}

export const PREVIEW_WIDTH = 1200;
export const PREVIEW_HEIGHT = 630;

/** How a photo is to be opened for a hero card. */
export const PHOTO_ROOM: PictureRoom = { width: PREVIEW_WIDTH, height: PREVIEW_HEIGHT, fit: 'cover' };
/** How a logo is to be opened for the foot of a card. */
export const LOGO_ROOM: PictureRoom = { width: 320, height: 52, fit: 'inside' };

/** Raised whenever the same card would give other bytes, so that an address never changes its picture. */
export const PREVIEW_VERSION: number = 4;

/** What the bytes of a card's picture are: photos are JPEGs, type is PNG. */
export function previewType({ design }: PreviewCard): 'image/png' | 'image/jpeg' {
  return design === 'hero' ? 'image/jpeg' : 'image/png';
}

/**
 * Names the picture of a card: 16 hexadecimal digits of SHA-256 over the version and everything that is drawn.
 * JSON keeps the fields apart, tells an absent field from an empty one, and escapes lone surrogates.
 */
export async function previewHash(card: PreviewCard): Promise<string> {
  const { design, publication, section, title, dek, byline, date, language, direction, photo } = card;
  const { colours, font, logo } = card.theme;
  const { background, accent, kicker, title: titleInk, dek: dekInk, meta } = colours;
  const { text, textLanguage, textDirection, name, handle, platform } = card.quote ?? {};
  const parts = [
    [design, publication, section, title, dek, byline, date, language, direction, photo],
    [background, accent, kicker, titleInk, dekInk, meta, font, logo],
    card.quote && [text, textLanguage, textDirection, name, handle, platform],
  ];
  // An absent member of an array is written `null`, which no text is.
  const written = JSON.stringify([PREVIEW_VERSION, ...parts]);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(written));
  return Array.from(new Uint8Array(digest, 0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
