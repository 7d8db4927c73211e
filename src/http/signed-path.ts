import { Problem } from '../domain/problem.ts';

const ALGORITHM = { name: 'HMAC', hash: 'SHA-256' };
/** A link that outlives what it was made for is a door left open. */
const MOST_SECONDS = 7 * 24 * 3600;

/**
 * Signs a path for so many seconds, a week at most: HMAC-SHA-256 (RFC 2104) over the path and the moment it ends.
 * Whoever has the link may open it until then.
 *
 * @param key 64 hexadecimal digits
 */
export async function signPath(key: string, path: string, now: Date, seconds: number): Promise<string> {
  const expires = Math.floor(now.getTime() / 1000) + Math.min(seconds, MOST_SECONDS);
  const signature = await crypto.subtle.sign(ALGORITHM, await importKey(key), payload(path, expires));
  const hex = Array.from(new Uint8Array(signature), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${path}?expires=${expires}&signature=${hex}`;
}

/** Lets a signed path pass until it expires, whichever of the keys it was signed with. Throws `forbidden-link` otherwise. */
export async function requireSignature(keys: readonly string[], address: URL, now: Date): Promise<void> {
  const expires = Number(/^\d{1,12}$/.exec(address.searchParams.get('expires') ?? '')?.[0]);
  const hex = /^[0-9a-f]{64}$/.exec(address.searchParams.get('signature') ?? '')?.[0];
  const signature = Uint8Array.from(hex?.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  let isOurs = false;
  for (const key of hex ? keys : []) {
    // `verify` compares in constant time.
    const own = await crypto.subtle.verify(
      ALGORITHM,
      await importKey(key),
      signature,
      payload(address.pathname, expires),
    );
    isOurs = own || isOurs;
  }
  if (!isOurs) {
    throw new Problem('forbidden-link', 'The signature of this link is not ours; have the link made anew.');
  }
  if (expires * 1000 < now.getTime()) {
    throw new Problem('forbidden-link', 'This link has expired; have it made anew.');
  }
}

function payload(path: string, expires: number): Uint8Array<ArrayBuffer> {
  // TextEncoder shares no memory; the types of the two runtimes differ on whether that is known.
  return new TextEncoder().encode(`${path}\n${expires}`) as Uint8Array<ArrayBuffer>;
}

function importKey(hex: string): Promise<CryptoKey> {
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return crypto.subtle.importKey('raw', bytes, ALGORITHM, false, ['sign', 'verify']);
}
