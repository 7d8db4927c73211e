import type { PngChunks } from './png-chunks.ts';
import { undoFilter } from './png-filter.ts';
import { bitsOfPixel } from './png-samples.ts';

/** One of the pictures that an interlaced one is made of, or the picture itself; steps in pixels. */
export interface PngPass {
  width: number;
  height: number;
  left: number;
  top: number;
  stepAcross: number;
  stepDown: number;
}

/** PNG 3rd edition §8.2 (Adam7): left, top, step across, step down. */
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;
const WHOLE = [[0, 0, 1, 1]] as const;

export interface PngRows {
  /** Takes the next inflated bytes. `false` once no more are needed. */
  take(bytes: Uint8Array): boolean;
  /** A row had a filter that does not exist, or the picture is not whole. */
  isDamaged(): boolean;
}

/**
 * Puts inflated bytes together to rows, undoes their filters, and hands each over with its filter's number before it,
 * the pass it belongs to, and its place there. Keeps two rows. `onRow` answers whether it needs another one.
 */
export function startPngRows(
  png: PngChunks,
  onRow: (row: Uint8Array, pass: PngPass, index: number) => boolean,
): PngRows {
  const bits = bitsOfPixel(png);
  const step = Math.max(1, bits >> 3);
  const passes = findPasses(png);
  let [passIndex, rowIndex, filled, isBroken] = [0, 0, 0, false];
  let [row, above] = newRows(passes[0], bits);
  const endRow = (): boolean => {
    const pass = passes[passIndex] as PngPass;
    isBroken = !undoFilter(row, above, step);
    if (isBroken || !onRow(row, pass, rowIndex)) return false;
    [row, above, filled] = [above, row, 0];
    if (++rowIndex < pass.height) return true;
    [passIndex, rowIndex] = [passIndex + 1, 0];
    [row, above] = newRows(passes[passIndex], bits);
    return passIndex < passes.length;
  };
  let isDone = passes.length === 0;
  return {
    take(bytes) {
      for (let offset = 0; offset < bytes.length && !isDone; ) {
        const part = bytes.subarray(offset, offset + row.length - filled);
        row.set(part, filled);
        filled += part.length;
        offset += part.length;
        if (filled === row.length) isDone = !endRow();
      }
      return !isDone;
    },
    isDamaged: () => isBroken || !isDone,
  };
}

/** Passes of a small picture may be empty; they have no bytes at all. */
function findPasses({ width, height, isInterlaced }: PngChunks): PngPass[] {
  return [...(isInterlaced ? ADAM7 : WHOLE)]
    .map(([left, top, stepAcross, stepDown]) => ({
      width: Math.ceil((width - left) / stepAcross),
      height: Math.ceil((height - top) / stepDown),
      ...{ left, top, stepAcross, stepDown },
    }))
    .filter((pass) => pass.width > 0 && pass.height > 0);
}

function newRows(pass: PngPass | undefined, bits: number): [Uint8Array, Uint8Array] {
  const length = 1 + Math.ceil(((pass?.width ?? 0) * bits) / 8);
  return [new Uint8Array(length), new Uint8Array(length)];
}
