import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { makeDemo } from '../src/demo.ts';

// Makes docs/images/showcase.png: what the demo writes of one example, as Chromium shows it (CHROMIUM, or `chromium`).

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
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
const picture = path('../docs/images/showcase.png');
await sharp(shot)
  .extract({ left: 0, top: 130, width: 1200, height: 600 })
  .png({ palette: true })
  .toFile(picture);
console.log(`Look at it: ${picture}`);
