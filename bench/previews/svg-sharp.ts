import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../temporary-folder.ts';
import type { Design, Draw } from './card-content.ts';
import { HEIGHT, WIDTH } from './markup.ts';
import { cardSvg } from './svg.ts';

const FONTS = fileURLToPath(new URL('../../assets/fonts', import.meta.url));

/** Text set by sharp's own SVG renderer: a PNG, or a JPEG of a photo with the text laid upon it. */
export async function prepare(design: Design): Promise<Draw> {
  const { default: sharp } = await import('sharp');
  if (design === 'flat')
    return (content) =>
      sharp(Buffer.from(cardSvg(content)))
        .png()
        .toBuffer();
  return (content, photo) =>
    sharp(photo)
      .resize(WIDTH, HEIGHT, { fit: 'cover' })
      .composite([{ input: Buffer.from(cardSvg(content, true)) }])
      .jpeg({ quality: 85 })
      .toBuffer();
}

/**
 * Makes our fonts the only ones that fontconfig knows, or sharp sets everything in whatever the machine has. To be
 * called before anything loads sharp.
 */
export function showFontsToSharp(): void {
  const folder = temporaryFolder();
  const file = join(folder, 'fonts.conf');
  writeFileSync(
    file,
    `<?xml version="1.0"?><fontconfig><dir>${FONTS}</dir><cachedir>${folder}</cachedir></fontconfig>`,
  );
  process.env.FONTCONFIG_FILE = file;
}
