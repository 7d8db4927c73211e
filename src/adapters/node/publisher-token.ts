import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../domain/digest.ts';
import type { Random } from '../../domain/ports.ts';

export interface PublisherToken {
  digest: string;
  /** The token itself, when it has just been made: the only time it can be read. */
  token?: string;
  file: string;
}

/** A new token: 256 bits, `ts_` before them so that secret scanners know it. */
export function newToken(random: Random): string {
  return `ts_${Buffer.from(random.bytes(32)).toString('base64url')}`;
}

/**
 * The publisher token of a data folder: made at the first call, of which only the digest is kept. A file without a digest
 * in it, as a full disk leaves it, counts as none.
 */
export async function obtainPublisherToken(folder: string, random: Random): Promise<PublisherToken> {
  const file = join(folder, 'publisher-token.sha256');
  const kept = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (/^[0-9a-f]{64}$/.test(kept)) return { digest: kept, file };
  const token = newToken(random);
  const digest = await sha256(token);
  const draft = `${file}.draft`;
  writeFileSync(draft, `${digest}\n`, { mode: 0o600 });
  renameSync(draft, file);
  return { digest, token, file };
}
