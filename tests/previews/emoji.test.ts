import { expect, test } from 'vitest';
import { DEFAULT_THEME } from '../../src/domain/theme.ts';
import type { PreviewCard } from '../../src/previews/card.ts';
import { matchColours } from '../../src/previews/printing/patch-colours.ts';
import { createPreviewRenderer } from '../../src/previews/renderer.ts';
import { FONTS, readAssets } from './assets.ts';
import { decode, type Pixels } from './pixels.ts';

const renderer = createPreviewRenderer(readAssets(), FONTS);
const plain: PreviewCard = {
  design: 'flat',
  publication: 'Le Quotidien',
  title: '',
  language: 'fr',
  direction: 'ltr',
  theme: DEFAULT_THEME,
};

async function draw(title: string): Promise<Pixels> {
  return decode(await renderer.draw({ ...plain, title }));
}

/** The most frequent colours of the story's place that the theme does not have. */
function foreignColours({ rgb, width }: Pixels): string[] {
  const counts = new Map<string, number>();
  for (let y = 72; y < 520; y++) {
    for (let x = 80; x < 1120; x++) {
      const at = (y * width + x) * 3;
      const [red = 0, green = 0, blue = 0] = rgb.subarray(at, at + 3);
      if (Math.max(red, green, blue) - Math.min(red, green, blue) < 24) continue;
      const colour = rgb.toString('hex', at, at + 3);
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([colour]) => colour);
}

test.each([
  ['a flag', '🇫🇷', ['002495', 'ed2939']],
  ['a face', '🙂', ['ffcc4d', '664500']],
  ['a skin tone', '👍🏿', ['7c543e']],
  ['a keycap', '1️⃣', ['3b88c3']],
  ['a heart asked for in colours', '❤️', ['dd2e44']],
])('%s has its own colours', async (_, emoji, colours) => {
  const drawn = foreignColours(await draw(`Un ${emoji} mot`)).slice(0, 3);
  for (const colour of colours) expect(drawn).toContain(colour);
});

test.each([
  ['a family', '👩‍👩‍👧‍👦'],
  ['an astronaut with a skin tone', '👩🏽‍🚀'],
  ['a flag of a part of a country', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'],
])('%s is as wide as one face', async (_, emoji) => {
  const [own, face] = [await draw(`${emoji}|`), await draw('🙂|')];
  expect(lastDarkColumn(own)).toBe(lastDarkColumn(face));
});

function lastDarkColumn({ rgb, width }: Pixels): number {
  let last = 0;
  // The last column of the bar in the ink of the title.
  for (let at = width * 100 * 3; at < width * 500 * 3; at += 3) {
    if (rgb.toString('hex', at, at + 3) === '14161a') last = Math.max(last, (at / 3) % width);
  }
  return last;
}

test('a sign without colours stays black', async () => {
  expect(foreignColours(await draw('© 1 # ™'))).toEqual([]);
});

test('colours are kept as they are while there is room, and matched to the nearest when there is none', () => {
  const few = matchColours(Uint8Array.of(255, 255, 255), [0xff0000, 0x0000ff, 0xff0000]);
  expect([...few.palette]).toEqual([255, 255, 255, 255, 0, 0, 0, 0, 255]);
  expect([...few.entries]).toEqual([1, 2, 1]);

  const full = Uint8Array.from({ length: 256 * 3 }, (_, i) => Math.floor(i / 3));
  const matched = matchColours(full, [0x404040, 0xfefefe]);
  expect(matched.palette).toEqual(full);
  expect([...matched.entries]).toEqual([0x40, 0xfe]);
});

test('the colours most pixels have get the room there is', () => {
  const palette = new Uint8Array(255 * 3);
  const { palette: grown, entries } = matchColours(palette, [0x102030, 0xc0d0e0, 0xc0d0e0]);
  expect([...grown.subarray(255 * 3)]).toEqual([0xc0, 0xd0, 0xe0]);
  expect([...entries]).toEqual([0, 255, 255]);
});
