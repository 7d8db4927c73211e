import type { Picture, Pixels } from '../../domain/picture.ts';

/** Nothing can be scaled here, so what is heavier or larger than a page should carry is not kept. */
const MAX_BYTES = 1_000_000;
const MAX_EDGE = 4096;

type Size = Pick<Picture, 'width' | 'height'>;

/** Keeps small JPEG, PNG, WebP and GIF pictures as they came, told by their first bytes and not by their names; opens none. */
export const plainPixels: Pixels = {
  async shrink(bytes) {
    if (bytes.byteLength > MAX_BYTES) return undefined;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    try {
      const picture = read(view);
      if (!picture || picture.width < 1 || picture.height < 1) return undefined;
      if (picture.width > MAX_EDGE || picture.height > MAX_EDGE) return undefined;
      return { bytes: bytes.slice(), ...picture };
    } catch {
      // Cut short: DataView throws RangeError past the end.
      return undefined;
    }
  },
  async open() {
    return { outcome: 'unusable', fault: 'format' };
  },
};

function read(view: DataView): (Size & Pick<Picture, 'type'>) | undefined {
  const tag = (offset: number, length: number) =>
    String.fromCharCode(...Array.from({ length }, (_, index) => view.getUint8(offset + index)));
  // PNG 3rd edition §5.2, §11.2.1; it must have its end.
  if (tag(0, 8) === '\x89PNG\r\n\x1a\n') {
    if (tag(view.byteLength - 8, 4) !== 'IEND') return undefined;
    return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
  }
  if (/^GIF8[79]a$/.test(tag(0, 6))) {
    if (view.getUint8(view.byteLength - 1) !== 0x3b) return undefined;
    return { type: 'image/gif', width: view.getUint16(6, true), height: view.getUint16(8, true) };
  }
  if (tag(0, 4) === 'RIFF' && tag(8, 4) === 'WEBP') {
    if (view.getUint32(4, true) + 8 > view.byteLength) return undefined;
    const size = webpSize(view, tag(12, 4));
    return size && { type: 'image/webp', ...size };
  }
  if (view.getUint16(0) === 0xffd8) {
    if (view.getUint16(view.byteLength - 2) !== 0xffd9) return undefined;
    const size = jpegSize(view);
    return size && { type: 'image/jpeg', ...size };
  }
  return undefined;
}

/** WebP container specification: simple lossy (RFC 6386 §9.1), simple lossless, extended. */
function webpSize(view: DataView, chunk: string): Size | undefined {
  if (chunk === 'VP8 ') {
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  }
  if (chunk === 'VP8L') {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
  }
  if (chunk !== 'VP8X') return undefined;
  const uint24 = (offset: number) => view.getUint16(offset, true) | (view.getUint8(offset + 2) << 16);
  return { width: uint24(24) + 1, height: uint24(27) + 1 };
}

/** ITU-T T.81 annex B: segments up to the first frame header. */
function jpegSize(view: DataView): Size | undefined {
  let offset = 2;
  while (view.getUint8(offset) === 0xff) {
    const marker = view.getUint8(offset + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: view.getUint16(offset + 7), height: view.getUint16(offset + 5) };
    offset += 2 + view.getUint16(offset + 2);
  }
  return undefined;
}
