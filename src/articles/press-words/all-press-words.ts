import { ARABIC } from './arabic.ts';
import { CHINESE, JAPANESE, KOREAN } from './east-asian.ts';
import { ENGLISH } from './english.ts';
import { FRENCH } from './french.ts';
import { DUTCH, GERMAN } from './german-dutch.ts';
import { POLISH, RUSSIAN, TURKISH } from './polish-russian-turkish.ts';
import type { PressWords } from './press-words.ts';
import { ITALIAN, PORTUGUESE, SPANISH } from './spanish-portuguese-italian.ts';

/**
 * The words of every language. Lines are looked up in all of them: a page's own furniture is often in another
 * language than its articles.
 */
export const ALL_PRESS_WORDS: readonly PressWords[] = [
  ARABIC,
  CHINESE,
  DUTCH,
  ENGLISH,
  FRENCH,
  GERMAN,
  ITALIAN,
  JAPANESE,
  KOREAN,
  POLISH,
  PORTUGUESE,
  RUSSIAN,
  SPANISH,
  TURKISH,
];
