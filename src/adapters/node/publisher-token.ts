import { existsSync, readFileSync, writeFileSync } from 'node:fs';
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

/** The publisher token of a data folder: made at the first call, of which only the digest is kept. */
export async function obtainPublisherToken(folder: string, random: Random): Promise<PublisherToken> {
  const file = join(folder, 'publisher-token.sha256');
  if (existsSync(file)) return { digest: readFileSync(file, 'utf8').trim(), file };
  const token = newToken(random);
  const digest = await sha256(token);
  writeFileSync(file, `${digest}\n`, { mode: 0o600, flag: 'wx' });
  return { digest, token, file };
}
