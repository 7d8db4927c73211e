import type { OpenedPicture, PictureRoom } from '../../../domain/picture.ts';
import { type PicturePlacement, type PictureSize, placePicture } from './picture-placement.ts';
import { isSideways, turnPicture } from './picture-turning.ts';
import { createSpareInstance } from './spare-instance.ts';

/** A picture on its way in, of which only the rows at hand are kept. */
export interface PictureScaling {
  /** Takes the next rows, whole ones of 4 bytes a pixel. `false` once none is needed any more. */
  take(rows: Uint8Array): boolean;
  /** The picture, upright and in its room. Rows that never came are transparent. */
  finish(): OpenedPicture;
}

interface ScaleKernel {
  memory: WebAssembly.Memory;
  prepare(
    width: number,
    height: number,
    left: number,
    top: number,
    cropWidth: number,
    cropHeight: number,
    toWidth: number,
    toHeight: number,
    bandRows: number,
    opaque: number,
  ): void;
  bandAddress(): number;
  pixelsAddress(): number;
  feed(rows: number): number;
}

/** Rows that are handed over at once. */
const BAND_ROWS = 16;

export interface SourcePicture extends PictureSize {
  /** As the file has it; 1 is upright. */
  orientation: number;
  /** Every pixel's alpha is 255. */
  isOpaque: boolean;
}

export interface PictureScaler {
  /** Begins to scale a picture into the room. Several may be under way at the same time. */
  start(source: SourcePicture, room: PictureRoom): PictureScaling;
}

/** The largest memory that is kept: tables and rows of a wide picture, and a preview's room of 3 MB. */
const MOST_KEPT = 8 << 20;

/** Scales by `module`, which is made of `kernels/scale`. */
export function createPictureScaler(module: WebAssembly.Module): PictureScaler {
  const spare = createSpareInstance<ScaleKernel>(MOST_KEPT);
  const scaleRows = (source: SourcePicture, placement: PicturePlacement) => {
    const kernel = spare.take() ?? (new WebAssembly.Instance(module).exports as unknown as ScaleKernel);
    return startRows(kernel, source, placement, () => spare.keep(kernel));
  };
  return {
    start(source, room) {
      const { orientation } = source;
      const turnedRoom = isSideways(orientation) ? { ...room, width: room.height, height: room.width } : room;
      const placement = placePicture(source, turnedRoom);
      const scaling = isPlainCopy(placement) ? copyRows(source, placement) : scaleRows(source, placement);
      return { take: scaling.take, finish: () => turnPicture(scaling.finish(), orientation) };
    },
  };
}

function isPlainCopy({ width, height, left, top, cropWidth, cropHeight }: PicturePlacement): boolean {
  return width === cropWidth && height === cropHeight && Number.isInteger(left) && Number.isInteger(top);
}

function copyRows(source: PictureSize, { left, top, width, height }: PicturePlacement): PictureScaling {
  const rgba = new Uint8Array(width * height * 4);
  let row = 0;
  return {
    take(rows) {
      const count = rows.length / (source.width * 4);
      for (let index = 0; index < count && row < top + height; index++, row++) {
        if (row < top) continue;
        const start = (index * source.width + left) * 4;
        rgba.set(rows.subarray(start, start + width * 4), (row - top) * width * 4);
      }
      return row < top + height;
    },
    finish: () => ({ width, height, rgba }),
  };
}

function startRows(
  kernel: ScaleKernel,
  source: SourcePicture,
  placement: PicturePlacement,
  onFinished: () => void,
): PictureScaling {
  const { left, top, cropWidth, cropHeight, width, height } = placement;
  // What the crop touches goes in, and the neighbours that pixels at its edges are mixed with.
  const firstColumn = Math.max(0, Math.floor(left) - 1);
  const firstRow = Math.max(0, Math.floor(top) - 1);
  const columns = Math.min(source.width, Math.ceil(left + cropWidth) + 1) - firstColumn;
  const rowCount = Math.min(source.height, Math.ceil(top + cropHeight) + 1) - firstRow;
  const [insideLeft, insideTop] = [left - firstColumn, top - firstRow];
  kernel.prepare(
    columns,
    rowCount,
    insideLeft,
    insideTop,
    cropWidth,
    cropHeight,
    width,
    height,
    BAND_ROWS,
    Number(source.isOpaque),
  );
  // The memory does not grow after this.
  const bytes = new Uint8Array(kernel.memory.buffer);
  const band = kernel.bandAddress();
  let [row, waiting, isDone] = [0, 0, false];
  const feed = () => {
    if (waiting > 0) isDone = kernel.feed(waiting) === 0;
    waiting = 0;
  };
  return {
    take(rows) {
      const count = rows.length / (source.width * 4);
      for (let index = 0; index < count && !isDone; index++, row++) {
        if (row < firstRow) continue;
        const start = (index * source.width + firstColumn) * 4;
        bytes.set(rows.subarray(start, start + columns * 4), band + waiting * columns * 4);
        if (++waiting === BAND_ROWS) feed();
      }
      return !isDone && row < firstRow + rowCount;
    },
    finish() {
      feed();
      const start = kernel.pixelsAddress();
      const rgba = bytes.slice(start, start + width * height * 4);
      onFinished();
      return { width, height, rgba };
    },
  };
}
