import type { Random } from './ports.ts';

/** Keeps secrets that have to be read again: app passwords, the secrets that webhooks are signed with. */
export interface Sealer {
  /** Text as it may lie in the database. `purpose` says what it is and whose: moved elsewhere, it does not open. */
  seal(text: string, purpose: string): Promise<string>;
  /** The text again; `undefined` where it was sealed with another key, for another purpose, or was changed. */
  open(sealed: string, purpose: string): Promise<string | undefined>;
}

const NONCE_BYTES = 12;
const VERSION = 'v1.';

/**
 * Seals with AES-256-GCM (NIST SP 800-38D): a nonce of 96 random bits before each text, the purpose as what is
 * authenticated with it.
 *
 * @param key 64 hexadecimal digits. Throws `RangeError` for anything else.
 */
export function createSealer(key: string, random: Random): Sealer {
  if (!/^[0-9a-f]{64}$/i.test(key)) throw new RangeError('a sealing key is 64 hexadecimal digits');
  const raw = Uint8Array.from(key.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const imported = crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
  return {
    async seal(text, purpose) {
      const nonce = new Uint8Array(random.bytes(NONCE_BYTES));
      const sealed = await crypto.subtle.encrypt(
        algorithm(nonce, purpose),
        await imported,
        new Uint8Array(new TextEncoder().encode(text)),
      );
      return VERSION + toBase64(new Uint8Array([...nonce, ...new Uint8Array(sealed)]));
    },
    async open(sealed, purpose) {
      const bytes = sealed.startsWith(VERSION) ? fromBase64(sealed.slice(VERSION.length)) : undefined;
      if (!bytes || bytes.length <= NONCE_BYTES) return undefined;
      const [nonce, rest] = [bytes.slice(0, NONCE_BYTES), bytes.slice(NONCE_BYTES)];
      try {
        return new TextDecoder().decode(
          await crypto.subtle.decrypt(algorithm(nonce, purpose), await imported, rest),
        );
      } catch {
        return undefined;
      }
    },
  };
}

function algorithm(iv: Uint8Array<ArrayBuffer>, purpose: string) {
  return { name: 'AES-GCM', iv, additionalData: new Uint8Array(new TextEncoder().encode(purpose)) };
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}
