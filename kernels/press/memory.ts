// Where everything lies. Nothing is ever freed: the kernel serves pictures of one size.

/** Width and height in pixels of a minimum coded unit: four blocks of brightness, and one of either colour difference. */
export const UNIT: i32 = 16
export const BLOCKS_PER_UNIT: i32 = 6
/** Bytes of a block of 64 samples or coefficients, 16 bits each. */
export const BLOCK: usize = 128
const TOKENS_PER_BLOCK: usize = 64

/** A token names one of 4 × 256 symbols. */
export const SYMBOLS: usize = 1024

export let width: i32 = 0
export let height: i32 = 0
/** The next multiples of {@link UNIT}. */
export let paddedWidth: i32 = 0
export let paddedHeight: i32 = 0

/** RGBA of every pixel, paddedWidth × paddedHeight. */
export let pixels: usize = 0
/** A byte for each row: how much it is shaded. */
export let shades: usize = 0
/** Red, green, blue and alpha of each of 256 palette entries. */
export let inks: usize = 0
/** What is laid over one row: palette entries or RGBA. */
export let line: usize = 0
/** 64 factors for the blocks of brightness, then 64 for those of colour: 4096 / step of the quantiser, by column. */
export let factors: usize = 0
/** The unit that is being encoded: {@link BLOCKS_PER_UNIT} blocks. */
export let unit: usize = 0
/** How often each symbol came: 32 bits each. */
export let counts: usize = 0
/** Code of each symbol: its bits above five bits of length. */
export let codes: usize = 0
/** 32 bits each; {@link tokens} says what they are. */
export let tokens: usize = 0
export let output: usize = 0

let end: usize = 0

/** Takes all the memory that pictures of a size need. Called once, before anything else. */
export function layOut(pixelsAcross: i32, pixelsDown: i32, outputBytes: i32): void {
  width = pixelsAcross
  height = pixelsDown
  paddedWidth = (width + UNIT - 1) & -UNIT
  paddedHeight = (height + UNIT - 1) & -UNIT
  const area = <usize>(paddedWidth * paddedHeight)
  const blocks = (area / <usize>(UNIT * UNIT)) * <usize>BLOCKS_PER_UNIT

  end = __heap_base
  factors = take(2 * BLOCK)
  unit = take(<usize>BLOCKS_PER_UNIT * BLOCK)
  counts = take(SYMBOLS * 4)
  codes = take(SYMBOLS * 4)
  inks = take(256 * 4)
  shades = take(<usize>height)
  line = take(<usize>width * 4)
  pixels = take(area * 4)
  tokens = take(blocks * TOKENS_PER_BLOCK * 4)
  output = take(<usize>outputBytes)
  const pages = <i32>((end + 0xffff) >> 16)
  if (pages > memory.size()) memory.grow(pages - memory.size())
}

function take(bytes: usize): usize {
  const start = end
  end += (bytes + 15) & ~15
  return start
}
