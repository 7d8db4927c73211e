import { describe, expect, test } from 'vitest';
import { readDateAmongWords, readPrintedDate, readPrintedMoment } from '../../src/embeds/printed-date.ts';

const LANGUAGES =
  'en en-GB ar ar-EG ar-SY ar-DZ ar-MA bn cs da de el es fa fi fil fr he hi hu id it ja ko ms nl no pl pt ro ru sv th tr uk ur vi zh-CN zh-TW';
const DAY_MS = 86_400_000;

describe('a long date is read back in every interface language of X', () => {
  test.each(LANGUAGES.split(' '))('%s', (language) => {
    const own = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
    const western = new Intl.DateTimeFormat(language, {
      dateStyle: 'long',
      timeZone: 'UTC',
      calendar: 'gregory',
    });
    for (let time = Date.UTC(2006, 2, 21); time < Date.UTC(2031, 0, 1); time += 5 * DAY_MS) {
      const day = new Date(time).toISOString().slice(0, 10);
      for (const printed of [own.format(time), western.format(time)]) {
        expect([printed, readPrintedDate(printed)]).toEqual([printed, day]);
      }
    }
  });
});

test.each([
  ['1er septembre 2023', '2023-09-01'],
  ['13\u00a0septembre\u00a02023', '2023-09-13'],
  ['13 Eylül 2023', '2023-09-13'],
  ['SEPTEMBER 13, 2023', '2023-09-13'],
  ['٢٤ كانون الأول ٢٠٢٣', '2023-12-24'],
  ['13 सितम्बर 2023', '2023-09-13'],
  ['৭ জানুয়ারী, ২০২৪', '2024-01-07'],
  ['30 กันยายน พ.ศ. 2566', '2023-09-30'],
  ['30 esfand 1403', undefined],
  ['۳۰ اسفند ۱۴۰۳', '2025-03-20'],
  ['۳۰ اسفند ۱۴۰۲', undefined],
  ['29 February 2024', '2024-02-29'],
])('%s is %s', (printed, day) => {
  expect(readPrintedDate(printed)).toBe(day);
});

test.each([
  '',
  'September 2023',
  '13 September',
  '13/09/2023',
  '2023-09-13',
  '31 September 2023',
  '29 February 2023',
  '0 May 2023',
  'May 32, 2023',
  '13 September 1999',
  '13 September 2199',
  '13 Septembre of 2023',
  'on 13 September 2023',
  '13 September 2023 at noon',
  '13 September 20234',
  '2023年13月1日',
  `13 ${'September '.repeat(40)} 2023`,
])('%j is no printed date', (printed) => {
  expect(readPrintedDate(printed)).toBeUndefined();
});

test.each([
  ['7 March 2025 at 22:57', '2025-03-07'],
  ['March 8, 2025', '2025-03-08'],
  ['2025-03-08', '2025-03-08'],
  ['2025-03-08T09:09:36.975Z', '2025-03-08'],
  ['March 8, 2025 at 9:09\u202fAM', '2025-03-08'],
  ['22:57 7 tháng 3, 2025', '2025-03-07'],
  ['7 March 2025 in the morning', undefined],
  ['on 7 March 2025 at 22:57', undefined],
  ['22:57', undefined],
  ['2025-13-08', undefined],
  ['', undefined],
])('the day of a printed moment, %j, is %s', (printed, day) => {
  expect(readPrintedMoment(printed)).toBe(day);
});

test.each([
  ['on Wednesday, September 13, 2023', '2023-09-13'],
  ['le mercredi 13 septembre 2023', '2023-09-13'],
  ['am Mittwoch, 13. September 2023', '2023-09-13'],
  ['on Wednesday', undefined],
  [' '.repeat(300), undefined],
])('the date among the words %j is %s', (words, day) => {
  expect(readDateAmongWords(words)).toBe(day);
});
