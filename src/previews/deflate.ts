import type { Canvas } from './canvas.ts';
import { adler32 } from './checksums.ts';
import { LITERAL_CODE_LENGTHS } from './code-lengths.ts';
import { assignCodes, type HuffmanCode } from './huffman.ts';
import { distanceSymbol, lengthSymbol } from './match-symbols.ts';
import { ABOVE, END, REPEAT, TOKEN_KINDS, tokenise, tokenLimit } from './tokens.ts';

export interface Deflater {
  /** Writes the canvas's scanlines as a zlib stream (RFC 1950). The next call overwrites the bytes. */
  deflate(canvas: Canvas): Uint8Array;
}

/** Bits of every token, lowest first, and how many they are. */
interface TokenCodes {
  bits: Uint32Array;
  sizes: Uint8Array;
}

interface BitCode {
  bits: number;
  size: number;
}

/** Whole bytes, and the bits after them that wait for company. */
interface BlockHeader {
  bytes: Uint8Array;
  waiting: number;
  held: number;
}

const DYNAMIC_BLOCK = 2;
const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/**
 * Prepares a one-pass encoder for canvases of one size. Its Huffman code is fixed beforehand: fitted
 * to pictures of text, but with a code for every byte and length, so that it is right for any canvas.
 */
export function createDeflater(width: number, height: number): Deflater {
  const literals = assignCodes(Uint8Array.from(LITERAL_CODE_LENGTHS, (digit) => Number.parseInt(digit, 16)));
  const above = distanceSymbol(width + 1);
  const codes = tokenCodes(literals);
  // Two distances are in use, so one bit tells them apart: 0 is the byte before, 1 the row above.
  const aboveCode = { bits: 1 | (above.extra << 1), size: 1 + above.extraBits };
  const tokens = new Uint16Array(tokenLimit(width, height));
  const out = new Uint8Array(tokens.length * 2 + 1024);
  const header = blockHeader(literals, above.symbol);

  return {
    deflate(canvas) {
      const count = tokenise(canvas, tokens);
      const end = packTokens(tokens, count, codes, aboveCode, header, out);
      new DataView(out.buffer).setUint32(end, adler32(canvas));
      return out.subarray(0, end + 4);
    },
  };
}

/** Writes the header and the tokens' bits; returns the index after the last byte. The hottest loop of a preview. */
function packTokens(
  tokens: Uint16Array,
  count: number,
  { bits, sizes }: TokenCodes,
  above: BitCode,
  header: BlockHeader,
  out: Uint8Array,
): number {
  out.set(header.bytes);
  let at = header.bytes.length;
  let { waiting, held } = header;
  for (let i = 0; i < count; i++) {
    const token = tokens[i] as number;
    // At most 15 bits wait and at most 17 come: a code of 11, 5 extra, and a distance bit.
    held |= (bits[token] as number) << waiting;
    waiting += sizes[token] as number;
    if (waiting >= 16) {
      out[at++] = held;
      out[at++] = held >>> 8;
      held >>>= 16;
      waiting -= 16;
    }
    if (token <= ABOVE) continue;
    held |= above.bits << waiting;
    waiting += above.size;
    if (waiting >= 16) {
      out[at++] = held;
      out[at++] = held >>> 8;
      held >>>= 16;
      waiting -= 16;
    }
  }
  for (; waiting > 0; waiting -= 8) {
    out[at++] = held;
    held >>>= 8;
  }
  return at;
}

function tokenCodes({ lengths, bits }: HuffmanCode): TokenCodes {
  const codes = { bits: new Uint32Array(TOKEN_KINDS), sizes: new Uint8Array(TOKEN_KINDS) };
  const set = (token: number, symbol: number, extra: number, extraBits: number) => {
    const length = lengths[symbol] ?? 0;
    codes.bits[token] = (bits[symbol] ?? 0) | (extra << length);
    codes.sizes[token] = length + extraBits;
  };
  for (let byte = 0; byte <= END; byte++) set(byte, byte, 0, 0);
  for (let length = 3; length <= 258; length++) {
    const { symbol, extra, extraBits } = lengthSymbol(length);
    // A repeat's distance bit is 0 and follows at once.
    set(REPEAT + length, symbol, extra, extraBits + 1);
    set(ABOVE + length, symbol, extra, extraBits);
  }
  return codes;
}

/** The zlib header, and the block header that spells out the code (RFC 1951 §3.2.7). */
function blockHeader(literals: HuffmanCode, aboveSymbol: number): BlockHeader {
  const distances = new Uint8Array(aboveSymbol + 1);
  distances[0] = 1;
  distances[aboveSymbol] = 1;
  const bits: number[] = [];
  const put = (value: number, size: number) => {
    for (let i = 0; i < size; i++) bits.push((value >> i) & 1);
  };
  put(0x0178, 16);
  put(1, 1);
  put(DYNAMIC_BLOCK, 2);
  put(literals.lengths.length - 257, 5);
  put(distances.length - 1, 5);
  put(CODE_LENGTH_ORDER.length - 4, 4);
  // Sixteen lengths, four bits each: sixty bytes more than the best code for them, and nothing to work out.
  const nibbles = assignCodes(new Uint8Array(16).fill(4));
  for (const symbol of CODE_LENGTH_ORDER) put(nibbles.lengths[symbol] ?? 0, 3);
  for (const length of [...literals.lengths, ...distances]) put(nibbles.bits[length] ?? 0, 4);

  const whole = bits.length >> 3;
  const byte = (index: number) =>
    bits.slice(index * 8, index * 8 + 8).reduce((sum, bit, i) => sum | (bit << i), 0);
  const bytes = Uint8Array.from({ length: whole }, (_, index) => byte(index));
  return { bytes, waiting: bits.length & 7, held: byte(whole) };
}
