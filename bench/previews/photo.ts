import sharp from 'sharp';
import { createSeededRandom } from '../../src/adapters/memory/random.ts';

const WIDTH = 1600;
const HEIGHT = 900;
/** Pixels of a grain, and how much of it there is. */
const NOISE = [
  [80, 0.5],
  [16, 0.35],
  [4, 0.3],
  [2, 0.15],
] as const;

/** JPEGs that cost a decoder and a scaler what a press photo costs them: sky and ground, shapes, noise of every size. */
export function makePhotos(count: number): Promise<Uint8Array[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => makePhoto(index + 1)));
}

async function makePhoto(seed: number): Promise<Uint8Array> {
  const random = createSeededRandom(seed * 7919);
  const pixels = await sharp(Buffer.from(scene(random.bytes(40))))
    .removeAlpha()
    .raw()
    .toBuffer();
  for (const [divisor, strength] of NOISE) {
    const [width, height] = [Math.round(WIDTH / divisor), Math.round(HEIGHT / divisor)];
    const noise = await sharp(random.bytes(width * height), { raw: { width, height, channels: 1 } })
      .resize(WIDTH, HEIGHT, { fit: 'fill', kernel: 'cubic' })
      .raw()
      .toBuffer();
    for (let i = 0; i < noise.length; i++) {
      const change = ((noise[i] ?? 0) - 128) * strength;
      // Light changes more than colour does.
      for (const [channel, share] of [1, 0.95, 0.85].entries()) {
        pixels[i * 3 + channel] = Math.max(0, Math.min(255, (pixels[i * 3 + channel] ?? 0) + change * share));
      }
    }
  }
  return sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .jpeg({ quality: 80 })
    .toBuffer();
}

function scene(bytes: Uint8Array): string {
  const at = (index: number, most: number) => Math.round(((bytes[index] ?? 0) / 255) * most);
  const shapes = Array.from({ length: 8 }, (_, index) => {
    const place = `cx="${at(index * 4, WIDTH)}" cy="${at(index * 4 + 1, HEIGHT)}"`;
    const fill = `fill="hsl(${at(index * 4 + 2, 360)} 40% 45%)"`;
    return `<ellipse ${place} rx="${40 + at(index * 4 + 3, 220)}" ry="${60 + at(index * 4 + 2, 160)}" ${fill}/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><defs><linearGradient id="s" x2="0" y2="1"><stop stop-color="#8fb3d9"/><stop offset=".6" stop-color="#e8dcc8"/><stop offset="1" stop-color="#5b5346"/></linearGradient></defs><rect width="${WIDTH}" height="${HEIGHT}" fill="url(#s)"/>${shapes.join('')}</svg>`;
}
