import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readOrientation } from '../../src/adapters/web/exif-orientation.ts';
import { readJpegHeader } from '../../src/adapters/web/jpeg-header.ts';
import { readPictureSize } from '../../src/adapters/web/picture-header.ts';
import { hasTooManyParts } from '../../src/adapters/web/picture-parts.ts';
import { plainPixels } from '../../src/adapters/web/plain-pixels.ts';
import { extractFirstFrame, readWebpHeader } from '../../src/adapters/web/webp-header.ts';
import { createPictureDecoders, openPicture } from '../../src/adapters/workerd/pictures/picture-opening.ts';
import { readPngChunks } from '../../src/adapters/workerd/pictures/png-chunks.ts';
import { findPictureFormat } from '../../src/domain/picture-format.ts';
import { dropTables } from '../../src/previews/fonts/font-tables.ts';
import { openTrueType } from '../../src/previews/fonts/truetype.ts';
import { createCanvasKernel } from '../../src/previews/painting/canvas-kernel.ts';
import { createGlyphMasks } from '../../src/previews/painting/glyph-masks.ts';
import { makeForeign, makeQuadrants } from '../contracts/pixels-samples.ts';
import { modules } from '../contracts/pixels-wasm.ts';
import { readKernel } from '../previews/assets.ts';
import type { FuzzTarget } from './running.ts';

const FONTS = fileURLToPath(new URL('../../public/fonts/', import.meta.url));
const quadrants = Object.values(await makeQuadrants());
const pictures = [...quadrants, ...Object.values(await makeForeign())];
// The smallest ones: most of a change is then in what is read, and not in outlines.
const fonts = readdirSync(FONTS)
  .filter((name) => name.endsWith('.ttf'))
  .map((name) => new Uint8Array(readFileSync(FONTS + name)))
  .sort((a, b) => a.length - b.length)
  .slice(0, 12);
const masks = createGlyphMasks(createCanvasKernel(readKernel('canvas')));
const decoders = createPictureDecoders(modules);
const ROOM = { width: 60, height: 40, fit: 'cover' } as const;

/** The error that a broken font is said to have; nothing else is thrown. */
function unlessBroken(attempt: () => void): void {
  try {
    attempt();
  } catch (error) {
    if (!(error instanceof TypeError) || !/^(?:not a TrueType font|the font )/.test(error.message))
      throw error;
  }
}

let fontIndex = 0;

export const BINARY_TARGETS: readonly FuzzTarget[] = [
  {
    name: 'fonts',
    kind: 'bytes',
    seeds: fonts,
    check: (bytes) =>
      unlessBroken(() => {
        const font = openTrueType(bytes);
        // Masks are kept by font: each of these is another one.
        const masked = { ...font, index: fontIndex++ % 1000 };
        for (const code of [0x20, 0x41, 0x5d0, 0x627, 0x1f600, 0x10ffff])
          assert.equal(typeof font.covers(code), 'boolean');
        for (const glyph of [0, 1, 5, 20, 0xffff]) {
          const mask = masks.find(masked, glyph, 40, 0);
          if (mask) assert(mask.levels.length > 0);
        }
      }),
  },
  {
    name: 'font-tables',
    kind: 'bytes',
    seeds: fonts.map((font) => font.slice(0, 4000)),
    check(bytes) {
      try {
        assert(dropTables(bytes, ['GSUB']).length >= 0);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
      }
    },
  },
  {
    name: 'picture-headers',
    kind: 'bytes',
    seeds: pictures,
    async check(bytes) {
      const format = findPictureFormat(bytes);
      const size = format && readPictureSize(format, bytes);
      if (size) assert(Number.isInteger(size.width) && Number.isInteger(size.height));
      if (format) hasTooManyParts(format, bytes);
      const orientation = readOrientation(bytes);
      assert(orientation >= 1 && orientation <= 8);
      readPngChunks(bytes);
      readJpegHeader(bytes);
      const webp = readWebpHeader(bytes);
      if (webp) extractFirstFrame(webp);
      await plainPixels.shrink(bytes, 1200);
    },
  },
  {
    name: 'picture-decoders',
    kind: 'bytes',
    seeds: quadrants,
    async check(bytes) {
      const opening = await openPicture(decoders, bytes, ROOM);
      if (opening.outcome === 'unusable') assert.match(opening.fault, /^(?:format|pixels|damaged)$/);
      else {
        const { width, height, rgba } = opening.picture;
        assert.equal(rgba.byteLength, width * height * 4);
      }
    },
  },
];
