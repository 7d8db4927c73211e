import { endBits, putBits, putCode, putCodes, startBits } from './bits';
import { columns, pixels, rowEnd, rows, rowStart } from './canvas';
import { adler32 } from './checksums';
import { assignCodes, DISTANCES, distanceCode, END, LITERALS, LONGEST_MATCH } from './codes';
import { DISTANCE_LENGTHS, GLYPH, LENGTH_CODES, LITERAL_CODES, LITERAL_LENGTHS } from './memory';
import { countRun, findMatch, forgetSeen, matchDistance, matchLength } from './matches';

const ZLIB_HEADER: u64 = 0x0178;
const LAST_BLOCK: u64 = 1;
const DYNAMIC_BLOCK: u64 = 2;
/** A run of so many bytes is taken as it is; a shorter one may be part of a match. */
const LONG_RUN: i32 = 8;
/** Runs of fewer bytes are written byte by byte. */
const SHORTEST_RUN: i32 = 3;

/** The byte before, and how many more of it are seen but not yet written. */
let previous: i32 = -1;
let pending: i32 = 0;

/*
 * One pass over the canvas. At the worst a byte of it takes eleven bits: no literal has a longer code, and by the
 * reckoning of matches.ts a match takes less than seven.
 */

/** Writes the canvas's scanlines as a zlib stream (RFC 1950); answers with the address after it. */
export function deflate(to: usize): usize {
  startBits(to);
  putHeader();
  forgetSeen();
  previous = -1;
  pending = 0;
  for (let row = 0; row < rows; row++) {
    const start = rowStart(row);
    const end = rowEnd(row);
    if (start < end) {
      putBackground(1 + start);
      putTouched(pixels(row) + <usize>start, pixels(row) + <usize>end);
      putBackground(columns - end);
    } else putBackground(columns + 1);
  }
  putPending();
  putLiteral(END);
  const end = endBits();
  store<u32>(end, bswap<u32>(adler32()));
  return end + 4;
}

/** Puts bytes that are background, of which every row begins with at least one: its filter. */
function putBackground(count: i32): void {
  if (count === 0) return;
  if (previous !== 0) {
    putPending();
    putLiteral(0);
    previous = 0;
    count--;
  }
  pending += count;
}

function putTouched(at: usize, end: usize): void {
  while (at < end) {
    const byte = <i32>load<u8>(at);
    const run = byte === previous ? countRun(at, end, byte) : 0;
    if (run < LONG_RUN) {
      findMatch(at, min(end, at + <usize>LONGEST_MATCH), run < SHORTEST_RUN);
      if (matchLength > run) {
        putPending();
        putMatch(matchLength, matchDistance);
        at += <usize>matchLength;
        previous = <i32>load<u8>(at - 1);
        continue;
      }
    }
    if (run > 0) {
      pending += run;
      at += <usize>run;
    } else {
      putPending();
      putLiteral(byte);
      previous = byte;
      at++;
    }
  }
}

/** Writes what is pending: a run is a match with the byte before. */
function putPending(): void {
  while (pending >= SHORTEST_RUN) {
    // Leave either nothing or enough for another run.
    const isNearlyOne = pending > LONGEST_MATCH && pending < LONGEST_MATCH + SHORTEST_RUN;
    const length = isNearlyOne ? LONGEST_MATCH - SHORTEST_RUN : min(pending, LONGEST_MATCH);
    putMatch(length, 1);
    pending -= length;
  }
  for (; pending > 0; pending--) putLiteral(previous);
}

function putLiteral(symbol: i32): void {
  putCode(load<u32>(LITERAL_CODES + (<usize>symbol << 2)));
}

function putMatch(length: i32, distance: i32): void {
  putCodes(load<u32>(LENGTH_CODES + (<usize>length << 2)), distanceCode(distance));
}

/** The zlib header, and the block header that spells out the code (RFC 1951 §3.2.7). */
function putHeader(): void {
  putBits(ZLIB_HEADER, 16);
  putBits(LAST_BLOCK, 1);
  putBits(DYNAMIC_BLOCK, 2);
  putBits(LITERALS - 257, 5);
  putBits(DISTANCES - 1, 5);
  putNibbles();
}

/** Sixteen lengths, four bits each: sixty bytes more than the best code for them, and nothing to work out. */
function putNibbles(): void {
  // Lengths 16 to 18, which repeat, come first and have no code.
  putBits(19 - 4, 4);
  putBits(0, 9);
  for (let i = 0; i < 16; i++) putBits(4, 3);
  memory.fill(GLYPH, 4, 16);
  assignCodes(GLYPH, 16, GLYPH + 16);
  for (let i = 0; i < LITERALS; i++) putNibble(LITERAL_LENGTHS + <usize>i);
  for (let i = 0; i < DISTANCES; i++) putNibble(DISTANCE_LENGTHS + <usize>i);
}

function putNibble(length: usize): void {
  putCode(load<u32>(GLYPH + 16 + (<usize>load<u8>(length) << 2)));
}
