import { compare, type Figure } from '../measure/interleaved.ts';
import { kilobytes, milliseconds, printTable, times } from '../measure/table.ts';
import { installPeerHooks } from '../peers/module-hooks.ts';
import type { Design } from './card-content.ts';
import { type Absence, type Engine, FLAT_ENGINES, HERO_ENGINES, prepareEngines } from './engines.ts';
import { makePhotos } from './photo.ts';
import { showFontsToSharp } from './svg-sharp.ts';

const ROUNDS = 50;

/** The flat card and the hero card, in this process. */
export async function benchPreviews(): Promise<void> {
  showFontsToSharp();
  installPeerHooks();
  await printDesign('Flat card on Node, every word random', FLAT_ENGINES, 'flat', []);
  const photos = await makePhotos(4);
  const size = kilobytes(photos.reduce((sum, { byteLength }) => sum + byteLength, 0) / photos.length);
  await printDesign(
    `Hero card on Node: JPEGs of 1600×900 pixels and ${size} kB in the mean`,
    HERO_ENGINES,
    'hero',
    photos,
  );
}

async function printDesign(title: string, engines: readonly Engine[], design: Design, photos: Uint8Array[]) {
  const { contenders, absences } = await prepareEngines(engines, design, photos);
  const figures = await compare(contenders, ROUNDS, { warmUp: 5, pauseMs: 20 });
  printTable(
    `${title}: ${ROUNDS} rounds, interleaved in one process; milliseconds, kB`,
    ['', 'wall median', 'p95', 'CPU median', 'kB', 'wall, of ours', 'CPU, of ours'],
    figures.map((figure) => row(figure, figures[0])),
  );
  printAbsences(absences);
}

function row({ name, medianMs, p95Ms, cpuMs, bytes }: Figure, ours: Figure | undefined): string[] {
  const base = ours ?? { medianMs: Number.NaN, cpuMs: Number.NaN };
  const ratios = [times(medianMs / base.medianMs), times(cpuMs / base.cpuMs)];
  return [
    name,
    milliseconds(medianMs),
    milliseconds(p95Ms),
    milliseconds(cpuMs),
    kilobytes(bytes),
    ...ratios,
  ];
}

export function printAbsences(absences: readonly Absence[]): void {
  if (absences.length === 0) return;
  console.log('\nNot measured:\n');
  for (const { name, reason } of absences) console.log(`- ${name}: ${reason}`);
}
