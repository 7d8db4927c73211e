import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { previewType } from '../../src/previews/card.ts';
import { createPreviewRenderer } from '../../src/previews/renderer.ts';
import { FONTS, readAssets } from './assets.ts';
import { CARDS } from './cards.ts';
import { DESIGNS } from './designs.ts';
import { decode } from './pixels.ts';
import { QUOTES } from './quotes.ts';
import { SCRIPT_CARDS } from './script-cards.ts';

const renderer = createPreviewRenderer(readAssets(), FONTS);
/** The values of a JPEG may differ by this much in one pixel, and on average. */
const JPEG_TOLERANCE = { most: 24, mean: 0.5 };

test.each(Object.entries({ ...CARDS, ...SCRIPT_CARDS }))('%s looks as it was approved', async (name, card) =>
  comparePictures(`${name}.png`, await renderer.draw(card)),
);

test.each(Object.entries(QUOTES))('%s looks as it was approved', async (name, quote) =>
  comparePictures(`${name}.png`, await renderer.quote(quote)),
);

test.each(Object.entries(DESIGNS))('%s looks as it was approved', async (name, { card, pictures }) => {
  const extension = previewType(card) === 'image/jpeg' ? 'jpg' : 'png';
  await comparePictures(`${name}.${extension}`, await renderer.draw(card, pictures));
});

async function comparePictures(name: string, bytes: Uint8Array): Promise<void> {
  const file = new URL(`expected/${name}`, import.meta.url);
  if (process.env.UPDATE === '1') writeFileSync(file, bytes);
  expect(existsSync(file), 'UPDATE=1 writes the picture; look at it before keeping it').toBe(true);
  const [drawn, approved] = [await decode(bytes), await decode(readFileSync(file))];
  expect([drawn.width, drawn.height]).toEqual([1200, 630]);
  if (name.endsWith('.png')) expect(drawn.rgb.equals(approved.rgb), 'pixels differ').toBe(true);
  else {
    let [most, sum] = [0, 0];
    for (const [at, value] of drawn.rgb.entries()) {
      const distance = Math.abs(value - (approved.rgb[at] ?? 0));
      most = Math.max(most, distance);
      sum += distance;
    }
    expect(most).toBeLessThanOrEqual(JPEG_TOLERANCE.most);
    expect(sum / drawn.rgb.length).toBeLessThanOrEqual(JPEG_TOLERANCE.mean);
  }
}
