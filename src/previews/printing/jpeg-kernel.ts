/** The press's inner loops, kernels/press, with their memory laid out for pictures of one size. */
export interface JpegKernel {
  /** RGBA of the picture; `stride` bytes from row to row. */
  pixels: Uint8Array;
  stride: number;
  /** How much of the shade each row gets. */
  shades: Uint8Array;
  /** Red, green, blue and alpha of 256 palette entries. */
  inks: Uint8Array;
  /** What `drawEntries` (a byte for each pixel) and `drawColours` (RGBA) lay over a row. */
  line: Uint8Array;
  /** 4096 / step for each coefficient, column by column: 64 for brightness, 64 for colour. */
  factors: Int16Array;
  /** How often each symbol of four tables of 256 came, and its code: its bits above five bits of length. */
  counts: Uint32Array;
  codes: Uint32Array;
  /** Where `writeScan` writes. */
  output: Uint8Array;
  shade(red: number, green: number, blue: number): void;
  drawEntries(row: number, left: number, count: number): void;
  drawColours(row: number, left: number, count: number): void;
  /** Repeats the edges; to be called when all is drawn. */
  pad(): void;
  /** Breaks the picture down into symbols. */
  tokenise(): void;
  /** Writes these by their codes and returns how many bytes they took. */
  writeScan(): number;
}

type Call = (...args: number[]) => number;

const UNIT = 16;
const TABLES = 4;

/**
 * Starts the kernel, which takes all its memory now: ten bytes for a pixel, and the output.
 *
 * @param module made of assets/kernels/press.wasm
 * @param outputBytes what a scan may take
 */
export function startJpegKernel(
  module: WebAssembly.Module,
  width: number,
  height: number,
  outputBytes: number,
): JpegKernel {
  const { exports } = new WebAssembly.Instance(module);
  const call = (name: string) => exports[name] as Call;
  call('layOut')(width, height, outputBytes);
  const { buffer } = exports.memory as WebAssembly.Memory;
  const bytes = (name: string, length: number) =>
    new Uint8Array(buffer, (exports[name] as WebAssembly.Global).value as number, length);
  const words = (name: string, length: number) =>
    new Uint32Array(buffer, (exports[name] as WebAssembly.Global).value as number, length);

  const stride = Math.ceil(width / UNIT) * UNIT * 4;
  const factors = bytes('factors', 256);
  return {
    pixels: bytes('pixels', stride * height),
    stride,
    shades: bytes('shades', height),
    inks: bytes('inks', 256 * 4),
    line: bytes('line', width * 4),
    factors: new Int16Array(buffer, factors.byteOffset, 128),
    counts: words('counts', TABLES * 256),
    codes: words('codes', TABLES * 256),
    output: bytes('output', outputBytes),
    shade: call('shade'),
    drawEntries: call('drawEntries'),
    drawColours: call('drawColours'),
    pad: call('pad'),
    tokenise: call('tokenise'),
    writeScan: call('writeScan'),
  };
}
