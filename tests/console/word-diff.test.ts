import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffWords } from '../../src/console/articles/word-diff.ts';

const marked = (before: string, after: string) =>
  diffWords(before, after)
    ?.map(({ kind, text }) => ({ same: text, added: `+${text}+`, removed: `-${text}-` })[kind])
    .join('');

describe('what changed between two texts', () => {
  it.each([
    ['', '', ''],
    ['The same.', 'The same.', 'The same.'],
    ['The cat sat.', 'The dog sat.', 'The -cat-+dog+ sat.'],
    ['One two three', 'One three', 'One -two -three'],
    ['', 'All new', '+All new+'],
    ['All gone', '', '-All gone-'],
    ['今日は雨です。', '今日は晴れです。', '今日は-雨-+晴れ+です。'],
    ['قال الوزير', 'قالت الوزير', '-قال-+قالت+ الوزير'],
  ])('%j to %j', (before, after, expected) => {
    expect(marked(before, after)).toBe(expected);
  });

  it('both texts can be read from it, whatever they are', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', ' ', 'é', '日', '👍🏽', '\n'), { maxLength: 40 })
      .map((words) => words.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const changes = diffWords(before, after) ?? [];
        const read = (other: string) =>
          changes
            .filter(({ kind }) => kind !== other)
            .map((change) => change.text)
            .join('');
        expect([read('added'), read('removed')]).toEqual([before, after]);
      }),
    );
  });

  it('texts that are too long, or have too little in common, are not compared', () => {
    const words = (letter: string) => Array.from({ length: 3000 }, (_, at) => `${letter}${at}`).join(' ');
    expect(diffWords(words('a'), words('b'))).toBeUndefined();
    expect(diffWords('x '.repeat(30_000), 'x')).toBeUndefined();
    expect(diffWords(words('a'), `${words('a')} more`)).toHaveLength(2);
  });
});
