import type { OpenedPicture } from '../../src/domain/picture.ts';

/** How much of a pixel at a place, in pixels, is inked, 0 to 1, and in which colour. */
type Ink = (x: number, y: number) => readonly [share: number, colour: readonly [number, number, number]];

/** A logo of four samples to a pixel and side, with soft edges. */
function inkLogo(width: number, height: number, ink: Ink): OpenedPicture {
  const rgba = new Uint8Array(width * height * 4);
  for (let at = 0; at < width * height; at++) {
    const sum = [0, 0, 0, 0];
    for (let sample = 0; sample < 16; sample++) {
      const [x, y] = [
        (at % width) + ((sample % 4) + 0.5) / 4,
        Math.floor(at / width) + ((sample >> 2) + 0.5) / 4,
      ];
      const [share, colour] = ink(x, y);
      for (const [index, channel] of colour.entries()) sum[index] = (sum[index] ?? 0) + channel * share;
      sum[3] = (sum[3] ?? 0) + share;
    }
    const shares = sum[3] ?? 0;
    if (shares === 0) continue;
    rgba.set([...sum.slice(0, 3).map((channel) => channel / shares), (shares / 16) * 255], at * 4);
  }
  return { width, height, rgba };
}

/** A ring with a wave in it, and three strokes that stand for a name: 214 by 48 with soft edges. */
export function roundel(colour: readonly [number, number, number]): OpenedPicture {
  return inkLogo(214, 48, (x, y) => {
    const distance = Math.hypot(x - 24, y - 24);
    const isRing = distance < 23 && distance > 17;
    const isWave = distance <= 17 && Math.abs(y - 24 - Math.sin(x / 4) * 4) < 2.6;
    if (isRing || isWave) return [1, [0, 122, 135]];
    const letter = Math.floor((x - 62) / 26);
    const [u, v] = [(x - 62) % 26, y];
    const isStroke =
      letter >= 0 && letter < 6 && v > 8 && v < 40 && (u < 6 || (letter % 2 === 0 ? v < 14 : v > 34));
    return isStroke && u < 20 ? [1, colour] : [0, colour];
  });
}

/** A banner with a gradient that fills its room to the edges: 320 by 36, nothing transparent. */
export function banner(): OpenedPicture {
  return inkLogo(320, 36, (x, y) => {
    const isStripe = y > 12 && y < 24 && x % 40 > 8 && x % 40 < 32;
    return isStripe ? [1, [255, 255, 255]] : [1, [160 - x / 4, 20 + x / 6, 60 + x / 2]];
  });
}

/** A tower: 20 by 52, inside empty edges of its own. */
export function tower(): OpenedPicture {
  return inkLogo(44, 52, (x, y) => [
    x > 12 && x < 32 && (y > 14 || Math.abs(x - 22) < y / 2) ? 1 : 0,
    [200, 16, 46],
  ]);
}

/** A square of one colour. */
export function square(size: number, rgba: readonly [number, number, number, number]): OpenedPicture {
  const pixels = new Uint8Array(size * size * 4);
  for (let at = 0; at < size * size; at++) pixels.set(rgba, at * 4);
  return { width: size, height: size, rgba: pixels };
}
