import type { Random } from './ports.ts';
import { Problem } from './problem.ts';
import { createSealer } from './sealed-text.ts';

/** How secrets that have to be read again lie in the database: sealed where there is a key, and else as they are. */
export interface SecretKeeping {
  /** The text as it is to lie in the database. `purpose` says what it is and whose. */
  keep(text: string, purpose: string): Promise<string>;
  /** The text again, sealed or from before there was a key; `undefined` where it cannot be opened. */
  read(kept: string, purpose: string): Promise<string | undefined>;
  /** Whether it lies in the clear though there is a key. */
  isToBeSealed(kept: string): boolean;
}

const SEALED = 'v1.';

/**
 * Keeps secrets with this key, 64 hexadecimal digits. Without one a text that looks sealed is never taken for the secret
 * itself; to keep such a text then throws `Problem('secrets-key-missing')`.
 */
export function createSecretKeeping(key: string | undefined, random: Random): SecretKeeping {
  const sealer = key === undefined ? undefined : createSealer(key, random);
  return {
    async keep(text, purpose) {
      if (sealer) return sealer.seal(text, purpose);
      if (!text.startsWith(SEALED)) return text;
      throw new Problem(
        'secrets-key-missing',
        `A secret that begins with ${SEALED} can be kept with a key alone: set SECRETS_KEY, or choose another.`,
      );
    },
    async read(kept, purpose) {
      return kept.startsWith(SEALED) ? sealer?.open(kept, purpose) : kept;
    },
    isToBeSealed: (kept) => sealer !== undefined && !kept.startsWith(SEALED),
  };
}
