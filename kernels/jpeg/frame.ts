// What the frame's header says (ITU-T T.81 §B.2.2), and where everything lies. Nothing is ever freed: the next picture
// begins again behind the heap's base.

/** Samples of one kind: brightness, or one of the colour differences. */
@unmanaged
export class Component {
  name: i32
  /** Sampling factors, 1 to 4. */
  h: i32
  v: i32
  /** The steps its coefficients were divided by, 64 of 16 bits. */
  steps: usize
  /** Samples across and down, and the blocks that hold them. */
  width: i32
  height: i32
  blocksAcross: i32
  blocksDown: i32
  /** Blocks in a row of coefficients, with those that only fill the last unit. */
  rowBlocks: i32
  /** 64 coefficients of 16 bits for each block: of all rows, or of the row of units that is being read. */
  coefficients: usize
  /** Three bands of samples, one for a row of units each; bytes of a row. */
  plane: usize
  stride: i32
  /** Its Huffman tables in this scan, and the first coefficient of the block before. */
  firstTable: usize
  otherTable: usize
  predictor: i32
}

export const MOST_COMPONENTS: i32 = 3
const COMPONENT_SIZE: usize = 64
const components = memory.data(192, 16)
/** Four tables of quantiser steps, in the order of the coefficients. */
const steps = memory.data(512, 16)

/** Bytes of a block of coefficients, of a table of steps. */
export const BLOCK: usize = 128
/** A band is kept while those above and below it are in use. */
export const BANDS: i32 = 3
/** Vectors may be read and written this far beyond a row. */
const SLACK: usize = 64

/** Byte offset of each coefficient of the zigzag in a block that is turned over (Figure A.6). */
export const OFFSETS = memory.data<u8>([
  0, 16, 2, 4, 18, 32, 48, 34, 20, 6, 8, 22, 36, 50, 64, 80, 66, 52, 38, 24, 10, 12, 26, 40, 54, 68, 82, 96, 112,
  98, 84, 70, 56, 42, 28, 14, 30, 44, 58, 72, 86, 100, 114, 116, 102, 88, 74, 60, 46, 62, 76, 90, 104, 118, 120,
  106, 92, 78, 94, 108, 122, 124, 110, 126,
])

export let width: i32 = 0
export let height: i32 = 0
export let componentCount: i32 = 0
export let isProgressive: bool = false
/** The largest sampling factors. */
export let mostH: i32 = 0
export let mostV: i32 = 0
/** Minimum coded units of the whole picture. */
export let unitsAcross: i32 = 0
export let unitsDown: i32 = 0
/** All coefficients are kept, as several scans add to them. */
export let isKept: bool = false

/** The file; RGBA of a row of units; three rows of samples that were brought to full size; sums of one row. */
export let file: usize = 0
export let fileEnd: usize = 0
export let pixels: usize = 0
export let fullRows: usize = 0
export let fullStride: usize = 0
export let sums: usize = 0

let coefficients: usize = 0
let coefficientsEnd: usize = 0
let top: usize = 0

@inline
export function componentAt(index: i32): Component {
  return changetype<Component>(components + <usize>index * COMPONENT_SIZE)
}

@inline
export function stepsAt(index: i32): usize {
  return steps + <usize>(index & 3) * BLOCK
}

/** Forgets the picture before, and makes room for a file. */
export function makeRoom(bytes: i32): usize {
  memory.fill(components, 0, 192)
  memory.fill(steps, 0, 512)
  width = 0
  height = 0
  componentCount = 0
  top = __heap_base
  file = take(<usize>bytes + SLACK)
  fileEnd = file + <usize>bytes
  reserve()
  return file
}

/** Reads the frame's header; `false` for one that cannot be decoded. */
export function readFrame(from: usize, length: i32, progressive: bool): bool {
  if (width > 0 || length < 6) return false
  isProgressive = progressive
  height = <i32>bswap<u16>(load<u16>(from, 1))
  width = <i32>bswap<u16>(load<u16>(from, 3))
  componentCount = load<u8>(from, 5)
  const isUsual = componentCount == 1 || componentCount == MOST_COMPONENTS
  if (load<u8>(from) != 8 || width < 1 || height < 1 || !isUsual || length < 6 + componentCount * 3) return false
  mostH = 1
  mostV = 1
  for (let index = 0; index < componentCount; index++) {
    const component = componentAt(index)
    const at = from + 6 + <usize>index * 3
    component.name = load<u8>(at)
    component.h = load<u8>(at, 1) >> 4
    component.v = load<u8>(at, 1) & 15
    component.steps = stepsAt(load<u8>(at, 2))
    if (component.h < 1 || component.h > 4 || component.v < 1 || component.v > 4) return false
    mostH = max(mostH, component.h)
    mostV = max(mostV, component.v)
  }
  measure()
  return true
}

function measure(): void {
  unitsAcross = divideUp(width, 8 * mostH)
  unitsDown = divideUp(height, 8 * mostV)
  for (let index = 0; index < componentCount; index++) {
    const component = componentAt(index)
    component.width = divideUp(width * component.h, mostH)
    component.height = divideUp(height * component.v, mostV)
    component.blocksAcross = divideUp(component.width, 8)
    component.blocksDown = divideUp(component.height, 8)
    component.rowBlocks = unitsAcross * component.h
    component.stride = component.rowBlocks * 8
  }
}

/** Bytes of coefficients, all of them or those of a row of units. */
export function coefficientBytes(kept: bool): usize {
  let bytes: usize = 0
  for (let index = 0; index < componentCount; index++) bytes += bytesOf(componentAt(index), kept)
  return bytes
}

@inline
function bytesOf(component: Component, kept: bool): usize {
  return <usize>component.rowBlocks * <usize>(component.v * (kept ? unitsDown : 1)) * BLOCK
}

/** Takes the memory that the frame needs. */
export function layOut(kept: bool): void {
  isKept = kept
  coefficients = (top + 15) & ~15
  for (let index = 0; index < componentCount; index++) {
    const component = componentAt(index)
    component.coefficients = take(bytesOf(component, kept))
  }
  coefficientsEnd = top
  for (let index = 0; index < componentCount; index++) {
    const component = componentAt(index)
    component.plane = take(<usize>(BANDS * component.stride * component.v * 8) + SLACK)
  }
  fullStride = (<usize>(unitsAcross * mostH * 8) + SLACK) & ~15
  fullRows = take(fullStride * <usize>MOST_COMPONENTS)
  sums = take(fullStride * 2 + 2 * SLACK) + SLACK
  pixels = take(<usize>width * <usize>(mostV * 8) * 4 + SLACK)
  reserve()
  clearCoefficients()
}

export function clearCoefficients(): void {
  memory.fill(coefficients, 0, coefficientsEnd - coefficients)
}

/** Some encoders name the components so that they say what they are. */
export function hasRgbNames(): bool {
  return componentAt(0).name == 0x52 && componentAt(1).name == 0x47 && componentAt(2).name == 0x42
}

function take(bytes: usize): usize {
  const start = (top + 15) & ~15
  top = start + bytes
  return start
}

function reserve(): void {
  const missing = <i32>((top + 0xffff) >> 16) - memory.size()
  if (missing > 0 && memory.grow(missing) < 0) unreachable()
}

@inline
function divideUp(value: i32, by: i32): i32 {
  return (value + by - 1) / by
}
