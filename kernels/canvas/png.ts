import { columns, rows } from './canvas';
import { crc32 } from './checksums';
import { deflate } from './deflate';
import { PALETTE, PNG } from './memory';

const SIGNATURE: u64 = 0x0a1a_0a0d_474e_5089;
// Names of chunks as they stand in memory, first letter lowest.
const IHDR: u32 = 0x5244_4849;
const PLTE: u32 = 0x4554_4c50;
const IDAT: u32 = 0x5441_4449;
const IEND: u32 = 0x444e_4549;
const BIT_DEPTH: u8 = 8;
const INDEXED_COLOUR: u8 = 3;
const CHUNK_HEADER: usize = 8;

/**
 * Writes the canvas as an 8-bit indexed-colour PNG (PNG 3rd ed. §5 and §11.2): IHDR, PLTE, IDAT, IEND and nothing
 * else, so that equal pictures are equal bytes. The palette is at its address.
 *
 * @param colours 1 to 256 entries; no pixel may name a later one (§11.2.2)
 * @returns how many bytes from {@link PNG} on
 */
export function writePng(colours: i32): i32 {
  store<u64>(PNG, SIGNATURE);
  const header = PNG + 8 + CHUNK_HEADER;
  store<u32>(header, bswap<u32>(columns));
  store<u32>(header, bswap<u32>(rows), 4);
  store<u32>(header, 0, 8);
  store<u32>(header, 0, 9);
  store<u8>(header, BIT_DEPTH, 8);
  store<u8>(header, INDEXED_COLOUR, 9);
  const palette = endChunk(IHDR, header, header + 13) + CHUNK_HEADER;
  memory.copy(palette, PALETTE, <usize>(colours * 3));
  const scanlines = endChunk(PLTE, palette, palette + <usize>(colours * 3)) + CHUNK_HEADER;
  const end = endChunk(IDAT, scanlines, deflate(scanlines)) + CHUNK_HEADER;
  return <i32>(endChunk(IEND, end, end) - PNG);
}

/** Writes length, name and checksum around the data of a chunk; answers with the address after it. */
function endChunk(name: u32, data: usize, end: usize): usize {
  store<u32>(data - CHUNK_HEADER, bswap<u32>(<u32>(end - data)));
  store<u32>(data - 4, name);
  store<u32>(end, bswap<u32>(crc32(data - 4, end)));
  return end + 4;
}
