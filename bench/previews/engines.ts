import type { Contender } from '../measure/interleaved.ts';
import { type Design, type EngineModule, randomContent } from './card-content.ts';

/** Who draws, and from which module of the benches. */
export interface Engine {
  name: string;
  module: string;
}

export const FLAT_ENGINES: readonly Engine[] = [
  { name: 'ours', module: './ours.ts' },
  { name: 'takumi 2.16 core (native)', module: '../peers/takumi-core.ts' },
  { name: 'takumi 2.16 wasm', module: '../peers/takumi-wasm.ts' },
  { name: '@vercel/og 0.11 with sharp', module: '../peers/vercel-og.ts' },
  { name: '@vercel/og 0.11, its wasm path', module: '../peers/vercel-og-wasm.ts' },
  { name: 'satori 0.63 + resvg-js', module: '../peers/satori-resvg.ts' },
  { name: 'satori 0.63 + sharp', module: '../peers/satori-sharp.ts' },
  { name: 'workers-og 0.0.27', module: '../peers/workers-og.ts' },
  { name: 'SVG + sharp', module: './svg-sharp.ts' },
  { name: 'SVG + resvg-wasm', module: '../peers/svg-resvg-wasm.ts' },
];

export const HERO_ENGINES: readonly Engine[] = [
  { name: 'ours, photo by sharp', module: './ours.ts' },
  { name: 'takumi 2.16 core → JPEG', module: '../peers/takumi-core.ts' },
  { name: 'takumi 2.16 wasm → JPEG', module: '../peers/takumi-wasm.ts' },
  { name: '@vercel/og 0.11 with sharp → PNG', module: '../peers/vercel-og.ts' },
  { name: '@vercel/og 0.11 with sharp → PNG → JPEG', module: '../peers/vercel-og-jpeg.ts' },
  { name: 'satori 0.63 + sharp → JPEG', module: '../peers/satori-sharp.ts' },
  { name: 'sharp composite of SVG → JPEG', module: './svg-sharp.ts' },
];

/** An engine that draws nothing here, and why. */
export interface Absence {
  name: string;
  reason: string;
}

/**
 * Makes the engines ready and has each draw once. Those that cannot are named, with the reason.
 *
 * @param photos the pictures of a hero card, taken in turn
 */
export async function prepareEngines(
  engines: readonly Engine[],
  design: Design,
  photos: readonly Uint8Array[] = [],
): Promise<{ contenders: Contender[]; absences: Absence[] }> {
  const contenders: Contender[] = [];
  const absences: Absence[] = [];
  for (const { name, module } of engines) {
    try {
      const { prepare } = (await import(module)) as EngineModule;
      const draw = await prepare(design);
      const run = (round: number) => draw(randomContent(round), photos[round % photos.length]);
      await run(0);
      contenders.push({ name, run });
    } catch (error) {
      absences.push({ name, reason: reasonOf(error) });
    }
  }
  return { contenders, absences };
}

export function reasonOf(error: unknown): string {
  const { code, message = String(error) } = error as { code?: string; message?: string };
  if (code === 'ERR_MODULE_NOT_FOUND') return 'not installed (npm run bench:peers)';
  return message.split('\n')[0]?.slice(0, 160) ?? '';
}
