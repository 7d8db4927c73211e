// Scales a picture row by row: rows of the source come in bands, and only two of them are ever kept. An instance is
// for one picture after the other. Memory: tables of both axes · two scaled rows · sums of one row · the row before the
// band · band · output.
import { addBytes, MOST_SHRUNK, roundWeights, scaleWords, SLACK, WORDS } from './quick-rows';
import { addRow, flushSums, PIXEL, scaleRow } from './rows';
import { countOf, firstOf, tapsSize, weightsOf, writeTaps } from './taps';

const PAGE: i32 = 65536;

let sourceWidth: i32 = 0;
let goalWidth: i32 = 0;
let goalHeight: i32 = 0;
let isOpaque: bool = false;
/** Opaque, and not shrunk much. */
let isQuick: bool = false;

let across: usize = 0;
let down: usize = 0;
let scaledRows: usize = 0;
let sums: usize = 0;
let band: usize = 0;
let pixels: usize = 0;

/** The next row that comes in, and the next that goes out. */
let sourceRow: i32 = 0;
let goalRow: i32 = 0;

/**
 * Makes ready for a picture of `width` × `height` pixels, of which the rectangle from `left`, `top` fills
 * `toWidth` × `toHeight`. Room for `bandRows` source rows is at `bandAddress()`. `opaque` says that every alpha is 255.
 */
export function prepare(
  width: i32, height: i32, left: f64, top: f64, cropWidth: f64, cropHeight: f64,
  toWidth: i32, toHeight: i32, bandRows: i32, opaque: bool,
): void {
  sourceWidth = width;
  goalWidth = toWidth;
  goalHeight = toHeight;
  isOpaque = opaque;
  isQuick = opaque && max(cropWidth / <f64>toWidth, cropHeight / <f64>toHeight) <= MOST_SHRUNK;
  across = align(__heap_base);
  down = align(across + tapsSize(cropWidth, toWidth));
  scaledRows = align(down + tapsSize(cropHeight, toHeight));
  sums = isQuick ? scaledRows : scaledRows + 2 * toWidth * PIXEL;
  band = align(sums + (isQuick ? width * WORDS + SLACK : toWidth * PIXEL)) + width * 4;
  pixels = align(band + bandRows * width * 4 + SLACK);
  const end = pixels + toWidth * toHeight * 4;
  reserve(end);
  // Of the picture before this one nothing may be seen.
  memory.fill(scaledRows, 0, band - scaledRows);
  memory.fill(pixels, 0, end - pixels);
  sourceRow = 0;
  goalRow = 0;
  isNew = true;
  writeTaps(across, left, cropWidth, width, toWidth);
  writeTaps(down, top, cropHeight, height, toHeight);
  if (isQuick) {
    roundWeights(across, toWidth);
    roundWeights(down, toHeight);
  }
}

export function bandAddress(): usize {
  return band;
}

export function pixelsAddress(): usize {
  return pixels;
}

/** Takes the next `count` rows out of the band. Answers how many rows of the output are still to come. */
export function feed(count: i32): i32 {
  const stride = sourceWidth * 4;
  for (let row = 0; row < count && goalRow < goalHeight; row++) takeRow(band + row * stride);
  memory.copy(band - stride, band + (count - 1) * stride, stride);
  return goalHeight - goalRow;
}

function takeRow(row: usize): void {
  const current = sourceRow++;
  if (current < firstOf(down, goalRow)) return;
  if (!isQuick) scaleRow(row, across, goalWidth, scaledRow(current), isOpaque);
  while (goalRow < goalHeight) {
    const first = firstOf(down, goalRow);
    if (first > current) return;
    const last = first + countOf(down, goalRow) - 1;
    // The row before this one may count for a row that begins only now.
    if (isNew && first < current) add(current - 1, row - sourceWidth * 4);
    add(current, row);
    if (last > current) return;
    flush();
  }
}

/** Nothing has been added to the sums yet. */
let isNew: bool = true;

function add(row: i32, address: usize): void {
  const weight = weightsOf(down, goalRow) + (row - firstOf(down, goalRow)) * 4;
  if (isQuick) addBytes(sums, address, sourceWidth, load<i32>(weight), isNew);
  else addRow(sums, scaledRow(row), goalWidth, load<f32>(weight));
  isNew = false;
}

function flush(): void {
  const target = pixels + goalRow * goalWidth * 4;
  if (isQuick) scaleWords(sums, across, goalWidth, target);
  else flushSums(sums, goalWidth, target, isOpaque);
  goalRow++;
  isNew = true;
}

@inline function scaledRow(row: i32): usize {
  return scaledRows + (row & 1) * goalWidth * PIXEL;
}

@inline function align(address: usize): usize {
  return (address + 15) & ~15;
}

function reserve(end: usize): void {
  const missing = <i32>((end + PAGE - 1) / PAGE) - memory.size();
  if (missing > 0) memory.grow(missing);
}
