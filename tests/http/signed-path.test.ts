import { describe, expect, it } from 'vitest';
import { requireSignature, signPath } from '../../src/http/signed-path.ts';

const KEYS = ['ab'.repeat(32), 'cd'.repeat(32)];
const NOW = new Date('2026-01-01T00:00:00Z');
const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const open = (path: string, now: Date, keys = KEYS) =>
  requireSignature(keys, new URL(path, 'https://news.example'), now);

describe('a signed path', () => {
  it('opens until its last second, and by any of the keys', async () => {
    for (const key of KEYS) {
      const path = await signPath(key, '/previews/preview/abc.png', NOW, 60);
      await expect(open(path, NOW)).resolves.toBeUndefined();
      await expect(open(path, at(60))).resolves.toBeUndefined();
      await expect(open(path, at(61))).rejects.toThrow('This link has expired');
    }
  });

  it('lasts a week at most', async () => {
    const path = await signPath(KEYS[0] ?? '', '/a', NOW, 1e9);
    await expect(open(path, at(7 * 24 * 3600))).resolves.toBeUndefined();
    await expect(open(path, at(7 * 24 * 3600 + 1))).rejects.toThrow('expired');
  });

  it('opens nothing else, and nothing without a key', async () => {
    const path = await signPath(KEYS[0] ?? '', '/a', NOW, 60);
    await expect(open(path.replace('/a', '/b'), NOW)).rejects.toThrow('not ours');
    await expect(open(path, NOW, KEYS.slice(1))).rejects.toThrow('not ours');
    await expect(open(path, NOW, [])).rejects.toThrow('not ours');
    await expect(open('/a', NOW)).rejects.toThrow('not ours');
  });
});
