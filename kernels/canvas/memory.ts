/*
 * Where everything lies in the kernel's memory. It is laid out once and never grows, so that views of it stay good and
 * no run of cards can fill it. Addresses and sizes are in bytes.
 */

const PAGE: usize = 65_536;
/** What the widest loads and stores may reach past the end of a region. */
const MARGIN: usize = 64;

/** Rows and scanline bytes of the largest canvas: 1200 by 630 pixels, a filter byte before each row. */
export const MOST_ROWS: i32 = 630;
export const CANVAS_BYTES: i32 = 1201 * MOST_ROWS;

/** A simple outline has so many points at most; the busiest one in our fonts has 1314, in 89 contours. */
export const MOST_POINTS: i32 = 8192;
export const MOST_CONTOURS: i32 = 1024;
export const MOST_LINES: i32 = 24_576;
export const LINE_BYTES: usize = 32;
/** For the bytes of a glyph and of the components within it; the longest of our fonts has 3080. */
export const GLYPH_BYTES: usize = 65_536;
/** Pixels that are rasterised at a time. */
export const AREA_PIXELS: i32 = 65_536;
/** All the masks of a busy day's letters. */
export const MASK_BYTES: usize = 6_000_000;

/** Lengths of the codes of literals and match lengths (0 to 285), then of distances (0 to 29). */
export const LITERAL_LENGTHS: usize = 2048;
export const DISTANCE_LENGTHS: usize = LITERAL_LENGTHS + 286;
/** A code with its extra bits in the low 24 bits of each word, their number in the high 8. */
export const LITERAL_CODES: usize = LITERAL_LENGTHS + 512;
export const LENGTH_CODES: usize = LITERAL_CODES + 286 * 4;
export const DISTANCE_CODES: usize = LENGTH_CODES + 260 * 4;
/** The places where four bytes were last seen, by their hash. */
export const SEEN_BITS: i32 = 12;
export const SEEN: usize = DISTANCE_CODES + 32 * 4;
export const CRC_TABLES: usize = SEEN + (4 << SEEN_BITS);

/** Three bytes per entry, 256 entries. */
export const PALETTE: usize = CRC_TABLES + 4 * 1024;
/** First touched pixel of each row, and the one past the last; 16 bits each. */
export const ROW_STARTS: usize = PALETTE + 768;
export const ROW_ENDS: usize = ROW_STARTS + (<usize>MOST_ROWS << 1);
export const CANVAS: usize = ROW_ENDS + (<usize>MOST_ROWS << 1) + MARGIN;

export const POINT_X: usize = (CANVAS + <usize>CANVAS_BYTES + MARGIN + 15) & ~15;
export const POINT_Y: usize = POINT_X + (<usize>MOST_POINTS << 3);
export const POINT_FLAGS: usize = POINT_Y + (<usize>MOST_POINTS << 3);
export const CONTOUR_ENDS: usize = POINT_FLAGS + <usize>MOST_POINTS;
export const GLYPH: usize = CONTOUR_ENDS + (<usize>MOST_CONTOURS << 1);
export const LINES: usize = GLYPH + GLYPH_BYTES;
export const AREA: usize = LINES + <usize>MOST_LINES * LINE_BYTES + MARGIN;
export const MASKS: usize = AREA + (<usize>AREA_PIXELS << 2) + MARGIN;

/** No byte of a canvas takes more than 11 bits (see deflate.ts); the rest is for the palette and the codes. */
export const PNG: usize = MASKS + MASK_BYTES + MARGIN;
const PNG_BYTES: usize = ((<usize>CANVAS_BYTES * 11) >> 3) + 4096;

const PAGES: i32 = <i32>((PNG + PNG_BYTES + PAGE - 1) / PAGE);
memory.grow(PAGES - memory.size());
