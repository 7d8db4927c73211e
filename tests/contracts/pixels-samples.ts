import sharp, { type Sharp } from 'sharp';
import { type OpeningSamples, QUADRANTS } from './pixels-opening-contract.ts';
import { concat, pngChunk } from './pixels-png.ts';

const WIDTH = 120;
const HEIGHT = 80;

/** Four quadrants of these colours. */
export function drawQuadrants(colours = QUADRANTS, width = WIDTH, height = HEIGHT): Sharp {
  const channels = colours[0]?.length as 3 | 4;
  const pixels = new Uint8Array(width * height * channels);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const quadrant = (y * 2 >= height ? 2 : 0) + (x * 2 >= width ? 1 : 0);
      pixels.set(colours[quadrant] ?? [], (y * width + x) * channels);
    }
  }
  return sharp(pixels, { raw: { width, height, channels } });
}

/** The file of a picture that is yet to be made. */
export async function bytesOf(picture: Sharp): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await picture.toBuffer());
}

/** Three frames of which only the first has the colours. */
async function drawAnimation(): Promise<Sharp> {
  const first = await drawQuadrants().png().toBuffer();
  const others = await Promise.all(
    ['#000', '#fff'].map((background) =>
      sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  );
  return sharp([first, ...others], { join: { animated: true } });
}

/** The PNG as the first frame of two (APNG: acTL and fcTL before the pixels, a second frame that is broken after). */
function animatePng(png: Uint8Array): Uint8Array {
  const size = [0, 0, 0, WIDTH, 0, 0, 0, HEIGHT, 0, 0, 0, 0, 0, 0, 0, 0];
  const control = (sequence: number) => pngChunk('fcTL', [0, 0, 0, sequence, ...size, 0, 1, 0, 10, 0, 0]);
  const frames = [pngChunk('acTL', [0, 0, 0, 2, 0, 0, 0, 0]), control(0)];
  const second = [control(1), pngChunk('fdAT', [0, 0, 0, 2, 1, 2, 3])];
  // After the 33 bytes of signature and header; before the 12 bytes of the end.
  return concat(png.subarray(0, 33), ...frames, png.subarray(33, -12), ...second, png.subarray(-12));
}

/** Pictures of every kind that sharp can write. The first three are one of each format. */
export async function makeQuadrants(): Promise<Record<string, Uint8Array>> {
  const png = await bytesOf(drawQuadrants().png());
  const variants: Record<string, Sharp> = {
    'a JPEG': drawQuadrants().jpeg({ quality: 90 }),
    'a WebP': drawQuadrants().webp({ quality: 90 }),
    'a PNG of a palette': drawQuadrants().png({ palette: true, colours: 4 }),
    'a PNG of a palette of many colours': drawQuadrants().png({ palette: true, colours: 256, dither: 0 }),
    'an interlaced PNG': drawQuadrants().png({ progressive: true }),
    'a PNG of 16 bits': drawQuadrants().toColourspace('rgb16').png(),
    'a PNG with alpha': drawQuadrants().ensureAlpha().png(),
    'a PNG with alpha of 16 bits': drawQuadrants().ensureAlpha().toColourspace('rgb16').png(),
    'an interlaced PNG of a palette': drawQuadrants().png({ palette: true, colours: 4, progressive: true }),
    'a progressive JPEG': drawQuadrants().jpeg({ quality: 90, progressive: true }),
    'a JPEG with full colours': drawQuadrants().jpeg({ quality: 90, chromaSubsampling: '4:4:4' }),
    'a JPEG of mozjpeg': drawQuadrants().jpeg({ quality: 97, mozjpeg: true }),
    'a JPEG with a colour profile': drawQuadrants().withIccProfile('srgb').jpeg({ quality: 90 }),
    'a lossless WebP': drawQuadrants().webp({ lossless: true }),
    'a WebP with alpha': drawQuadrants().ensureAlpha().webp({ quality: 90 }),
    'an extended WebP': drawQuadrants().withIccProfile('srgb').webp({ quality: 90 }),
    'an animated WebP': (await drawAnimation()).webp({ quality: 90 }),
  };
  const entries = await Promise.all(
    Object.entries(variants).map(async ([name, picture]) => [name, await bytesOf(picture)] as const),
  );
  return { 'a PNG': png, ...Object.fromEntries(entries), 'an animated PNG': animatePng(png) };
}

/** Formats of which only sharp knows. */
export async function makeForeign(): Promise<Record<string, Uint8Array>> {
  return {
    'a GIF': await bytesOf(drawQuadrants().gif()),
    'an animated GIF': await bytesOf((await drawAnimation()).gif()),
    'an AVIF': await bytesOf(drawQuadrants().avif({ quality: 90 })),
  };
}

export function makeLogo(): Promise<Uint8Array> {
  const [red, green] = [
    [255, 0, 0, 255],
    [0, 255, 0, 128],
  ];
  return bytesOf(drawQuadrants([red, green, red, green] as number[][], 40, 20).png());
}

export async function makeOpeningSamples(): Promise<OpeningSamples> {
  return { quadrants: await makeQuadrants(), foreign: await makeForeign(), logo: await makeLogo() };
}
