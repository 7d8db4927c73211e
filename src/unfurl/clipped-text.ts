const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const encoder = new TextEncoder();

/** How long a text may be: in UTF-16 code units, and in bytes as `jsonBytes` counts them. */
export interface TextRoom {
  characters: number;
  bytes: number;
}

/**
 * Makes a text one well-formed line, and cuts it where it is longer than somebody takes: after a whole word where there
 * is one in its second half, else after a whole grapheme, with an ellipsis, which counts.
 */
export function clipText(text: string, room: TextRoom): string {
  const line = oneLine(text);
  if (line.length <= room.characters && jsonBytes(line) <= room.bytes) return line;
  let characters = 1;
  let bytes = jsonBytes('…');
  let end = 0;
  for (const { segment, index } of graphemes.segment(line.slice(0, room.characters + 1))) {
    characters += segment.length;
    bytes += jsonBytes(segment);
    if (characters > room.characters || bytes > room.bytes) break;
    end = index + segment.length;
  }
  const space = line.lastIndexOf(' ', end);
  return `${line.slice(0, space > end / 2 ? space : end).trimEnd()}…`;
}

/**
 * Bytes of UTF-8 that a text (or other value) has in JSON, without its quotes, with `<`, `>` and `&` as escapes, as it is written for the web. In no other
 * form that somebody counts does it have more.
 */
export function jsonBytes(value: unknown): number {
  return encoder.encode(webJson(value)).length - 2;
}

/** JSON in which nothing can be taken for markup: the three characters of it, and line ends of old JavaScript, are escapes. */
export function webJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Control characters, line ends and runs of plain spaces become one space; what is no character becomes U+FFFD. */
function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[ \p{Cc}\u2028\u2029\uFFFE\uFFFF]+/gu, ' ')
    .trim();
}
