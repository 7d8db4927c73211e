import type { PictureFault } from '../../../domain/picture.ts';
import type { PictureSize } from './picture-placement.ts';
import { createSpareInstance } from './spare-instance.ts';

export interface JpegDecoder {
  /**
   * Decodes the rows of a JPEG, not turned, and hands them over a few at a time, 4 bytes a pixel, valid until the next.
   * `take` answers whether it needs more; what would come after is not looked at.
   *
   * @param size as the header was read before: a file in which another one is found is damaged
   * @returns why it cannot be used, if so
   */
  decode(
    bytes: Uint8Array,
    size: PictureSize,
    take: (rows: Uint8Array) => boolean,
  ): Extract<PictureFault, 'pixels' | 'damaged'> | undefined;
}

interface JpegKernel {
  memory: WebAssembly.Memory;
  width: { value: number };
  height: { value: number };
  receive(bytes: number): number;
  start(mostBytes: number): number;
  rowsAddress(): number;
  nextRows(): number;
}

/**
 * What coefficients may take, where several scans add to them: 8 megapixels with colour of half the size, 4 with all of
 * it. A picture in one scan needs a megabyte at most, and its file.
 */
const MOST_COEFFICIENTS = 24 << 20;
/** All of these, and a file of usual size: instances that were dropped would pile up instead. */
const MOST_KEPT = 28 << 20;
const TOO_LARGE = 2;

/** Decodes by `module`, which is made of `kernels/jpeg`. */
export function createJpegDecoder(module: WebAssembly.Module): JpegDecoder {
  const spare = createSpareInstance<JpegKernel>(MOST_KEPT);
  return {
    decode(bytes, { width, height }, take) {
      const kernel = spare.take() ?? (new WebAssembly.Instance(module).exports as unknown as JpegKernel);
      const address = kernel.receive(bytes.length);
      new Uint8Array(kernel.memory.buffer, address, bytes.length).set(bytes);
      const outcome = kernel.start(MOST_COEFFICIENTS);
      const isDamaged = outcome !== 0 || kernel.width.value !== width || kernel.height.value !== height;
      const fault = isDamaged ? 'damaged' : readRows(kernel, width, take);
      // Damage is an answer like any other; a trap never comes here, and leaves nothing behind.
      spare.keep(kernel);
      return outcome === TOO_LARGE ? 'pixels' : fault;
    },
  };
}

function readRows(kernel: JpegKernel, width: number, take: (rows: Uint8Array) => boolean) {
  // The memory does not grow after the start.
  const { buffer } = kernel.memory;
  const address = kernel.rowsAddress();
  for (let isWanted = true; isWanted; ) {
    const count = kernel.nextRows();
    if (count < 0) return 'damaged';
    if (count === 0) return undefined;
    isWanted = take(new Uint8Array(buffer, address, count * width * 4));
  }
  return undefined;
}
