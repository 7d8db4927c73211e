import { fitCode } from './jpeg-code.ts';
import { type JpegCodes, writeJpegHeader } from './jpeg-header.ts';
import type { JpegKernel } from './jpeg-kernel.ts';
import { type QuantiserSteps, stepsFor } from './jpeg-steps.ts';

/**
 * The qualities that are tried in turn. Photos end above 50; the last three are for pictures that are mostly noise,
 * where their loss is not seen.
 */
const QUALITIES: readonly number[] = [85, 80, 74, 67, 59, 50, 35, 20, 5];

const END_OF_IMAGE = [0xff, 0xd9];
/** The kernel's factors are this by the step. */
const FACTOR = 4096;
const CODE_SHIFT = 5;

/**
 * Writes the kernel's picture as a JPEG of at most `mostBytes`, which is half of what the kernel's output holds.
 *
 * @throws {RangeError} when not even the lowest quality is small enough
 */
export function writeJpeg(kernel: JpegKernel, width: number, height: number, mostBytes: number): Uint8Array {
  for (const quality of QUALITIES) {
    const steps = stepsFor(quality);
    setFactors(kernel.factors, steps);
    kernel.tokenise();
    const codes = fitCodes(kernel.counts);
    const header = writeJpegHeader(width, height, steps, codes);
    const room = mostBytes - header.length - END_OF_IMAGE.length;
    if (countBytes(kernel.counts, codes) > room) continue;
    setCodes(kernel.codes, codes);
    // A byte of ones gets a zero after it, which is seen only now.
    const length = kernel.writeScan();
    if (length > room) continue;
    const jpeg = new Uint8Array(header.length + length + END_OF_IMAGE.length);
    jpeg.set(header);
    jpeg.set(kernel.output.subarray(0, length), header.length);
    jpeg.set(END_OF_IMAGE, header.length + length);
    return jpeg;
  }
  throw new RangeError(`no JPEG of ${mostBytes} bytes can hold this picture`);
}

function setFactors(factors: Int16Array, { luma, chroma }: QuantiserSteps): void {
  for (let i = 0; i < 64; i++) {
    const turned = (i & 7) * 8 + (i >> 3);
    factors[turned] = Math.round(FACTOR / (luma[i] ?? 1));
    factors[64 + turned] = Math.round(FACTOR / (chroma[i] ?? 1));
  }
}

function fitCodes(counts: Uint32Array): JpegCodes {
  const fit = (table: number) => fitCode(counts.subarray(table * 256, table * 256 + 256));
  return [fit(0), fit(1), fit(2), fit(3)];
}

/** How long the scan will be, but for the zeros after bytes of ones. */
function countBytes(counts: Uint32Array, codes: JpegCodes): number {
  let bits = 0;
  forEachCode(codes, (key, length) => {
    bits += (counts[key] ?? 0) * (length + (key & 15));
  });
  return Math.ceil(bits / 8);
}

function setCodes(words: Uint32Array, codes: JpegCodes): void {
  forEachCode(codes, (key, length, code) => {
    words[key] = (code << CODE_SHIFT) | length;
  });
}

/** Numbers the codes as ITU-T T.81 Annex C does. A key is 256 times the table, and the symbol. */
function forEachCode(codes: JpegCodes, use: (key: number, length: number, code: number) => void): void {
  for (const [table, { lengths, symbols }] of codes.entries()) {
    let [next, code] = [0, 0];
    for (let length = 1; length <= lengths.length; length++) {
      for (let left = lengths[length - 1] ?? 0; left > 0; left--) {
        use(table * 256 + (symbols[next++] ?? 0), length, code++);
      }
      code <<= 1;
    }
  }
}
