/** Encodings in which a byte below 0x80 is not always the character of ASCII: their markup is not to be looked for. */
const NOT_ASCII = new Set(['utf-16le', 'utf-16be', 'iso-2022-jp']);

/**
 * How to read a page's text (HTML §13.2.3.2, "encoding sniffing"): by its byte order mark, by `charset` of its
 * Content-Type, by what its `meta` declares, else as UTF-8 where it is that. `undefined` where it is in an encoding that
 * is not compatible with ASCII, or that is not known.
 */
export function pageDecoder(
  page: Uint8Array,
  contentType: string,
  declared: string | undefined,
): TextDecoder | undefined {
  const [first, second, third] = page;
  if (first === 0xef && second === 0xbb && third === 0xbf) return new TextDecoder();
  if ((first === 0xfe && second === 0xff) || (first === 0xff && second === 0xfe)) return undefined;
  const label = charsetOf(contentType);
  if (label) return decoderOf(label);
  // A page whose `meta` could be read is in no encoding of 16 bits, whatever that says.
  if (declared) return /^\s*utf-?16/i.test(declared) ? new TextDecoder() : decoderOf(declared);
  return isUtf8(page) ? new TextDecoder() : decoderOf('windows-1252');
}

/** The `charset` in a Content-Type, or in what a `meta` says of one. */
export function charsetOf(contentType: string): string | undefined {
  return /charset\s{0,9}=\s{0,9}["']?([^\s;"']{1,40})/i.exec(contentType)?.[1];
}

function decoderOf(label: string): TextDecoder | undefined {
  try {
    const decoder = new TextDecoder(label);
    return NOT_ASCII.has(decoder.encoding) ? undefined : decoder;
  } catch {
    return undefined;
  }
}

function isUtf8(page: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(page);
    return true;
  } catch {
    return false;
  }
}
