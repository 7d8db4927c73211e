import { ARABIC } from './card-words/arabic.ts';
import type { CardWords } from './card-words/card-words.ts';
import { CHINESE } from './card-words/chinese.ts';
import { DUTCH } from './card-words/dutch.ts';
import { ENGLISH } from './card-words/english.ts';
import { FRENCH } from './card-words/french.ts';
import { GERMAN } from './card-words/german.ts';
import { HEBREW } from './card-words/hebrew.ts';
import { ITALIAN } from './card-words/italian.ts';
import { JAPANESE } from './card-words/japanese.ts';
import { KOREAN } from './card-words/korean.ts';
import { POLISH } from './card-words/polish.ts';
import { PORTUGUESE } from './card-words/portuguese.ts';
import { RUSSIAN } from './card-words/russian.ts';
import { SPANISH } from './card-words/spanish.ts';
import { TURKISH } from './card-words/turkish.ts';

/** The words of a language (BCP 47; only its first part counts), English where there are none. */
export function cardWords(language: string): CardWords {
  const primary = language.toLowerCase().split('-')[0] ?? '';
  return Object.hasOwn(WORDS, primary) ? WORDS[primary as keyof typeof WORDS] : WORDS.en;
}

const WORDS = {
  en: ENGLISH,
  fr: FRENCH,
  de: GERMAN,
  es: SPANISH,
  it: ITALIAN,
  pt: PORTUGUESE,
  nl: DUTCH,
  pl: POLISH,
  tr: TURKISH,
  ru: RUSSIAN,
  ar: ARABIC,
  he: HEBREW,
  ja: JAPANESE,
  zh: CHINESE,
  ko: KOREAN,
} satisfies Record<string, CardWords>;
