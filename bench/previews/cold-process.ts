import { installPeerHooks } from '../peers/module-hooks.ts';
import { type EngineModule, randomContent } from './card-content.ts';
import { FLAT_ENGINES, reasonOf } from './engines.ts';
import { showFontsToSharp } from './svg-sharp.ts';

// The child of the cold starts: measures the one engine that it is told of, and prints the figures as JSON.

export interface ColdStart {
  wallMs: number;
  cpuMs: number;
  peakMegabytes: number;
}

const engine = FLAT_ENGINES.find(({ name }) => name === process.argv[2]);
if (!engine) throw new Error(`there is no engine ${process.argv[2]}`);
showFontsToSharp();
installPeerHooks();
try {
  const before = process.cpuUsage();
  const start = performance.now();
  const { prepare } = (await import(engine.module)) as EngineModule;
  const draw = await prepare('flat');
  await draw(randomContent(0));
  const wallMs = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  for (let round = 1; round < 50; round++) await draw(randomContent(round));
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ wallMs, cpuMs: (user + system) / 1000, peakMegabytes } satisfies ColdStart));
} catch (error) {
  console.log(JSON.stringify({ reason: reasonOf(error) }));
}
