import { GLYPH, GLYPH_BYTES } from './memory';

/** Copies the bytes of a glyph of the font at hand to an address, if they are no more than `room`; says how many. */
@external('font', 'copyGlyph')
declare function copyGlyph(glyph: i32, address: usize, room: usize): usize;

/*
 * A reader of big-endian numbers. What lies outside the glyph reads as 0 and spoils the reading, which its user asks
 * for at the end: fonts are outside data.
 */
let at: usize = 0;
let end: usize = 0;
let isSpoilt: bool = false;

/** Forgets the glyph before. */
export function startReading(): void {
  at = GLYPH;
  end = GLYPH;
  isSpoilt = false;
}

/** Begins with a glyph's bytes, which are laid behind those of the glyph it is part of. Says whether there are any. */
export function openGlyph(glyph: i32): bool {
  const start = end;
  end = start + copyGlyph(glyph, start, GLYPH + GLYPH_BYTES - start);
  at = start;
  return end > start;
}

/** A place in a glyph's bytes, to come back to. */
export function place(): usize {
  return at;
}

export function placeEnd(): usize {
  return end;
}

/** Goes back to a glyph after its component has been read. */
export function goBack(toPlace: usize, toEnd: usize): void {
  at = toPlace;
  end = toEnd;
}

/** Passes over some bytes. */
export function skip(bytes: i32): void {
  at += <usize>bytes;
}

export function readByte(): i32 {
  if (at >= end) return spoil();
  return <i32>load<u8>(at++);
}

export function readSignedByte(): i32 {
  return <i32>(<i8>readByte());
}

export function readWord(): i32 {
  if (at + 2 > end) return spoil();
  at += 2;
  return <i32>bswap<u16>(load<u16>(at - 2));
}

export function readSignedWord(): i32 {
  return <i32>(<i16>readWord());
}

/** Gives the reading up. */
export function spoil(): i32 {
  isSpoilt = true;
  return 0;
}

export function wasSpoilt(): bool {
  return isSpoilt;
}
