import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadPreviewAssets } from '../adapters/node/preview-assets.ts';
import { readFontList } from '../previews/fonts/font-list.ts';
import { FONT_LIST_PATH } from '../previews/fonts/font-manifest.ts';
import { slicePath } from '../previews/fonts/font-slices.ts';
import type { Notes } from './doctor-findings.ts';

const ROOT = new URL('../../', import.meta.url);

/** Looks at what the program itself needs: Node, sharp, the kernels, the fonts. */
export async function examinePackage(notes: Notes): Promise<void> {
  examineNode(notes);
  await examineSharp(notes);
  examineKernels(notes);
  await examineFonts(notes);
}

function examineNode(notes: Notes): void {
  const { engines } = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')) as {
    engines: { node: string };
  };
  const least = Number(/\d+/.exec(engines.node)?.[0]);
  const given = process.versions.node;
  if (Number.parseInt(given, 10) >= least) notes.ok('node', `${given}`);
  else notes.fault('node', `${given} is too old: install Node ${least} or newer.`);
}

async function examineSharp(notes: Notes): Promise<void> {
  try {
    const { default: sharp } = await import('sharp');
    await sharp({ create: { width: 2, height: 2, channels: 3, background: '#c8102e' } })
      .png()
      .toBuffer();
    notes.ok('sharp', `opens and writes pictures (${sharp.versions.sharp ?? sharp.versions.vips})`);
  } catch (error) {
    const [reason] = (error as Error).message.trim().split('\n');
    notes.fault(
      'sharp',
      `does not load, so no photo reaches a preview: ${reason} Run npm ci on this machine.`,
    );
  }
}

function examineKernels(notes: Notes): void {
  try {
    const { fonts } = loadPreviewAssets();
    notes.ok('kernels', `drawing and shaping load, with ${fonts.length} faces of their own`);
  } catch (error) {
    notes.fault('kernels', `do not load: ${(error as Error).message}. Install the package anew.`);
  }
}

async function examineFonts(notes: Notes): Promise<void> {
  const folder = new URL('public/', ROOT);
  try {
    const families = await readFontList(FONT_LIST_PATH, readFileSync(new URL(FONT_LIST_PATH, folder)));
    if (!families) return notes.fault('fonts', `${FONT_LIST_PATH} was changed. Install the package anew.`);
    const files = families.flatMap((family) =>
      family.weights.flatMap((weight, place) =>
        family.slices.map((slice, index) => ({
          path: slicePath(family, index, weight),
          bytes: slice.bytes[place],
        })),
      ),
    );
    const wrong = files.filter(({ path, bytes }) => sizeOf(new URL(path, folder)) !== bytes);
    if (wrong.length === 0) return notes.ok('fonts', `${files.length} files, as the list has them`);
    const names = wrong.slice(0, 3).map(({ path }) => fileURLToPath(new URL(path, folder)));
    notes.fault(
      'fonts',
      `${wrong.length} of ${files.length} files are missing or cut short, such as ${names.join(', ')}. Install the package anew.`,
    );
  } catch (error) {
    notes.fault('fonts', `cannot be read: ${(error as Error).message}. Install the package anew.`);
  }
}

function sizeOf(file: URL): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.size;
}
