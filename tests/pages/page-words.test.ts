import { describe, expect, it } from 'vitest';
import { cardWords } from '../../src/cards/words.ts';
import { foreignMarks, PAGE_LANGUAGES, voiceOf } from '../../src/pages/words.ts';

/** Every phrase of a language, by its path. */
function phrases(words: object, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[path + name, value]] : phrases(value as object, `${path}${name}.`),
  );
}

const english = new Map(phrases(voiceOf('en').words));
const placesIn = (phrase: string) => phrase.match(/\{[a-z]+\}/g) ?? [];

describe('the words of pages', () => {
  it('are there in every language that cards speak', () => {
    expect(PAGE_LANGUAGES).toHaveLength(15);
    const silent = PAGE_LANGUAGES.filter(
      (language) => language !== 'en' && cardWords(language) === cardWords('en'),
    );
    expect(silent).toEqual([]);
  });

  it.each(PAGE_LANGUAGES)('say all of it in %s, with everything in its place', (language) => {
    const own = phrases(voiceOf(language).words);
    expect(own.map(([path]) => path)).toEqual([...english.keys()]);
    expect(
      own.filter(
        ([, phrase]) => phrase === '' || (phrase !== phrase.trim() && !/^[,،、:：\u00a0]/.test(phrase)),
      ),
    ).toEqual([]);
    expect(
      own.filter(([path, phrase]) => placesIn(phrase).join() !== placesIn(english.get(path) ?? '').join()),
    ).toEqual([]);
  });

  it('are translated', () => {
    const same = PAGE_LANGUAGES.filter((language) => language !== 'en').flatMap((language) =>
      phrases(voiceOf(language).words)
        .filter(([path, phrase]) => phrase.length > 8 && phrase === english.get(path))
        .map(([path]) => `${language} ${path}`),
    );
    expect(same).toEqual([]);
  });

  it('of a region are those of its language', () => {
    expect(voiceOf('pt-BR')).toMatchObject({ language: 'pt-BR', marks: {}, words: voiceOf('pt').words });
  });

  it('of a language that has none are English, and marked as such', () => {
    expect(voiceOf('hi')).toEqual({
      words: voiceOf('en').words,
      language: 'en',
      marks: { lang: 'en', dir: 'ltr' },
    });
    expect(voiceOf('constructor').words).toBe(voiceOf('en').words);
  });

  it('mark only what is in another language than what is around it', () => {
    expect(foreignMarks('ar', 'ar')).toEqual({});
    expect(foreignMarks('ar', 'en')).toEqual({ lang: 'ar', dir: 'rtl' });
  });
});
