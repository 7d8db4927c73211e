import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { publicFonts } from '../src/adapters/node/font-folder.ts';
import { loadPreviewAssets } from '../src/adapters/node/preview-assets.ts';
import type { OpenedPicture } from '../src/domain/picture.ts';
import { type Theme, themeOf } from '../src/domain/theme.ts';
import { type PreviewCard, type PreviewDesign, previewType } from '../src/previews/card.ts';
import { type CardPictures, createPreviewRenderer } from '../src/previews/renderer.ts';
import { CARDS } from '../tests/previews/cards.ts';
import { ARABIC_POST, POST } from '../tests/previews/designs.ts';
import { banner, roundel, square, tower } from '../tests/previews/logos.ts';
import { night, noise, plainPhoto, tiles, valley } from '../tests/previews/photos.ts';
import { QUOTES } from '../tests/previews/quotes.ts';
import { SCRIPT_CARDS } from '../tests/previews/script-cards.ts';

// Writes out/preview-sheet.html: every design in every script, with what goes wrong most easily, in several themes.

const DESIGNS: readonly PreviewDesign[] = ['flat', 'hero', 'quote'];
const PHOTOS: Record<string, OpenedPicture> = {
  valley: valley(),
  night: night(),
  white: plainPhoto([255, 255, 255]),
  black: plainPhoto([0, 0, 0]),
  tiles: tiles(24),
  noise: noise(),
};
const THEMES: Record<string, Theme> = {
  'light serif': themeOf({ scheme: 'light', font: 'serif' }),
  dark: themeOf({ scheme: 'dark' }),
  'navy and yellow': themeOf({ scheme: 'dark', background: '#10233f', accent: '#f2b705' }),
  salmon: themeOf({ scheme: 'light', font: 'serif', background: '#fff1e5', accent: '#990f3d' }),
  'green on white': themeOf({ scheme: 'light', background: '#ffffff', accent: '#0b6b3a' }),
  'yellow accent': themeOf({ scheme: 'light', accent: '#ffd400' }),
  'grey, hardly allowed': themeOf({ scheme: 'dark', background: '#5a5a5a', accent: '#c8102e' }),
};
const LOGOS: Record<string, OpenedPicture> = {
  dark: roundel([20, 22, 26]),
  white: roundel([255, 255, 255]),
  plate: banner(),
  tower: tower(),
  'one pixel': square(1, [0, 0, 0, 255]),
};
const PLAIN = { ...CARDS['french-with-everything'] } as PreviewCard;
const EDGES: Record<string, PreviewCard> = {
  'one word': { ...PLAIN, title: 'Non' },
  'one letter, nothing else': {
    ...PLAIN,
    title: 'O',
    section: '',
    dek: '',
    byline: '',
    date: '',
    publication: '',
  },
  '300 characters': {
    ...PLAIN,
    title: `${PLAIN.title} ${PLAIN.title} ${PLAIN.title} ${PLAIN.title}`.slice(0, 300),
  },
  'no section': { ...PLAIN, section: '' },
  'a byline of forty names': { ...PLAIN, byline: `${PLAIN.byline}, `.repeat(20) },
  'a publication of a long name': {
    ...PLAIN,
    publication: `${PLAIN.publication} de toutes les vallées et des deux rives`,
  },
  'one endless word': { ...PLAIN, title: 'Ü'.repeat(200), dek: 'w'.repeat(400) },
  'emoji alone': { ...PLAIN, title: '🚢🌫️☕️👩‍👩‍👧', dek: '' },
  'no letter that can be drawn': { ...PLAIN, title: '\u{13080}\u{130b8}', publication: '\u{13080}' },
  'nothing at all': { ...PLAIN, title: '', section: '', dek: '', byline: '', date: '', publication: '' },
};

interface Sheet {
  heading: string;
  pictures: { name: string; file: string; bytes: number }[];
}

const out = new URL('../out/', import.meta.url);
const folder = new URL('preview-sheet/', out);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const renderer = createPreviewRenderer(loadPreviewAssets(), publicFonts);
const sheets: Sheet[] = [];
let count = 0;

function keep(sheet: Sheet, name: string, bytes: Uint8Array, extension: string): void {
  const file = `preview-sheet/${String(++count).padStart(3, '0')}.${extension}`;
  writeFileSync(new URL(file, out), bytes);
  sheet.pictures.push({ name, file, bytes: bytes.length });
}

async function drawSheet(heading: string, draw: (sheet: Sheet) => Promise<void>): Promise<void> {
  const sheet: Sheet = { heading, pictures: [] };
  await draw(sheet);
  sheets.push(sheet);
  console.log(`${heading}: ${sheet.pictures.length} pictures`);
}

async function keepCard(
  sheet: Sheet,
  name: string,
  card: PreviewCard,
  pictures: CardPictures = {},
): Promise<void> {
  const missing: string[] = [];
  const bytes = await renderer.draw(card, pictures, (path) => missing.push(path));
  if (missing.length > 0) console.warn(`${name}: without ${missing.join(', ')}`);
  keep(sheet, name, bytes, previewType(card) === 'image/jpeg' ? 'jpg' : 'png');
}

/** A card in a design, with the first photo, and a post of another direction than a Latin one would have. */
function designed(card: PreviewCard, design: PreviewDesign): PreviewCard {
  return {
    ...card,
    design,
    ...(design === 'quote' && { quote: card.language === 'en' ? ARABIC_POST : POST }),
  };
}

const photo = PHOTOS.valley as OpenedPicture;
for (const design of DESIGNS) {
  await drawSheet(`${design}, every script`, async (sheet) => {
    for (const [name, card] of Object.entries({ ...CARDS, ...SCRIPT_CARDS })) {
      await keepCard(sheet, name, designed(card, design), { photo });
    }
  });
  await drawSheet(`${design}, edge cases`, async (sheet) => {
    for (const [name, card] of Object.entries(EDGES))
      await keepCard(sheet, name, designed(card, design), { photo });
  });
  await drawSheet(`${design}, themes`, async (sheet) => {
    for (const [name, theme] of Object.entries(THEMES)) {
      await keepCard(sheet, name, designed({ ...PLAIN, theme }, design), { photo });
    }
  });
  await drawSheet(`${design}, logos`, async (sheet) => {
    for (const [name, logo] of Object.entries(LOGOS)) {
      await keepCard(sheet, name, designed(PLAIN, design), { photo, logo });
      const dark = { ...(SCRIPT_CARDS.arabic as PreviewCard), theme: themeOf({ scheme: 'dark' }) };
      await keepCard(sheet, `${name}, dark, from the right`, designed(dark, design), { photo, logo });
    }
  });
}
await drawSheet('photos', async (sheet) => {
  for (const [name, one] of Object.entries(PHOTOS))
    await keepCard(sheet, name, designed(PLAIN, 'hero'), { photo: one });
  await keepCard(sheet, 'none', designed(PLAIN, 'hero'));
});
await drawSheet('cards of posts', async (sheet) => {
  for (const [name, quote] of Object.entries(QUOTES)) keep(sheet, name, await renderer.quote(quote), 'png');
});

const figure = ({ name, file, bytes }: Sheet['pictures'][number]) =>
  `<figure><a href="${file}"><img src="${file}" width="1200" height="630" loading="lazy" alt=""></a><figcaption>${name} · ${Math.ceil(bytes / 1000)} kB</figcaption></figure>`;
const sections = sheets.map(
  ({ heading, pictures }) =>
    `<section><h2>${heading}</h2><div>${pictures.map(figure).join('\n')}</div></section>`,
);
writeFileSync(
  new URL('preview-sheet.html', out),
  `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Previews</title>
<style>
  body { margin: 2rem; background: #8b8f96; color: #fff; font: 15px/1.4 system-ui, sans-serif }
  div { display: grid; grid-template-columns: repeat(auto-fill, minmax(420px, 1fr)); gap: 1.2rem }
  figure { margin: 0 }
  img { display: block; width: 100%; height: auto }
  figcaption { padding: .3rem 0 }
</style>
<h1>${count} previews</h1>
${sections.join('\n')}
</html>
`,
);
console.log(`Look at them: ${fileURLToPath(new URL('preview-sheet.html', out))}`);
