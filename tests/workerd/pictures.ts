/// <reference path="../../src/adapters/workerd/modules.d.ts" />
import encodeJpegModule from '@jsquash/jpeg/codec/enc/mozjpeg_enc.js';
import jpegEncoder from '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm';
import { defaultOptions as jpegOptions } from '@jsquash/jpeg/meta.js';
import encodeWebpModule from '@jsquash/webp/codec/enc/webp_enc.js';
import webpEncoder from '@jsquash/webp/codec/enc/webp_enc.wasm';
import { defaultOptions as webpOptions } from '@jsquash/webp/meta.js';
import { type OpeningSamples, QUADRANTS } from '../contracts/pixels-opening-contract.ts';
import { writePng } from '../contracts/pixels-png.ts';

const WIDTH = 120;
const HEIGHT = 80;

interface Encoder {
  encode(pixels: Uint8Array, width: number, height: number, options: object): Uint8Array | null;
}

/** The encoders that come with the decoders: nothing else can make a picture in a worker. */
function openEncoder(factory: unknown, module: WebAssembly.Module): Promise<Encoder> {
  return (factory as (options: object) => Promise<Encoder>)({
    noInitialRun: true,
    locateFile: (name: string) => name,
    instantiateWasm(imports: WebAssembly.Imports, receive: (instance: WebAssembly.Instance) => void) {
      const instance = new WebAssembly.Instance(module, imports);
      receive(instance);
      return instance.exports;
    },
  });
}

function draw(colours: number[][], width: number, height: number): Uint8Array {
  const rgba = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const colour = colours[(y * 2 >= height ? 2 : 0) + (x * 2 >= width ? 1 : 0)] ?? [];
      rgba.set([...colour, 255].slice(0, 4), (y * width + x) * 4);
    }
  }
  return rgba;
}

async function encodePng(rgba: Uint8Array, width: number, height: number): Promise<Uint8Array> {
  const rows = new Uint8Array(height * (1 + width * 4));
  for (let y = 0; y < height; y++) {
    rows.set(rgba.subarray(y * width * 4, (y + 1) * width * 4), y * (1 + width * 4) + 1);
  }
  const deflated = new Blob([rows]).stream().pipeThrough(new CompressionStream('deflate'));
  const data = new Uint8Array(await new Response(deflated).arrayBuffer());
  return writePng(width, height, data, { type: 6, depth: 8 });
}

async function encode(factory: unknown, module: WebAssembly.Module, options: object): Promise<Uint8Array> {
  const encoder = await openEncoder(factory, module);
  const picture = encoder.encode(draw(QUADRANTS, WIDTH, HEIGHT), WIDTH, HEIGHT, options);
  if (!picture) throw new Error('the encoder made nothing');
  // The encoder answers a view of its own memory.
  return picture.slice();
}

export async function makeSamples(): Promise<OpeningSamples> {
  const jpeg = { ...jpegOptions, quality: 97 };
  const webp = { ...webpOptions, quality: 90 };
  const logo = [
    [255, 0, 0, 255],
    [0, 255, 0, 128],
  ];
  return {
    quadrants: {
      'a JPEG': await encode(encodeJpegModule, jpegEncoder, { ...jpeg, progressive: false, baseline: true }),
      'a WebP': await encode(encodeWebpModule, webpEncoder, webp),
      'a PNG': await encodePng(draw(QUADRANTS, WIDTH, HEIGHT), WIDTH, HEIGHT),
      'a progressive JPEG': await encode(encodeJpegModule, jpegEncoder, jpeg),
      'a lossless WebP': await encode(encodeWebpModule, webpEncoder, { ...webp, lossless: 1 }),
    },
    foreign: { 'a GIF': new TextEncoder().encode('GIF89a\x78\x00\x50\x00\x00\x00\x00;              ') },
    logo: await encodePng(draw([...logo, ...logo], 40, 20), 40, 20),
  };
}
