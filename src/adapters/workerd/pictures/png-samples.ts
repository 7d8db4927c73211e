import type { PngChunks, PngKind } from './png-chunks.ts';

const CHANNELS: Record<PngKind, number> = {
  grey: 1,
  colour: 3,
  palette: 1,
  'grey+alpha': 2,
  'colour+alpha': 4,
};

/**
 * Writes `count` pixels of 4 bytes, made of the samples of one row (which has its filter's number before it), each
 * `step` bytes after the one before, the first at `target[at]`.
 */
export type PngRowReader = (
  row: Uint8Array,
  count: number,
  target: Uint8Array,
  at: number,
  step: number,
) => void;

/** Bits that a pixel takes in a row. */
export function bitsOfPixel({ kind, depth }: PngChunks): number {
  return CHANNELS[kind] * depth;
}

/** No pixel can be transparent. */
export function isOpaquePng({ kind, transparency }: PngChunks): boolean {
  return !kind.endsWith('+alpha') && !transparency;
}

/** The reader of a picture's rows (PNG 3rd edition §7.2, §13.12). 16 bits are cut to the upper eight. */
export function createPngRowReader(png: PngChunks): PngRowReader {
  if (png.depth === 8 && png.kind === 'colour+alpha') return readPlainAlpha;
  if (png.depth === 8 && png.kind === 'colour' && !png.transparency) return readPlainColour;
  if (png.kind === 'palette') return createPaletteReader(png);
  return createSampleReader(png);
}

function readPlainAlpha(row: Uint8Array, count: number, target: Uint8Array, at: number, step: number): void {
  for (let index = 0, from = 1; index < count; index++, from += 4) {
    for (let channel = 0; channel < 4; channel++) {
      target[at + index * step + channel] = row[from + channel] as number;
    }
  }
}

function readPlainColour(row: Uint8Array, count: number, target: Uint8Array, at: number, step: number): void {
  for (let index = 0, from = 1, to = at; index < count; index++, from += 3, to += step) {
    target[to] = row[from] as number;
    target[to + 1] = row[from + 1] as number;
    target[to + 2] = row[from + 2] as number;
    target[to + 3] = 255;
  }
}

/** An entry that the palette does not have is black. */
function createPaletteReader({ palette, transparency, depth }: PngChunks): PngRowReader {
  return (row, count, target, at, step) => {
    for (let index = 0, to = at; index < count; index++, to += step) {
      const entry = sampleAt(row, index, depth);
      for (let channel = 0; channel < 3; channel++) target[to + channel] = palette[entry * 3 + channel] ?? 0;
      target[to + 3] = transparency?.[entry] ?? 255;
    }
  };
}

function createSampleReader({ kind, depth, transparency }: PngChunks): PngRowReader {
  const channels = CHANNELS[kind];
  const hasAlpha = kind.endsWith('+alpha');
  const colours = hasAlpha ? channels - 1 : channels;
  const toByte = depth === 16 ? 1 / 256 : 255 / (2 ** depth - 1);
  const key = transparency && Array.from({ length: colours }, (_, index) => wordAt(transparency, index * 2));
  return (row, count, target, at, step) => {
    for (let index = 0, to = at; index < count; index++, to += step) {
      const first = index * channels;
      let isKey = key !== undefined;
      for (let channel = 0; channel < 3; channel++) {
        const sample = sampleAt(row, first + Math.min(channel, colours - 1), depth);
        if (key && sample !== key[Math.min(channel, colours - 1)]) isKey = false;
        target[to + channel] = sample * toByte;
      }
      if (hasAlpha) target[to + 3] = sampleAt(row, first + colours, depth) * toByte;
      else target[to + 3] = isKey ? 0 : 255;
    }
  };
}

function sampleAt(row: Uint8Array, index: number, depth: number): number {
  if (depth === 8) return row[1 + index] as number;
  if (depth === 16) return wordAt(row, 1 + index * 2);
  // Several to a byte, the first in its upper bits.
  const bit = index * depth;
  return ((row[1 + (bit >> 3)] as number) >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
}

function wordAt(bytes: Uint8Array, offset: number): number {
  return ((bytes[offset] ?? 0) << 8) | (bytes[offset + 1] ?? 0);
}
