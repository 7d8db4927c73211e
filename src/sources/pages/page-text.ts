/** A page says its charset at its beginning (HTML, "Determining the character encoding"). */
const HEAD_BYTES = 4096;
const CONTROLS = /[\0-\x08\x0b\x0e-\x1f\x7f\x80-\x9f]/g;

/**
 * The text of a page: by its byte order mark, the charset of its header, or the one it states itself; else as UTF-8, and
 * where it is none, as browsers do then, as windows-1252. Nothing is refused: what cannot be decoded becomes U+FFFD,
 * and control characters, which no page means, go.
 */
export function readPageText(body: Uint8Array, contentType: string): string {
  const head = new TextDecoder('latin1').decode(body.subarray(0, HEAD_BYTES));
  const named = /charset\s{0,3}=\s{0,3}["']?([\w.:-]{1,40})/i.exec(contentType.slice(0, 300))?.[1];
  const decoder =
    decoderOf(markOf(body)) ?? decoderOf(named) ?? decoderOf(statedIn(head)) ?? utf8OrLatin(body);
  return decoder.decode(body).replace(CONTROLS, '');
}

function markOf([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

/** In `<meta charset>` or `<meta http-equiv>`. What reads as ASCII is not UTF-16, whatever it says. */
function statedIn(head: string): string | undefined {
  const stated = /<meta\b[^>]{0,200}?charset\s{0,3}=\s{0,3}["']?([\w.:-]{1,40})/i.exec(head)?.[1];
  return stated && /^utf-?16/i.test(stated) ? 'utf-8' : stated;
}

function decoderOf(charset: string | undefined): TextDecoder | undefined {
  if (!charset) return undefined;
  try {
    return new TextDecoder(charset);
  } catch {
    return undefined;
  }
}

function utf8OrLatin(body: Uint8Array): TextDecoder {
  try {
    new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(body);
    return new TextDecoder();
  } catch {
    return new TextDecoder('windows-1252');
  }
}
