import sharp from 'sharp';
import { publicFonts } from '../src/adapters/node/font-folder.ts';
import { loadPreviewAssets } from '../src/adapters/node/preview-assets.ts';
import { DEFAULT_THEME } from '../src/domain/theme.ts';
import type { PreviewCard } from '../src/previews/card.ts';
import { createPreviewRenderer } from '../src/previews/renderer.ts';
import type { Contender } from './interleaved.ts';
import { words } from './words.ts';

function randomCard(): PreviewCard {
  return {
    design: 'flat',
    publication: words(2),
    section: words(1),
    title: words(10),
    dek: words(20),
    byline: words(2),
    date: words(3),
    language: 'fr',
    direction: 'ltr',
    theme: DEFAULT_THEME,
  };
}

/** The same fields as SVG text, without line breaking, which SVG does not have: less work than a preview is. */
function asSvg({ section, title, dek, byline, publication, theme }: PreviewCard): Buffer {
  const line = (y: number, size: number, color: string, text = '') =>
    `<text x="64" y="${y}" font-size="${size}" fill="${color}" font-family="sans-serif">${text}</text>`;
  const half = title.length / 2;
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630"><rect width="1200" height="630" fill="${theme.colours.background}"/>${[
      line(100, 28, theme.colours.kicker, section),
      line(190, 60, theme.colours.title, title.slice(0, half)),
      line(260, 60, theme.colours.title, title.slice(half)),
      line(340, 30, theme.colours.dek, dek),
      line(580, 26, theme.colours.meta, `${byline} ${publication}`),
    ].join('')}</svg>`,
  );
}

export function previewContenders(): Contender[] {
  const renderer = createPreviewRenderer(loadPreviewAssets(), publicFonts);
  return [
    { name: 'ours: card → PNG-8', run: () => renderer.draw(randomCard()) },
    { name: 'SVG text by sharp → PNG', run: () => sharp(asSvg(randomCard())).png().toBuffer() },
    {
      name: 'SVG text by sharp → PNG, palette',
      run: () => sharp(asSvg(randomCard())).png({ palette: true }).toBuffer(),
    },
  ];
}
