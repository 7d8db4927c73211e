import { expect, it } from 'vitest';
import { isPermitted } from '../../src/sources/withdrawals.ts';

const NOW = new Date('2026-03-02T08:00:00.000Z');
const HOUR = 60 * 60 * 1000;
const after = (hours: number) => new Date(NOW.getTime() + hours * HOUR).toISOString();

it.each([
  ['that ends in an hour stands', 1, true],
  ['of this moment stands for a day', 24, true],
  ['that has ended does not stand', 0, false],
  ['that was given while the clock was two days ahead does not stand once that is set right', 72, false],
])('a permission to withdraw many articles %s', (_, hours, expected) => {
  expect(isPermitted({ withdrawUntil: after(hours) }, NOW)).toBe(expected);
});

it('a source that nobody permitted to withdraw many articles is not', () => {
  expect(isPermitted({}, NOW)).toBe(false);
});
