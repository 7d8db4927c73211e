import type { Canvas } from './canvas.ts';

/*
 * What a canvas is written as, one 16-bit token each:
 *   0-255           this byte
 *   END             nothing more
 *   REPEAT + n      n times the byte before, n from 3 to 258
 *   ABOVE + n       n bytes as in the row above, n from 3 to 258
 * A picture of text is flat colour and edges that go on from row to row; looking further back hardly pays.
 */
export const END = 256;
export const REPEAT = 256;
export const ABOVE = 515;
export const TOKEN_KINDS = ABOVE + 259;

const LONGEST = 258;
/** A match with the row above costs as much as about this many single bytes. */
const WORTH_MATCHING = 4;
/** A longer repeat is taken without a look at the row above. */
const SHORT_REPEAT = 6;

/** The most tokens a canvas can need: one per byte, and the end. */
export function tokenLimit(width: number, height: number): number {
  return (width + 1) * height + 1;
}

/**
 * Splits a canvas's scanlines into tokens.
 *
 * @param tokens receives them; at least {@link tokenLimit} long
 * @returns how many were written
 */
export function tokenise(canvas: Canvas, tokens: Uint16Array): number {
  const { width, height, bytes, starts, ends } = canvas;
  const stride = width + 1;
  let count = 0;
  let previous = -1;
  // Copies of `previous` that are seen but not yet written.
  let pending = 0;

  function flush(): void {
    while (pending > 2) {
      // Leave either nothing or enough for another repeat.
      const length = pending > LONGEST && pending < LONGEST + 3 ? LONGEST - 3 : Math.min(pending, LONGEST);
      tokens[count++] = REPEAT + length;
      pending -= length;
    }
    for (; pending > 0; pending--) tokens[count++] = previous;
  }

  function skip(zeros: number): void {
    if (zeros === 0) return;
    if (previous !== 0) {
      flush();
      tokens[count++] = 0;
      previous = 0;
      pending = zeros - 1;
    } else pending += zeros;
  }

  function touched(row: number, start: number, end: number): void {
    let at = start;
    while (at < end) {
      const byte = bytes[at] as number;
      let repeatEnd = at;
      if (byte === previous) while (repeatEnd < end && bytes[repeatEnd] === byte) repeatEnd++;
      const repeats = repeatEnd - at;
      let above = 0;
      if (row > 0 && repeats < SHORT_REPEAT)
        above = countAbove(bytes, at, Math.min(end, at + LONGEST), stride);
      if (above >= repeats + WORTH_MATCHING) {
        flush();
        tokens[count++] = ABOVE + above;
        at += above;
        previous = bytes[at - 1] as number;
      } else if (repeats > 0) {
        pending += repeats;
        at = repeatEnd;
      } else {
        flush();
        tokens[count++] = byte;
        previous = byte;
        at++;
      }
    }
  }

  for (let row = 0; row < height; row++) {
    const [start, end] = [starts[row] as number, ends[row] as number];
    const first = row * stride + 1;
    if (start < end) {
      skip(1 + start);
      touched(row, first + start, first + end);
      skip(width - end);
    } else skip(stride);
  }
  flush();
  tokens[count++] = END;
  return count;
}

function countAbove(bytes: Uint8Array, start: number, end: number, stride: number): number {
  let at = start;
  while (at < end && bytes[at] === bytes[at - stride]) at++;
  return at - start;
}
