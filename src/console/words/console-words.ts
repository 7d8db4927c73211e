import { ENGLISH } from './english.ts';
import { FRENCH } from './french.ts';

/** All that the console itself says. `{…}` stands for what is filled in. */
export type ConsoleWords = typeof ENGLISH;

export interface ConsoleLanguage {
  /** BCP 47. */
  language: string;
  words: ConsoleWords;
}

/** The languages of the console, by their own names. */
export const CONSOLE_LANGUAGES: Record<string, { name: string; words: ConsoleWords }> = {
  en: { name: 'English', words: ENGLISH },
  fr: { name: 'Français', words: FRENCH },
};

/** The language that was chosen, else the first that the browser asks for (RFC 9110 §12.5.4), else English. */
export function consoleLanguage(
  chosen: string | undefined,
  acceptLanguage: string | undefined,
): ConsoleLanguage {
  const wanted = [chosen ?? '', ...askedLanguages(acceptLanguage ?? '')];
  const language = wanted.find((code) => Object.hasOwn(CONSOLE_LANGUAGES, code)) ?? 'en';
  return { language, words: CONSOLE_LANGUAGES[language]?.words ?? ENGLISH };
}

function askedLanguages(header: string): string[] {
  return header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [code = '', weight = ''] = part.split(';');
      const quality = /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(weight)?.[1] ?? '1';
      return { code: code.trim().toLowerCase().split('-')[0] ?? '', quality: Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ code }) => code);
}

/** A phrase with its `{…}` filled in. */
export function fill(pattern: string, values: Record<string, string | number>): string {
  return pattern.replace(/\{([a-z]{1,20})\}/gi, (hole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : hole,
  );
}
