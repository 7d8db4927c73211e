import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { fillRectangle } from '../../src/previews/painting/canvas.ts';
import type { ColourPatch } from '../../src/previews/painting/colour-patch.ts';
import { LEVELS } from '../../src/previews/painting/coverage.ts';
import type { PressedLayers } from '../../src/previews/printing/photo-press.ts';
import { createCanvas } from './canvases.ts';

export const PRESS = new WebAssembly.Module(
  readFileSync(new URL('../../assets/kernels/press.wasm', import.meta.url)),
);

/** Numbers from 0 to 1, the same for each seed. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A photo of one colour with nothing over it. */
export function flatLayers(
  width: number,
  height: number,
  colour: readonly number[] = [0, 0, 0],
): PressedLayers {
  const photo = new Uint8Array(width * height * 4);
  for (let i = 0; i < photo.length; i++) photo[i] = colour[i % 4] ?? 99;
  return {
    photo,
    shade: new Uint8Array(height),
    shadeColour: [0, 0, 0],
    canvas: createCanvas(width, height),
    inks: new Uint8Array(0),
    patches: [],
  };
}

/** Soft clouds of colour, as an unsharp background has them. */
export function cloudPhoto(width: number, height: number, seed: number): Uint8Array {
  const random = randomNumbers(seed);
  const waves = Array.from({ length: 9 }, () => [
    random() - 0.5,
    random() - 0.5,
    random() * 6,
    random() * 14,
  ]);
  const photo = new Uint8Array(width * height * 4);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      for (let channel = 0; channel < 3; channel++) {
        let value = 128;
        for (const [i, [across = 0, down = 0, phase = 0, height = 0]] of waves.entries()) {
          if (i % 3 <= channel) value += height * Math.sin((across * x + down * y) / 20 + phase);
        }
        photo[at + channel] = Math.round(Math.min(255, Math.max(0, value)));
      }
    }
  }
  return photo;
}

/** Each byte as likely as any other, or 0 and 255 alone. */
export function noisePhoto(width: number, height: number, seed: number, isBlackAndWhite = false): Uint8Array {
  const random = randomNumbers(seed);
  const photo = new Uint8Array(width * height * 4);
  if (!isBlackAndWhite) return photo.map(() => random() * 256);
  for (let at = 0; at < photo.length; at += 4) photo.fill(random() < 0.5 ? 0 : 255, at, at + 4);
  return photo;
}

/** A soft photo that gets darker downwards, but never at once. */
export function softLayers(width: number, height: number, seed: number): PressedLayers {
  return {
    ...flatLayers(width, height),
    photo: cloudPhoto(width, height, seed),
    shade: Uint8Array.from({ length: height }, (_, row) => (row * 200) / Math.max(200, height)),
    shadeColour: [10, 12, 60],
  };
}

/** Something of everything, with hard edges and noise. */
export function mixedLayers(width: number, height: number, seed: number): PressedLayers {
  const random = randomNumbers(seed);
  const canvas = createCanvas(width, height);
  for (let i = 0; i < 12; i++) {
    const [left, top, entry] = [random() * width * 1.2 - 20, random() * height * 1.2 - 20, random() * 256];
    fillRectangle(canvas, Math.round(left), Math.round(top), 1 + i * 5, 1 + i, Math.floor(entry));
  }
  return {
    photo: random() < 0.5 ? noisePhoto(width, height, seed) : cloudPhoto(width, height, seed),
    shade: Uint8Array.from({ length: height }, () => random() * 256),
    shadeColour: [random() * 255, random() * 255, random() * 255].map(Math.floor) as [number, number, number],
    canvas,
    inks: Uint8Array.from({ length: 30 }, () => random() * 256),
    patches: [randomPatch(random() * width - 9, random() * height - 9, 18, 18, random)],
  };
}

function randomPatch(
  left: number,
  top: number,
  width: number,
  height: number,
  random: () => number,
): ColourPatch {
  const rgba = Uint8ClampedArray.from({ length: width * height * 4 }, () => random() * 256);
  return { left: Math.round(left), top: Math.round(top), width, height, rgba };
}

/** A square of one colour, RGBA. */
export function flatPatch(left: number, top: number, side: number, colour: readonly number[]): ColourPatch {
  const rgba = Uint8ClampedArray.from({ length: side * side * 4 }, (_, i) => colour[i % 4] ?? 0);
  return { left, top, width: side, height: side, rgba };
}

/** A low sun over fields, in whole numbers only; four lines of bars upon it, and a ball that is sharp on one side. */
export function sunsetLayers(): PressedLayers {
  const [width, height] = [250, 131];
  const random = randomNumbers(4);
  const layers = flatLayers(width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const isSun = (x - 170) ** 2 + (y - 50) ** 2 < 900;
      const isField = y > 70 + ((x * (width - x)) >> 9);
      const sky = isSun ? [255, 214, 120] : [230 - y, 120 + (x >> 3), 90 + y];
      const grain = random() * 12;
      const colour = (isField ? [70 + (x & 7) * 4, 90 - (y >> 2), 40] : sky).map((value) => value - grain);
      layers.photo.set(colour, (y * width + x) * 4);
    }
  }
  layers.shade.set(layers.shade.map((_, row) => (row * row) >> 6));
  for (const [line, top] of [20, 70, 88, 108].entries()) {
    const [left, ink] = [12 + line * 3, (line & 1) * LEVELS];
    for (let i = 0; i < 16; i++) fillRectangle(layers.canvas, left + i * 12, top, 9, 12, ink + LEVELS);
    for (let i = 0; i < 16; i++) fillRectangle(layers.canvas, left + i * 12 + 9, top, 1, 12, ink + i + 1);
  }
  const rgba = new Uint8ClampedArray(40 * 40 * 4);
  for (let i = 0; i < 1600; i++) {
    const distance = ((i % 40) - 20) ** 2 + (Math.floor(i / 40) - 20) ** 2;
    rgba.set([20, 160, 255, distance < 400 ? (i % 40) * 6 + 20 : 0], i * 4);
  }
  const patches = [{ left: 225, top: -8, width: 40, height: 40, rgba }];
  return { ...layers, shadeColour: [10, 12, 20], inks: Uint8Array.of(255, 255, 255, 255, 107, 129), patches };
}

/** What the layers should look like, one pixel and channel after the other; RGB. */
export function mixLayers({ photo, shade, shadeColour, canvas, inks, patches }: PressedLayers): Float64Array {
  const { width, height } = canvas;
  const picture = new Float64Array(width * height * 3);
  const mix = (pixel: number, colour: ArrayLike<number>, part: number) => {
    for (let channel = 0; channel < 3; channel++) {
      const beneath = picture[pixel * 3 + channel] ?? 0;
      picture[pixel * 3 + channel] = beneath + ((colour[channel] ?? 0) - beneath) * part;
    }
  };
  for (let pixel = 0; pixel < width * height; pixel++) {
    const row = Math.floor(pixel / width);
    const entry = canvas.bytes[pixel + row + 1] ?? 0;
    const ink = Math.ceil(entry / LEVELS) - 1;
    mix(pixel, photo.subarray(pixel * 4), 1);
    mix(pixel, shadeColour, (shade[row] ?? 0) / 255);
    if (entry > 0 && ink * 3 < inks.length) {
      mix(pixel, inks.subarray(ink * 3), (entry - ink * LEVELS) / LEVELS);
    }
  }
  for (const { left, top, width: across, rgba } of patches) {
    for (let i = 0; i < rgba.length / 4; i++) {
      const [x, y] = [left + (i % across), top + Math.floor(i / across)];
      const isInside = x >= 0 && x < width && y >= 0 && y < height;
      if (isInside) mix(y * width + x, rgba.subarray(i * 4), (rgba[i * 4 + 3] ?? 0) / 255);
    }
  }
  return picture;
}

/** Decodes a JPEG with libjpeg, which may not have a word to say about it. */
export async function decodeJpeg(jpeg: Uint8Array): Promise<{ width: number; height: number; rgb: Buffer }> {
  const image = sharp(jpeg, { failOn: 'warning' });
  const { format, chromaSubsampling, isProgressive } = await image.metadata();
  if (format !== 'jpeg' || chromaSubsampling !== '4:2:0' || isProgressive)
    throw new Error('not that kind of JPEG');
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgb: data };
}

/** Peak signal-to-noise ratio in decibels. */
export function likeness(seen: ArrayLike<number>, meant: ArrayLike<number>): number {
  let squares = 0;
  for (let i = 0; i < meant.length; i++) squares += ((seen[i] ?? 0) - (meant[i] ?? 0)) ** 2;
  return 10 * Math.log10((255 ** 2 * meant.length) / squares);
}

/** The furthest that any channel of any pixel is from what it should be. */
export function furthest(seen: ArrayLike<number>, meant: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < meant.length; i++) most = Math.max(most, Math.abs((seen[i] ?? 0) - (meant[i] ?? 0)));
  return most;
}

/**
 * {@link furthest}, but only within each square of 16 × 16 pixels: colour has half the size, and decoders smooth it
 * over the two pixels where squares meet.
 */
export function furthestWithinSquares(
  seen: ArrayLike<number>,
  meant: ArrayLike<number>,
  width: number,
): number {
  const isWithin = (position: number) => position % 16 > 1 && position % 16 < 14;
  let most = 0;
  for (let i = 0; i < meant.length; i++) {
    const pixel = Math.floor(i / 3);
    if (!isWithin(pixel % width) || !isWithin(Math.floor(pixel / width))) continue;
    most = Math.max(most, Math.abs((seen[i] ?? 0) - (meant[i] ?? 0)));
  }
  return most;
}
