// Inflates zlib data (RFC 1950) a piece at a time: besides the data only a window of it is in memory, whatever it
// would become. The checksum at its end is not looked at.

import { failBlocks, inflateTo, isBroken, startBlocks } from './blocks'
import { input, inputEnd, makeRoom, output, WINDOW } from './memory'

let isStarted: bool = false
let from: usize = 0
let to: usize = 0

/** Forgets the data before, and answers where to put the next of so many bytes. */
export function receive(bytes: i32): usize {
  isStarted = false
  return makeRoom(bytes)
}

/** Inflates the next bytes and answers how many: 0 after the last one, -1 where the data is broken. */
export function next(): i32 {
  if (!isStarted) startData()
  if (to > output + <usize>WINDOW) {
    memory.copy(output, to - <usize>WINDOW, <usize>WINDOW)
    to = output + <usize>WINDOW
  }
  from = to
  to = inflateTo(to)
  const count = <i32>(to - from)
  return count == 0 && isBroken() ? -1 : count
}

export function address(): usize {
  return from
}

function startData(): void {
  isStarted = true
  to = output
  startBlocks(input + 2)
  const isDeflate = inputEnd >= input + 2 && (load<u8>(input) & 15) == 8 && (load<u8>(input, 1) & 32) == 0
  if (!isDeflate || (((<i32>load<u8>(input)) << 8) | <i32>load<u8>(input, 1)) % 31 != 0) failBlocks()
}
