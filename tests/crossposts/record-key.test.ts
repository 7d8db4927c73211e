import { describe, expect, it } from 'vitest';
import { recordKey } from '../../src/crossposts/record-key.ts';

const POST = { account: 'did:plc:ewvi7nxzyoun6zhxrhs64oiz', articleId: 'bridge', generation: 1 };
const AT = '2026-03-02T08:00:00.123Z';
const LETTERS = '234567abcdefghijklmnopqrstuvwxyz';

/** The moment in a TID, in milliseconds. */
function momentOf(key: string): number {
  let value = 0n;
  for (const letter of key) value = (value << 5n) | BigInt(LETTERS.indexOf(letter));
  return Number((value >> 10n) / 1000n);
}

describe('the record key of a post', () => {
  it('is a TID of its moment, the same for ever', async () => {
    const key = await recordKey(POST, AT);
    expect(key).toMatch(/^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/);
    expect(momentOf(key)).toBe(Date.parse(AT));
    expect(await recordKey(POST, AT)).toBe(key);
    expect(key).toBe('3mg2rwnnkankk');
  });

  it('is another for another article, account or generation of the same moment', async () => {
    const keys = await Promise.all([
      recordKey(POST, AT),
      recordKey({ ...POST, articleId: 'tunnel' }, AT),
      recordKey({ ...POST, account: 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa' }, AT),
      recordKey({ ...POST, generation: 2 }, AT),
    ]);
    expect(new Set(keys).size).toBe(4);
  });

  it('sorts as the moments do, and stands for moments before 1970 as well', async () => {
    const keys = [];
    for (const moment of [
      '1969-01-01T00:00:00.000Z',
      '1999-12-31T23:59:59.999Z',
      AT,
      '2026-03-02T08:00:00.124Z',
    ]) {
      keys.push(await recordKey(POST, moment));
    }
    expect([...keys].sort()).toEqual(keys);
  });
});
