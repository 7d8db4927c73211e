// Tokens to the bits of a scan (ITU-T T.81 §F.1.2 and §B.1.1.5).

import { codes, output, SYMBOLS, tokens } from './memory'
import { EXTRA_SHIFT } from './tokens'

const LENGTH_BITS: u32 = 5
const LENGTH: u32 = (1 << LENGTH_BITS) - 1
/** The half of a symbol that says how many extra bits there are. */
const SIZE: u32 = 15

/** Writes every token by its code, then ones up to a whole byte. Returns how many bytes that are. */
export function writeBits(tokensEnd: usize): i32 {
  let to = output
  let held: u64 = 0
  let waiting: u32 = 0
  for (let from = tokens; from < tokensEnd; from += 4) {
    const token = load<u32>(from)
    const code = load<u32>(codes + (<usize>(token & (<u32>SYMBOLS - 1)) << 2))
    const size = token & SIZE
    const length = (code & LENGTH) + size
    // At most 31 bits wait and at most 27 come: a code of 16, and 11 extra.
    held = (held << length) | ((code >>> LENGTH_BITS) << size) | (token >>> EXTRA_SHIFT)
    waiting += length
    if (waiting >= 32) {
      waiting -= 32
      to = writeWord(to, <u32>(held >>> waiting))
    }
  }
  while (waiting >= 8) {
    waiting -= 8
    to = writeByte(to, <u32>(held >>> waiting))
  }
  if (waiting > 0) to = writeByte(to, (<u32>held << (8 - waiting)) | (0xff >>> waiting))
  return <i32>(to - output)
}

// @ts-ignore: decorator
@inline
function writeWord(to: usize, word: u32): usize {
  if ((word & 0x80808080 & ~(word + 0x01010101)) == 0) {
    store<u32>(to, bswap<u32>(word))
    return to + 4
  }
  to = writeByte(to, word >>> 24)
  to = writeByte(to, word >>> 16)
  to = writeByte(to, word >>> 8)
  return writeByte(to, word)
}

/** A byte of ones would begin a marker: a zero after it says that it does not. */
function writeByte(to: usize, byte: u32): usize {
  store<u8>(to, byte)
  if ((byte & 0xff) != 0xff) return to + 1
  store<u8>(to, 0, 1)
  return to + 2
}
