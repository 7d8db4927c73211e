import { type Direction, directionOf } from '../domain/language.ts';
import { ARABIC } from './page-words/arabic.ts';
import { CHINESE } from './page-words/chinese.ts';
import { DUTCH } from './page-words/dutch.ts';
import { ENGLISH } from './page-words/english.ts';
import { FRENCH } from './page-words/french.ts';
import { GERMAN } from './page-words/german.ts';
import { HEBREW } from './page-words/hebrew.ts';
import { ITALIAN } from './page-words/italian.ts';
import { JAPANESE } from './page-words/japanese.ts';
import { KOREAN } from './page-words/korean.ts';
import type { PageWords } from './page-words/page-words.ts';
import { POLISH } from './page-words/polish.ts';
import { PORTUGUESE } from './page-words/portuguese.ts';
import { RUSSIAN } from './page-words/russian.ts';
import { SPANISH } from './page-words/spanish.ts';
import { TURKISH } from './page-words/turkish.ts';

/** The page's own words, and what an element that holds them must say of their language. */
export interface Voice {
  words: PageWords;
  /** BCP 47, of the words: dates beside them are written in it. */
  language: string;
  /** Empty where the words are in the language of the page. */
  marks: { lang?: string; dir?: Direction };
}

/** The words of a language (BCP 47; only its first part counts): English, and marked as such, where there are none. */
export function voiceOf(language: string): Voice {
  const primary = language.toLowerCase().split('-')[0] ?? '';
  if (Object.hasOwn(WORDS, primary)) {
    return { words: WORDS[primary as keyof typeof WORDS], language, marks: {} };
  }
  return { words: WORDS.en, language: 'en', marks: { lang: 'en', dir: 'ltr' } };
}

/** What an element must say of its language, within one in the language `around`; nothing where they are the same. */
export function foreignMarks(language: string, around: string): Voice['marks'] {
  return language === around ? {} : { lang: language, dir: directionOf(language) };
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
} satisfies Record<string, PageWords>;

/** The languages there are words in. */
export const PAGE_LANGUAGES: readonly string[] = Object.keys(WORDS);
