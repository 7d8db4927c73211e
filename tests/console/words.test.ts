import { describe, expect, it } from 'vitest';
import { CONSOLE_LANGUAGES, consoleLanguage } from '../../src/console/words/console-words.ts';
import { ENGLISH } from '../../src/console/words/english.ts';

/** Every phrase by its path, with what is to be filled in. */
function holes(words: object, path = ''): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(words).flatMap(([name, value]: [string, unknown]) =>
      typeof value === 'string'
        ? [[`${path}${name}`, (value.match(/\{\w+\}/g) ?? []).sort()]]
        : Object.entries(holes(value as object, `${path}${name}.`)),
    ),
  );
}

describe('the words of the console', () => {
  it.each(Object.entries(CONSOLE_LANGUAGES))(
    '%s says all that English says, with the same holes',
    (_, { words }) => {
      expect(holes(words)).toEqual(holes(ENGLISH));
      for (const phrase of JSON.stringify(words).match(/"[^"]*"/g) ?? []) expect(phrase).not.toBe('""');
    },
  );

  it.each([
    [undefined, undefined, 'en'],
    [undefined, 'fr', 'fr'],
    [undefined, 'de-AT, fr;q=0.5, en;q=0.4', 'fr'],
    [undefined, 'en;q=0.4, fr;q=0.5', 'fr'],
    [undefined, 'fr;q=0, de', 'en'],
    [undefined, '*', 'en'],
    [undefined, 'constructor, __proto__', 'en'],
    ['en', 'fr', 'en'],
    ['xx', 'fr', 'fr'],
  ])('chosen %s, asked for %s: %s', (chosen, asked, expected) => {
    expect(consoleLanguage(chosen, asked).language).toBe(expected);
  });
});
