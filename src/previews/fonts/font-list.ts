import type { FontFamily } from './font-families.ts';

/** Bytes of the SHA-256 of a list that its path holds. */
const NAMED_BYTES = 8;

/**
 * The path of a list of fonts in the public folder. It changes with the list, so that no cache can give out an old one.
 *
 * @param list the bytes of its file
 */
export async function fontListPath(list: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', list), 0, NAMED_BYTES);
  return `fonts/families-${Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')}.json`;
}

/** Reads a list of fonts. What is not the very file that its path names is no list: undefined. */
export async function readFontList(
  path: string,
  list: Uint8Array,
): Promise<readonly FontFamily[] | undefined> {
  const bytes = new Uint8Array(list);
  if ((await fontListPath(bytes)) !== path) return undefined;
  // It is what scripts/fonts.ts wrote.
  return JSON.parse(new TextDecoder().decode(bytes));
}
