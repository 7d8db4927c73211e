import type { Theme } from '../domain/theme.ts';

/** What the card of a quoted post says; plain text, nothing of it marked up. */
export interface QuotePicture {
  /** The words of the post with their line feeds; absent where they are not to be shown. */
  text: string | undefined;
  /** BCP 47 tag of the words, where it is known; it chooses letter forms. */
  textLanguage: string | undefined;
  textDirection: 'ltr' | 'rtl' | 'auto';
  /** Our own words about the post: what stands in place of the words, or under them. */
  notices: readonly string[];
  name: string | undefined;
  /** With its `@`. */
  handle: string | undefined;
  platform: string;
  /** Written out for the reader. */
  date: string | undefined;
  /** BCP 47 tag and direction of notices and date. */
  language: string;
  direction: 'ltr' | 'rtl';
  theme: Theme;
}
