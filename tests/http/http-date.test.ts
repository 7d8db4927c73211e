import { expect, it } from 'vitest';
import { readHttpDate } from '../../src/http/conditional-response.ts';

const MOMENT = Date.UTC(1994, 10, 6, 8, 49, 37);

it.each(['Sun, 06 Nov 1994 08:49:37 GMT', 'Sunday, 06-Nov-94 08:49:37 GMT', 'Sun Nov  6 08:49:37 1994'])(
  'reads %s',
  (text) => {
    expect(readHttpDate(text)).toBe(MOMENT);
  },
);

it.each([
  '',
  '2100',
  'May 2999',
  '1994-11-06T08:49:37Z',
  'Sun, 06 Nov 1994 08:49:37 +0100',
  'Sun, 99 Nov 1994 08:49:37 GMT',
])('ignores %j', (text) => {
  expect(readHttpDate(text)).toBeNaN();
});
