import type { Config } from '../../domain/config.ts';
import { writeTid } from '../record-key.ts';
import { publicationSite } from './document-place.ts';

export const PUBLICATION_COLLECTION = 'site.standard.publication';

/** FNV-1a (RFC 9923), 32 bits. */
const FNV = { basis: 0x811c9dc5, prime: 0x01000193 };
/** What is left of the hash within a second of the moment. */
const SPREAD = 1_000_000n;

/**
 * The record key of the publication: the same for this site for ever, whether or not anything is remembered of it. Its
 * moment is the day that names the publication's ids; a site beside it, as one to try things on, has another key.
 */
export function publicationKey(config: Pick<Config, 'publicUrl' | 'front' | 'tagAuthority'>): string {
  const [, day = ''] = config.tagAuthority.split(',');
  const hash = BigInt(fnv1a(publicationSite(config)));
  // Nobody checks that it is a day which there was.
  const moment = BigInt(Math.max(Date.parse(day) || 0, 0));
  return writeTid(moment * 1000n + ((hash >> 10n) % SPREAD), hash);
}

/** The at:// address of the publication's record in the repository of an account. */
export function publicationAddress(did: string, config: Config): string {
  return `at://${did}/${PUBLICATION_COLLECTION}/${publicationKey(config)}`;
}

function fnv1a(text: string): number {
  let hash = FNV.basis;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, FNV.prime);
  return hash >>> 0;
}
