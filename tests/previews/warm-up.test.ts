import { expect, it } from 'vitest';
import { createPreviewRenderer } from '../../src/previews/renderer.ts';
import { warmUp } from '../../src/previews/warm-up.ts';
import { readAssets } from './assets.ts';
import { CARDS } from './cards.ts';

it('warming up asks for no font, and changes no picture', async () => {
  const card = CARDS['french-with-everything'];
  if (!card) throw new Error('no card');
  const asked: string[] = [];
  const load = async (path: string) => void asked.push(path);
  const [warm, cold] = [
    createPreviewRenderer(readAssets(), { load }),
    createPreviewRenderer(readAssets(), { load }),
  ];
  await warmUp(warm);
  expect(asked).toEqual([]);
  expect(Buffer.from(await warm.draw(card)).equals(await cold.draw(card))).toBe(true);
});
