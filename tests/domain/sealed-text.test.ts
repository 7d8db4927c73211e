import { describe, expect, it } from 'vitest';
import { cryptoRandom } from '../../src/adapters/web/random.ts';
import { createSealer } from '../../src/domain/sealed-text.ts';

const KEY = '0123456789abcdef'.repeat(4);
const sealer = createSealer(KEY, cryptoRandom);

describe('sealed text', () => {
  it('opens for the purpose it was sealed for, whatever script it is in', async () => {
    for (const text of ['xxxx-xxxx-xxxx-xxxx', '', 'пароль 密码 🔑']) {
      expect(await sealer.open(await sealer.seal(text, 'crosspost/1'), 'crosspost/1')).toBe(text);
    }
  });

  it('shows nothing of the text, and is never the same twice', async () => {
    const [one, two] = [await sealer.seal('a password', 'a'), await sealer.seal('a password', 'a')];
    expect(one).not.toContain('password');
    expect(atob(one.slice(3))).not.toContain('password');
    expect(one).not.toBe(two);
  });

  it('does not open for another purpose, with another key, changed, cut or empty', async () => {
    const sealed = await sealer.seal('a password', 'webhook/1');
    expect(await sealer.open(sealed, 'webhook/2')).toBeUndefined();
    const other = createSealer('f'.repeat(64), cryptoRandom);
    expect(await other.open(sealed, 'webhook/1')).toBeUndefined();
    const last = sealed.at(-3) === 'A' ? 'B' : 'A';
    expect(
      await sealer.open(`${sealed.slice(0, -3)}${last}${sealed.slice(-2)}`, 'webhook/1'),
    ).toBeUndefined();
    for (const broken of ['', 'v1.', 'v1.%%%', 'v2.abcd', sealed.slice(0, 12)]) {
      expect(await sealer.open(broken, 'webhook/1')).toBeUndefined();
    }
  });

  it('a key is 64 hexadecimal digits', () => {
    expect(() => createSealer('short', cryptoRandom)).toThrow(RangeError);
  });
});
