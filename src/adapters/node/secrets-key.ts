import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../../domain/ports.ts';

/**
 * The key that a data folder's secrets are sealed with, 64 hexadecimal digits: made at the first call, for its owner's
 * eyes alone. Throws where the file holds something else: a new key in its place would open nothing.
 */
export function obtainSecretsKey(folder: string, random: Random): string {
  const file = join(folder, 'secrets-key');
  if (existsSync(file)) {
    const kept = readFileSync(file, 'utf8').trim();
    if (/^[0-9a-f]{64}$/.test(kept)) return kept;
    throw new Error(
      `${file} holds no key. Put the old one back, or delete the file: app passwords and the secrets of webhooks then have to be given again.`,
    );
  }
  const key = Buffer.from(random.bytes(32)).toString('hex');
  const draft = `${file}.draft`;
  writeFileSync(draft, `${key}\n`, { mode: 0o600 });
  renameSync(draft, file);
  return key;
}
