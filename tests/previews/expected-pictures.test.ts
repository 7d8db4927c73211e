import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createPreviewRenderer } from '../../src/previews/renderer.ts';
import { FONTS, readAssets } from './assets.ts';
import { CARDS } from './cards.ts';
import { decode } from './pixels.ts';
import { QUOTES } from './quotes.ts';
import { SCRIPT_CARDS } from './script-cards.ts';

const renderer = createPreviewRenderer(readAssets(), FONTS);

test.each(Object.entries({ ...CARDS, ...SCRIPT_CARDS }))('%s looks as it was approved', async (name, card) =>
  comparePictures(name, await renderer.draw(card)),
);

test.each(Object.entries(QUOTES))('%s looks as it was approved', async (name, quote) =>
  comparePictures(name, await renderer.quote(quote)),
);

async function comparePictures(name: string, png: Uint8Array): Promise<void> {
  const file = new URL(`expected/${name}.png`, import.meta.url);
  if (process.env.UPDATE === '1') writeFileSync(file, png);
  expect(existsSync(file), 'UPDATE=1 writes the picture; look at it before keeping it').toBe(true);
  const [drawn, approved] = [await decode(png), await decode(readFileSync(file))];
  expect([drawn.width, drawn.height]).toEqual([1200, 630]);
  expect(drawn.rgb.equals(approved.rgb), 'pixels differ').toBe(true);
}
