/**
 * Makes src/previews/code-lengths.ts: the Huffman code that previews are written with, fitted to sample cards.
 * Another code gives other bytes: raise PREVIEW_VERSION with it.
 *
 *   node scripts/preview-tables.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { DEFAULT_THEME } from '../src/domain/theme.ts';
import type { PreviewCard } from '../src/previews/card.ts';
import { composeCard } from '../src/previews/composition.ts';
import { openFont, stackFonts } from '../src/previews/font-stack.ts';
import { createHarfBuzz } from '../src/previews/harfbuzz.ts';
import { findCodeLengths } from '../src/previews/huffman.ts';
import { lengthSymbol } from '../src/previews/match-symbols.ts';
import { createPainter } from '../src/previews/painter.ts';
import { COLOURS } from '../src/previews/palette.ts';
import { ABOVE, END, REPEAT, tokenise, tokenLimit } from '../src/previews/tokens.ts';

const LITERALS = 286;
/** The encoder packs a code, 5 extra bits and a distance bit beside 15 waiting ones: 32 together. */
const LONGEST_CODE = 11;

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
    'Insurers have paid for the first. Nobody has said who will pay for this one.',
    'Maya Okafor',
    '3 October 2026',
  ],
  [
    'Wissenschaft',
    'Warum das neue Teleskop in der Wüste vorerst nur nach Süden blicken darf',
    'Ein Streit um Lichtverschmutzung hält die Forscherinnen seit dem Frühjahr auf.',
    'Jürgen Weiß',
    '18. März 2026',
  ],
  ['Economía', 'La sequía encarece el aceite por tercer año', '', 'Lucía Peña', '7 de mayo de 2026'],
  [
    'Kultura',
    'Żółte tramwaje wracają na ulice Łodzi, a z nimi spór o to, czyje jest miasto i kto za nie płaci',
    'Mieszkańcy czekali na nie dziewięć lat.',
    'Małgorzata Wójcik',
    '1 czerwca 2026',
  ],
];

const root = new URL('../', import.meta.url);
const harfbuzz = createHarfBuzz(
  new WebAssembly.Module(readFileSync(new URL('node_modules/harfbuzzjs/dist/harfbuzz.wasm', root))),
);
const files = (['latin', 'latin-ext'] as const).flatMap((slice) =>
  ([400, 700, 800] as const).map((weight) => ({
    weight,
    data: readFileSync(new URL(`assets/fonts/inter-${slice}-${weight}.ttf`, root)),
  })),
);
const fonts = stackFonts(files.map((file, index) => openFont(harfbuzz, file, index)));
const painter = createPainter(harfbuzz);

// A code for every byte and length, however rare: entries of the palette first, then lengths, then the rest.
const weights: number[] = Array.from({ length: LITERALS }, (_, symbol) =>
  symbol < COLOURS ? 0.5 : symbol > END ? 0.3 : 0.02,
);
weights[END] = SAMPLES.length;
for (const [section, title, dek, byline, date] of SAMPLES) {
  const card: PreviewCard = {
    design: 'flat',
    publication: 'The Daily Tearsheet',
    ...{ section, title, dek, byline, date },
    language: 'fr',
    direction: 'ltr',
    theme: DEFAULT_THEME,
  };
  const { canvas } = painter.paint(card.theme.colours, fonts, (typesetterFor) =>
    composeCard(card, fonts, typesetterFor(card.language)),
  );
  const tokens = new Uint16Array(tokenLimit(canvas.width, canvas.height));
  for (const token of tokens.subarray(0, tokenise(canvas, tokens))) {
    const symbol = token <= END ? token : lengthSymbol(token - (token > ABOVE ? ABOVE : REPEAT)).symbol;
    weights[symbol] = (weights[symbol] ?? 0) + 1;
  }
}

const digits = [...findCodeLengths(weights, LONGEST_CODE)].map((length) => length.toString(16)).join('');
const lines = digits.match(/.{1,100}/g)?.map((part) => `  '${part}'`) ?? [];
writeFileSync(
  new URL('src/previews/code-lengths.ts', root),
  `// Made by scripts/preview-tables.ts.

/**
 * Length in bits of the code of each deflate literal and length symbol, 0 to 285, one hexadecimal digit each; complete,
 * and none longer than ${LONGEST_CODE}.
 */
export const LITERAL_CODE_LENGTHS: string =
${lines.join(' +\n')};
`,
);
