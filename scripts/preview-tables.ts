/**
 * Makes src/previews/painting/code-lengths.ts: the Huffman codes that previews are written with, fitted to sample cards.
 * Another code gives other bytes: raise PREVIEW_VERSION with it.
 *
 *   node scripts/preview-tables.ts
 */
import { writeFileSync } from 'node:fs';
import { publicFonts } from '../src/adapters/node/font-folder.ts';
import { loadPreviewAssets } from '../src/adapters/node/preview-assets.ts';
import { DEFAULT_THEME } from '../src/domain/theme.ts';
import type { PreviewCard } from '../src/previews/card.ts';
import { COLOURS } from '../src/previews/painting/palette.ts';
import { createPreviewRenderer } from '../src/previews/renderer.ts';
import { countSymbols } from './deflate-symbols.ts';
import { findCodeLengths } from './huffman.ts';

const LITERALS = 286;
const DISTANCES = 30;
const END = 256;
/** The kernel's memory has room for pictures whose every byte is a literal of so many bits and a little more. */
const LONGEST_LITERAL_CODE = 11;
/** Beside 13 extra bits in a word of which 24 are for both. */
const LONGEST_DISTANCE_CODE = 8;

const SAMPLES: readonly (readonly [
  section: string,
  title: string,
  dek: string,
  byline: string,
  date: string,
])[] = [
  [
    'Société',
    'Le collectif d’élèves critique le calendrier des examens après des mois d’attente',
    'Trois ans après la réforme, les témoignages recueillis éclairent d’un jour nouveau la chaîne de décision.',
    'Élodie Lefèvre',
    '12 septembre 2026',
  ],
  [
    'World',
    'River towns count the cost of a second flood',
    'Insurers have paid for the first. Nobody has said who will pay for this one, nor where four hundred families are to live until spring.',
    'Maya Okafor',
    '3 October 2026',
  ],
  [
    'Wissenschaft',
    'Warum das neue Teleskop in der Wüste vorerst nur nach Süden blicken darf',
    'Ein Streit um Lichtverschmutzung hält die Forscherinnen seit dem Frühjahr auf; nun soll ein Gericht entscheiden, wie dunkel die Nacht sein muss.',
    'Jürgen Weiß',
    '18. März 2026',
  ],
  ['Economía', 'La sequía encarece el aceite por tercer año', '', 'Lucía Peña', '7 de mayo de 2026'],
  [
    'Kultura',
    'Żółte tramwaje wracają na ulice Łodzi, a z nimi spór o to, czyje jest miasto i kto za nie płaci',
    'Mieszkańcy czekali na nie dziewięć lat. Teraz spierają się o bilety, o hałas i o to, kto pierwszy miał ten pomysł.',
    'Małgorzata Wójcik',
    '1 czerwca 2026',
  ],
];

const renderer = createPreviewRenderer(loadPreviewAssets(), publicFonts);

// A code for every byte, length and distance, however rare: entries of the palette first, then lengths, then the rest.
const literals: number[] = Array.from({ length: LITERALS }, (_, symbol) =>
  symbol < COLOURS ? 0.5 : symbol > END ? 0.3 : 0.02,
);
const distances: number[] = Array.from({ length: DISTANCES }, () => 0.3);
for (const [section, title, dek, byline, date] of SAMPLES) {
  const card: PreviewCard = {
    design: 'flat',
    publication: 'The Daily Tearsheet',
    ...{ section, title, dek, byline, date },
    language: 'fr',
    direction: 'ltr',
    theme: DEFAULT_THEME,
  };
  const counts = countSymbols(scanlines(await renderer.draw(card)));
  for (const [symbol, count] of counts.literals.entries()) literals[symbol] = (literals[symbol] ?? 0) + count;
  for (const [symbol, count] of counts.distances.entries())
    distances[symbol] = (distances[symbol] ?? 0) + count;
}

const lines = digitsOf(findCodeLengths(literals, LONGEST_LITERAL_CODE)).match(/.{1,100}/g) ?? [];
writeFileSync(
  new URL('../src/previews/painting/code-lengths.ts', import.meta.url),
  `// Made by scripts/preview-tables.ts.

/**
 * Length in bits of the code of each deflate literal and length symbol, 0 to 285, one hexadecimal digit each; complete,
 * and none longer than ${LONGEST_LITERAL_CODE}.
 */
export const LITERAL_CODE_LENGTHS: string =
${lines.map((line) => `  '${line}'`).join(' +\n')};

/** The same of each distance symbol, 0 to 29; none is longer than ${LONGEST_DISTANCE_CODE}. */
export const DISTANCE_CODE_LENGTHS: string = '${digitsOf(findCodeLengths(distances, LONGEST_DISTANCE_CODE))}';
`,
);

function digitsOf(lengths: Uint8Array): string {
  return [...lengths].map((length) => length.toString(16)).join('');
}

/** The data of the only IDAT chunk of a PNG. */
function scanlines(png: Uint8Array): Uint8Array {
  const file = Buffer.from(png);
  const name = file.indexOf('IDAT');
  return file.subarray(name + 4, name + 4 + file.readUInt32BE(name - 4));
}
