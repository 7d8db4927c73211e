// The press: a photo, what is laid over it, and the scan of a baseline JPEG (ITU-T T.81) with colour of half the size.

import { writeBits } from './bits'
import { BLOCK, factors, height, paddedHeight, paddedWidth, pixels, UNIT, unit, width } from './memory'
import { quantise } from './quantiser'
import { readUnit } from './samples'
import { CHROMA, clearTokens, LUMA, tokensEnd, writeBlankBlock, writeBlock } from './tokens'
import { transform } from './transform'

export { drawColours, drawEntries, pad, shade } from './layers'
export { codes, counts, factors, inks, layOut, line, output, pixels, shades } from './memory'

/** Breaks the picture down into tokens by the steps that {@link factors} stand for, and counts them. */
export function tokenise(): void {
  clearTokens()
  let luma: i32 = 0
  let blue: i32 = 0
  let red: i32 = 0
  for (let y: i32 = 0; y < paddedHeight; y += UNIT) {
    for (let x: i32 = 0; x < paddedWidth; x += UNIT) {
      readUnit(pixels + <usize>(y * paddedWidth + x) * 4)
      for (let block: i32 = 0; block < 4; block++) {
        const isInside = x + (block & 1) * 8 < width && y + (block >> 1) * 8 < height
        if (isInside) luma = encode(unit + <usize>block * BLOCK, factors, LUMA, luma)
        else writeBlankBlock(LUMA)
      }
      blue = encode(unit + 4 * BLOCK, factors + BLOCK, CHROMA, blue)
      red = encode(unit + 5 * BLOCK, factors + BLOCK, CHROMA, red)
    }
  }
}

/** Writes the scan of the last {@link tokenise} by the code in {@link codes}; returns its bytes. */
export function writeScan(): i32 {
  return writeBits(tokensEnd())
}

// @ts-ignore: decorator
@inline
function encode(block: usize, steps: usize, plane: u32, before: i32): i32 {
  transform(block)
  return writeBlock(block, quantise(block, steps), plane, before)
}
