import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { publicFonts } from '../src/adapters/node/font-folder.ts';
import { loadPreviewAssets } from '../src/adapters/node/preview-assets.ts';
import { makeDemo } from '../src/commands/demo.ts';
import { createPreviewRenderer } from '../src/previews/renderer.ts';
import { DESIGNS } from '../tests/previews/designs.ts';

// Makes public/docs/showcase.png: what the demo writes of one example, as Chromium shows it (CHROMIUM, or `chromium`);
// and public/docs/previews.jpg: previews of several designs, side by side.

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

await photographDemo(path('../public/docs/showcase.png'));
await arrangePreviews(path('../public/docs/previews.jpg'));

async function photographDemo(picture: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tearsheet-picture-'));
  const shot = join(folder, 'shot.png');
  await makeDemo([path('../examples/articles/night-trains.html')], join(folder, 'out'), console.log);
  const page = pathToFileURL(join(folder, 'out/index.html')).href;
  const flags = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--hide-scrollbars',
    '--disable-background-networking',
  ];
  const size = ['--window-size=1200,1000', `--user-data-dir=${join(folder, 'profile')}`];
  execFileSync(process.env.CHROMIUM ?? 'chromium', [...flags, ...size, `--screenshot=${shot}`, page], {
    stdio: 'ignore',
  });
  await sharp(shot)
    .extract({ left: 0, top: 130, width: 1200, height: 600 })
    .png({ palette: true })
    .toFile(picture);
  console.log(`Look at it: ${picture}`);
}

async function arrangePreviews(picture: string): Promise<void> {
  const names = [
    ...['hero-salmon', 'quoting-french', 'theme-navy'],
    ...['hero-japanese', 'theme-serif', 'quoting-arabic-in-english'],
  ];
  const [columns, width, height, gap] = [2, 592, 311, 16];
  const renderer = createPreviewRenderer(loadPreviewAssets(), publicFonts);
  const tiles = names.map(async (name, index) => {
    const design = DESIGNS[name];
    if (!design) throw new Error(`no design is named ${name}`);
    const preview = await renderer.draw(design.card, design.pictures);
    return {
      input: await sharp(preview).resize(width, height).toBuffer(),
      left: (index % columns) * (width + gap),
      top: Math.floor(index / columns) * (height + gap),
    };
  });
  const rows = names.length / columns;
  const size = { width: columns * (width + gap) - gap, height: rows * (height + gap) - gap };
  await sharp({ create: { ...size, channels: 3, background: '#ffffff' } })
    .composite(await Promise.all(tiles))
    .jpeg({ quality: 84 })
    .toFile(picture);
  console.log(`Look at it: ${picture}`);
}
