import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../src/domain/instant.ts';

describe('parseInstant', () => {
  it.each([
    ['2024-06-04T05:30:00Z', '2024-06-04T05:30:00.000Z'],
    ['2024-06-04t05:30:00.5z', '2024-06-04T05:30:00.000Z'],
    ['2024-06-04T07:30:00+02:00', '2024-06-04T05:30:00.000Z'],
    ['2024-06-04T07:30:00+0200', '2024-06-04T05:30:00.000Z'],
    ['2024-06-04 05:30', '2024-06-04T05:30:00.000Z'],
    ['2024-06-04', '2024-06-04T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  ])('reads %s', (text, expected) => {
    expect(parseInstant(text)).toBe(expected);
  });

  it.each([
    '2023-02-29',
    '2024-13-01',
    '2024-06-04T25:00:00Z',
    '12',
    'May 2024',
    '',
    '0000-01-01',
    '9999-12-31',
    '2024-06-04T05:30:00+99:00',
  ])('refuses %j', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });
});
