import { sha256 } from '../domain/digest.ts';

/** A weak entity tag (RFC 9110 §8.8.3) from what a representation is made of. */
export async function weakTag(...parts: (string | number)[]): Promise<string> {
  return `W/"${await sha256(JSON.stringify(parts), 20)}"`;
}

/** A strong entity tag (RFC 9110 §8.8.3) from the bytes of a representation. */
export async function strongTag(bytes: Uint8Array): Promise<string> {
  // The types of the two runtimes differ on whether bytes may be shared between threads; these never are.
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return `"${Array.from(new Uint8Array(digest, 0, 10), (byte) => byte.toString(16).padStart(2, '0')).join('')}"`;
}

const opaque = (tag: string) => tag.replace(/^W\//, '');

/** The entity tags of a list header; `*` stands for itself. Commas may stand inside the quotes (RFC 9110 §8.8.3). */
function readTags(header: string): string[] {
  if (header.trim() === '*') return ['*'];
  return header.match(/(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/g) ?? [];
}

/** If-None-Match (RFC 9110 §13.1.2), weak comparison: `true` where the client has this representation. */
export function hasMatch(ifNoneMatch: string, tag: string): boolean {
  return readTags(ifNoneMatch).some((given) => given === '*' || opaque(given) === opaque(tag));
}

/** If-None-Match of a write: `true` where the article is not there (`*`), or not in one of these versions. */
export function mayCreate(ifNoneMatch: string, tag: string | undefined): boolean {
  return tag === undefined || !hasMatch(ifNoneMatch, tag);
}

/** If-Match (RFC 9110 §13.1.1), strong comparison: `true` where the write may go on. `tag` is `undefined` for what is not there. */
export function mayWrite(ifMatch: string, tag: string | undefined): boolean {
  if (tag === undefined) return false;
  return readTags(ifMatch).some((given) => given === '*' || (given === tag && !given.startsWith('W/')));
}
