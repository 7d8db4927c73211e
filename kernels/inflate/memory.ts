// Where everything lies: what came in, and behind it the last of what goes out.

/** How far back a copy may reach (RFC 1951 §2). */
export const WINDOW: i32 = 32768
/** What is handed over at once, about. */
const CHUNK: i32 = 65536
/** Vectors are read and copies written this far beyond an end. */
const SLACK: i32 = 512

export let input: usize = 0
export let inputEnd: usize = 0
export let output: usize = 0
/** Where to stop, and hand over. */
export let outputEnd: usize = 0

/** Makes room for data of so many bytes, and answers where it goes. */
export function makeRoom(bytes: i32): usize {
  input = (__heap_base + 15) & ~15
  inputEnd = input + <usize>bytes
  output = (inputEnd + <usize>SLACK + 15) & ~15
  outputEnd = output + <usize>(WINDOW + CHUNK)
  const missing = <i32>((outputEnd + <usize>SLACK + 0xffff) >> 16) - memory.size()
  if (missing > 0 && memory.grow(missing) < 0) unreachable()
  // What is read beyond the end is not of the picture before.
  memory.fill(inputEnd, 0, <usize>SLACK)
  return input
}
