import { expect, it } from 'vitest';
import { splitUnits } from '../../src/previews/letters/line-breaks.ts';

it.each([
  ['Thai', 'ท่องเที่ยวเมืองรอง', 'ท่อง|เที่ยว|เมือง|รอง'],
  ['Lao', 'ປະເທດລາວ', 'ປະເທດ|ລາວ'],
  ['Khmer', 'ផែនការស្តារ', 'ផែនការ|ស្តារ'],
  ['Myanmar', 'အစိုးရကခရီးသွား', 'အစိုးရ|က|ခရီးသွား'],
])('knows the words of %s', (_, text, words) => {
  const units = splitUnits(text, 'en').map(({ start, end }) => text.slice(start, end));
  expect(units.join('|')).toBe(words);
});
