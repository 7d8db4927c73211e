import type { JpegCode } from './jpeg-code.ts';
import { type QuantiserSteps, ZIGZAG } from './jpeg-steps.ts';

const START_OF_IMAGE = 0xd8;
const BASELINE_FRAME = 0xc0;
const HUFFMAN_TABLES = 0xc4;
const QUANTISER_STEPS = 0xdb;
const START_OF_SCAN = 0xda;
const APPLICATION_0 = 0xe0;

/** Version 1.02, no unit, pixels as high as wide, no thumbnail (JFIF 1.02, "APP0"). */
const JFIF = [0x4a, 0x46, 0x49, 0x46, 0, 1, 2, 0, 0, 1, 0, 1, 0, 0];
/** Number, sampling factors and steps of each component: two samples of brightness each way for one of colour. */
const COMPONENTS = [1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
/** Each component's codes, then the whole spectrum and no approximation, as a baseline scan must have it. */
const SCAN = [3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0];

/** Class and number of each table in the order of {@link JpegCodes}. */
const CODE_NAMES = [0x00, 0x10, 0x01, 0x11];

/** Codes for brightness, of first coefficients and of the others, then for colour. */
export type JpegCodes = readonly [JpegCode, JpegCode, JpegCode, JpegCode];

/**
 * Writes all that stands before the scan of a baseline JPEG with colour of half the size (ITU-T T.81 §B.2).
 *
 * @param width in pixels, at most 65,535, as is the height
 */
export function writeJpegHeader(
  width: number,
  height: number,
  { luma, chroma }: QuantiserSteps,
  codes: JpegCodes,
): Uint8Array {
  const bytes = [0xff, START_OF_IMAGE];
  const segment = (marker: number, ...parts: Iterable<number>[]) => {
    const content = parts.flatMap((part) => [...part]);
    bytes.push(0xff, marker, ...both(content.length + 2), ...content);
  };
  segment(APPLICATION_0, JFIF);
  segment(QUANTISER_STEPS, [0], zigzag(luma), [1], zigzag(chroma));
  segment(BASELINE_FRAME, [8], both(height), both(width), [3], COMPONENTS);
  const tables = codes.flatMap(({ lengths, symbols }, i) => [[CODE_NAMES[i] ?? 0], lengths, symbols]);
  segment(HUFFMAN_TABLES, ...tables);
  segment(START_OF_SCAN, SCAN);
  return Uint8Array.from(bytes);
}

function both(value: number): number[] {
  return [value >> 8, value & 0xff];
}

function zigzag(steps: Uint8Array): number[] {
  return ZIGZAG.map((index) => steps[index] ?? 0);
}
