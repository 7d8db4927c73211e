/** Draws whole numbers below a bound; the same ones for the same seed (xoshiro128**, Blackman and Vigna 2018). */
export type Draw = (bound: number) => number;

export function createDraw(seed: number): Draw {
  let [a, b, c, d] = [seed | 0, 0x9e3779b9 | 0, ~seed, 0x85ebca6b | 0];
  const next = () => {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  };
  for (let warm = 0; warm < 16; warm++) next();
  return (bound) => next() % Math.max(1, bound);
}

const pick = <One>(draw: Draw, list: readonly One[]): One => list[draw(list.length)] as One;
const MOST_LENGTH = 60_000;
/** Values that lengths, counts and offsets break at. */
const EDGES = [0, 1, 2, 4, 0x7f, 0x80, 0xfe, 0xff];

/** A file changed in one to eight places: bytes, bits, pieces gone, doubled, moved, or taken from another file. */
export function mutateBytes(draw: Draw, seeds: readonly Uint8Array[]): Uint8Array {
  let bytes = Uint8Array.from(pick(draw, seeds));
  for (let change = draw(8); change >= 0; change--) {
    const at = draw(bytes.length);
    const length = 1 + draw(draw(4) === 0 ? bytes.length : 16);
    const other = pick(draw, seeds);
    const from = draw(other.length);
    const ways = [
      () => bytes.with(Math.min(at, bytes.length - 1), draw(256)),
      () => bytes.with(Math.min(at, bytes.length - 1), pick(draw, EDGES)),
      () => bytes.with(Math.min(at, bytes.length - 1), (bytes[at] ?? 0) ^ (1 << draw(8))),
      () => bytes.slice(0, at),
      () => joined(bytes.subarray(0, at), bytes.subarray(at + length)),
      () => joined(bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at)),
      () => joined(bytes.subarray(0, at), other.subarray(from, from + length), bytes.subarray(at + length)),
      () =>
        joined(
          bytes.subarray(0, at),
          Uint8Array.from({ length: Math.min(length, 64) }, () => draw(256)),
        ),
      () => {
        const wide = bytes.slice();
        for (let i = 0; i < 4 && at + i < wide.length; i++) wide[at + i] = draw(2) === 0 ? 0xff : draw(256);
        return wide;
      },
    ];
    if (bytes.length > 0) bytes = pick(draw, ways)().slice(0, 2_000_000);
  }
  return bytes;
}

function joined(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Signs that texts break at, whatever they are read as. */
const SIGNS = [
  ...[
    '',
    ' ',
    '\n',
    '\r\n',
    '\t',
    '\u0000',
    '\u0007',
    '\ud800',
    '\udfff',
    '\ufeff',
    '\u200b',
    '\u202e',
    '\u2066',
    '\u2028',
  ],
  ...[
    '<',
    '>',
    '&',
    '"',
    "'",
    '`',
    '/',
    '\\',
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    '#',
    '@',
    '*',
    '_',
    '~',
    '|',
    '=',
    ':',
    ';',
    '-',
    '—',
    '.',
    ',',
    '%',
    '$',
  ],
  ...[
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '</',
    '/>',
    '&#',
    '&amp;',
    '&#x0;',
    '&nbsp',
    '%00',
    '%2f',
    '\\u0000',
    '://',
    '//',
    '---',
  ],
  ...[
    '0',
    '1',
    '-1',
    '9'.repeat(20),
    '1e999',
    'NaN',
    'null',
    '__proto__',
    'constructor',
    'é',
    '日本',
    '🏳️‍🌈',
    'ﷺ',
    'İ',
    'ß',
    '\u0301',
  ],
];

/** A text changed in one to ten places, with the signs of its own kind as well. */
export function mutateText(draw: Draw, seeds: readonly string[], signs: readonly string[] = []): string {
  let text = pick(draw, seeds);
  const all = [...SIGNS, ...signs, ...signs];
  for (let change = draw(10); change >= 0; change--) {
    const at = draw(text.length + 1);
    const length = draw(draw(4) === 0 ? text.length : 30);
    const other = pick(draw, seeds);
    const from = draw(other.length);
    const ways = [
      () => text.slice(0, at) + pick(draw, all) + text.slice(at),
      () => text.slice(0, at) + pick(draw, all) + text.slice(at + length),
      () => text.slice(0, at) + pick(draw, all).repeat(1 + draw(draw(8) === 0 ? 2000 : 5)) + text.slice(at),
      () => text.slice(0, at) + text.slice(at + length),
      () => text.slice(0, at),
      () => text.slice(0, at) + text.slice(at, at + length).repeat(1 + draw(6)) + text.slice(at + length),
      () => text.slice(0, at) + other.slice(from, from + length) + text.slice(at),
      () =>
        text.slice(0, at) + String.fromCodePoint(draw(draw(2) === 0 ? 0x500 : 0x11_0000)) + text.slice(at),
    ];
    text = pick(draw, ways)().slice(0, MOST_LENGTH);
  }
  return text;
}

/**
 * A value of JSON with another in the place of one of its parts: most texts are no JSON, and would only say so. Which part
 * and which value follows from the text.
 */
export function graftJson(sample: unknown, text: string): unknown {
  const draw = createDraw(
    [...text].reduce((sum, letter) => Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0), 7),
  );
  const values = [
    text,
    null,
    true,
    -1,
    1e308,
    0.5,
    '',
    [],
    {},
    [text],
    [[]],
    { [text]: text },
    [null, text, {}],
    sample,
  ];
  let grafted = sample;
  for (let change = draw(4); change >= 0; change--) {
    const paths = pathsOf(grafted);
    grafted = replaced(grafted, pick(draw, paths), pick(draw, values));
  }
  return grafted;
}

const MOST_PATHS = 500;

function pathsOf(value: unknown, path: string[] = [], all: string[][] = []): string[][] {
  if (all.length < MOST_PATHS) all.push(path);
  if (typeof value === 'object' && value !== null && path.length < 8) {
    for (const [key, part] of Object.entries(value)) pathsOf(part, [...path, key], all);
  }
  return all;
}

function replaced(value: unknown, [key, ...rest]: string[], by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value))
    return value.map((part, index) => (String(index) === key ? replaced(part, rest, by) : part));
  const object = value as Record<string, unknown>;
  return { ...object, [key]: replaced(object[key], rest, by) };
}
