/**
 * The place of a word of ASCII in bytes, from `from` on, or -1 (Horspool's algorithm: it looks at one byte in a word's
 * length). Decoding a page to look for words in it costs more than all else that is done with it.
 */
export function findBytes(bytes: Uint8Array, word: string, from = 0): number {
  const last = word.length - 1;
  const skips = new Uint8Array(256).fill(word.length);
  for (let index = 0; index < last; index++) skips[word.charCodeAt(index)] = last - index;
  const lastByte = word.charCodeAt(last);
  for (let end = from + last; end < bytes.length; ) {
    const byte = bytes[end] ?? 0;
    if (byte === lastByte && isAt(bytes, word, end - last)) return end - last;
    end += skips[byte] ?? 1;
  }
  return -1;
}

function isAt(bytes: Uint8Array, word: string, at: number): boolean {
  for (let index = 0; index < word.length; index++) {
    if (bytes[at + index] !== word.charCodeAt(index)) return false;
  }
  return true;
}
