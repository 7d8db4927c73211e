import { expect, test } from 'vitest';
import { openTrueType } from '../../src/previews/fonts/truetype.ts';
import { openCanvas } from '../../src/previews/painting/canvas.ts';
import { createCanvasKernel } from '../../src/previews/painting/canvas-kernel.ts';
import { createGlyphMasks } from '../../src/previews/painting/glyph-masks.ts';
import { readFont, readKernel, readSlice } from './assets.ts';
import { compositeGlyph, type DrawnPoint, drawnFont, simpleGlyph } from './drawn-fonts.ts';

const kernel = createCanvasKernel(readKernel('canvas'));
const masks = createGlyphMasks(kernel);
const SIZE = 100;
const UNITS = 1000;
const SQUARE = simpleGlyph([
  [
    [0, 0],
    [500, 0],
    [500, 500],
    [0, 500],
  ],
]);
const EMPTY = new Uint8Array(0);

/** The mask of the first of some glyphs. */
function find(...glyphs: Uint8Array[]) {
  return masks.find(drawnFont(UNITS, glyphs), 0, SIZE, 0);
}

function inkOf(...glyphs: Uint8Array[]): number {
  return find(...glyphs)?.levels.reduce((sum, level) => sum + level, 0) ?? 0;
}

const full = inkOf(SQUARE);

test('a glyph is drawn with its components in their places, and smaller where they say so', () => {
  expect(full).toBe(50 * 50 * 24);
  const twice = compositeGlyph([{ glyph: 1 }, { glyph: 1, dx: 1000, dy: 250 }]);
  expect(find(twice, SQUARE)).toMatchObject({ left: 0, top: -75 });
  expect(inkOf(twice, SQUARE)).toBe(2 * full);
  expect(inkOf(compositeGlyph([{ glyph: 1, scale: 0.5 }]), SQUARE)).toBe(full / 4);
});

test('components may lie within components, and no deeper than six', () => {
  const nested = (depth: number) => [
    ...Array.from({ length: depth }, (_, i) => compositeGlyph([{ glyph: i + 1 }])),
    SQUARE,
  ];
  expect(inkOf(...nested(6))).toBe(full);
  expect(inkOf(...nested(7))).toBe(0);
});

test.each<[string, Uint8Array[]]>([
  ['that is its own component', [compositeGlyph([{ glyph: 0 }])]],
  [
    'whose components go round in a circle and fan out',
    [
      compositeGlyph([{ glyph: 1 }, { glyph: 1 }, { glyph: 2 }]),
      compositeGlyph([{ glyph: 0 }, { glyph: 0 }, { glyph: 2 }]),
      SQUARE,
    ],
  ],
  ['of a thousand components', [compositeGlyph(Array.from({ length: 1000 }, () => ({ glyph: 1 }))), SQUARE]],
  ['of components that are not there', [compositeGlyph([{ glyph: 9 }, { glyph: 65_535 }])]],
  [
    'of ten thousand points',
    [simpleGlyph([Array.from({ length: 10_000 }, (_, i): DrawnPoint => [i, i * i])])],
  ],
  ['of two thousand contours', [simpleGlyph(Array.from({ length: 2000 }, () => [[0, 0] as const]))]],
  ['with contours that go backwards', [Uint8Array.from([0, 2, ...Array(8).fill(0), 0, 9, 0, 3, 0, 0])]],
  ['without points', [simpleGlyph([[]])]],
  ['without contours', [simpleGlyph([])]],
  ['longer than the room for it', [new Uint8Array(70_000).fill(1)]],
  ['of noise', [Uint8Array.from({ length: 500 }, (_, i) => (i * i * 31) >> 3)]],
  ['without bytes', [EMPTY]],
])('a glyph %s is blank', (_, glyphs) => {
  expect(find(...glyphs)).toBeUndefined();
  expect(inkOf(SQUARE)).toBe(full);
});

test.each([
  ['as wide as the sky', 32_767, 16],
  ['far away', -32_768, 16],
])('a glyph %s is blank', (_, far, units) => {
  const points: DrawnPoint[] = [
    [far, far],
    [far, far - (far > 0 ? 100 : -100)],
    [0, 0],
  ];
  expect(masks.find(drawnFont(units, [simpleGlyph([points])]), 0, 255, 0)).toBeUndefined();
});

/** A comb of so many points, each tooth bent if they are off the curve. */
function comb(points: number, onCurve: boolean): Uint8Array {
  return simpleGlyph([
    Array.from({ length: points }, (_, i) => [(i % 2) * 900, Math.floor(i / 16), onCurve]),
  ]);
}

test('a glyph may have 8192 points', () => {
  expect(find(comb(8192, true))).toBeDefined();
  expect(find(comb(8193, true))).toBeUndefined();
});

test('a glyph whose curves come to more than 24,576 lines is blank', () => {
  expect(find(comb(1500, false))).toBeDefined();
  expect(find(comb(4000, false))).toBeUndefined();
});

test('a glyph whose mask alone would fill the cache is blank, and leaves the others in it', () => {
  expect(kernel.makeMask(drawnFont(UNITS, [SQUARE]), 0, 6, 0)).toBe(0);
  expect(kernel.makeMask(drawnFont(UNITS, [SQUARE]), 0, 1, 0)).toBeGreaterThan(0);
});

test('a glyph cut anywhere is blank, and spoils none after it', () => {
  for (const whole of [SQUARE, compositeGlyph([{ glyph: 1, scale: 0.5 }, { glyph: 1 }])]) {
    for (let length = 0; length < whole.length; length++) {
      expect(find(whole.subarray(0, length), SQUARE)).toBeUndefined();
    }
  }
  expect(inkOf(SQUARE)).toBe(full);
});

test.each(['assets/inter-latin-ext-700.ttf', 'fonts/noto-sans-arabic-800.ttf', 'fonts/twemoji-400.ttf'])(
  '%s cut at every thousandth byte opens or is refused, and what it draws is bounded',
  (path) => {
    const whole = path.startsWith('fonts/') ? readSlice(path) : readFont(path.slice('assets/'.length));
    openCanvas(kernel, 1200, 630);
    let opened = 0;
    for (let length = 0; length < whole.length; length += 1000) {
      // Bytes that are not the font's lie behind it, as in a pool of buffers.
      const cut = new Uint8Array(length + 4096).fill(0x41);
      cut.set(whole.subarray(0, length));
      let font: ReturnType<typeof openTrueType>;
      try {
        font = openTrueType(cut.subarray(0, length));
      } catch (error) {
        expect(error).toBeInstanceOf(TypeError);
        continue;
      }
      opened++;
      kernel.clearMasks();
      for (let glyph = 0; glyph < 2000; glyph += 7) {
        expect(kernel.makeMask(font, glyph, 40 / font.unitsPerEm, 0.25)).toBeGreaterThanOrEqual(0);
      }
    }
    expect(opened).toBeLessThan(whole.length / 1000);
  },
);

test.each([0, 1, 2, 3, 4, 5, 6, 7])('a font with wrong bytes in it draws something bounded (%i)', (seed) => {
  const font = new Uint8Array(readFont('inter-latin-400.ttf'));
  let state = seed + 1;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const tables = 12 + 16 * (new DataView(font.buffer).getUint16(4) + 1);
  for (let i = 0; i < 2000; i++) {
    font[tables + Math.floor(random() * (font.length - tables))] = Math.floor(random() * 256);
  }
  let opened: ReturnType<typeof openTrueType>;
  try {
    opened = openTrueType(font);
  } catch (error) {
    expect(error).toBeInstanceOf(TypeError);
    return;
  }
  for (let glyph = 0; glyph < 300; glyph++) {
    kernel.clearMasks();
    expect(kernel.makeMask(opened, glyph, 90 / opened.unitsPerEm, 0)).toBeGreaterThanOrEqual(0);
  }
});

test('a font whose tables are all the whole file is refused', () => {
  const font = new Uint8Array(readFont('inter-latin-400.ttf'));
  const view = new DataView(font.buffer);
  for (let entry = 12; entry < 12 + 16 * view.getUint16(4); entry += 16) {
    view.setUint32(entry + 8, 0);
    view.setUint32(entry + 12, font.length);
  }
  expect(() => openTrueType(font)).toThrow(new TypeError('not a TrueType font: its tables overlap'));
});
