/** Colours of a card, each as `#rrggbb`. Every text colour should keep a contrast of 4.5 against the background. */
export interface PreviewTheme {
  background: string;
  accent: string;
  kicker: string;
  title: string;
  dek: string;
  meta: string;
}

/** What a preview says. Absent and undrawable fields are left out of the picture. */
export interface PreviewCard {
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
  theme: PreviewTheme;
}

export const PREVIEW_WIDTH = 1200;
export const PREVIEW_HEIGHT = 630;

/** Raised whenever the same card would give other bytes, so that an address never changes its picture. */
export const PREVIEW_VERSION: number = 2;

/** Newsprint, ink, and one red. */
export const DEFAULT_THEME: PreviewTheme = {
  background: '#faf8f4',
  accent: '#c8102e',
  kicker: '#b30f2a',
  title: '#14161a',
  dek: '#43474f',
  meta: '#5d626b',
};

/**
 * Names the picture of a card: 16 hexadecimal digits of SHA-256 over the version and every field.
 * JSON keeps the fields apart, tells an absent field from an empty one, and escapes lone surrogates.
 */
export async function previewHash(card: PreviewCard): Promise<string> {
  const { publication, section, title, dek, byline, date, language, direction, theme } = card;
  const { background, accent, kicker, title: titleInk, dek: dekInk, meta } = theme;
  const words = [publication, section, title, dek, byline, date, language, direction];
  const colours = [background, accent, kicker, titleInk, dekInk, meta];
  const text = JSON.stringify([PREVIEW_VERSION, ...words.map((word) => word ?? null), ...colours]);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest, 0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
