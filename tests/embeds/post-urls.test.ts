import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findAddress } from '../../src/embeds/platforms/find-address.ts';

const linesOf = (name: string) =>
  readFileSync(new URL(name, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

describe('an address by itself', () => {
  test.each(linesOf('post-urls.valid.txt').map((line) => line.split(' → ')))(
    '%s is %s',
    (url = '', key = '') => {
      const found = findAddress(url);
      expect(`${found?.platform}/${found?.address.id}`).toBe(key);
      expect(found?.address.id).toMatch(/^[A-Za-z0-9._-]+$/);
      // The address that is kept names the same post.
      expect(findAddress(found?.address.url ?? '')?.address.id).toBe(found?.address.id);
    },
  );

  test.each(linesOf('post-urls.invalid.txt'))('%s is no post’s', (url) => {
    expect(findAddress(url)).toBeUndefined();
  });
});
