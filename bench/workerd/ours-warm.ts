import type { Draw } from '../previews/card-content.ts';
import { randomContent } from '../previews/card-content.ts';
import { prepare as prepareOurs } from './ours.ts';

// The same renderer, made and tried while the worker starts.
const draw = await prepareOurs();
for (let round = 0; round < 4; round++) await draw(randomContent(round));

export async function prepare(): Promise<Draw> {
  return draw;
}
