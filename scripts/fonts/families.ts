import type { FontWeight } from '../../src/previews/fonts/font-stack.ts';

/** A family that is cut from a package of fontsource. */
export interface FamilySource {
  /** Names the files. */
  name: string;
  /** Without the scope. */
  package: string;
  /** The packaged subset: a script, or all the characters of a standard. */
  subset: string;
  weights: readonly FontWeight[];
  /** What is kept of it, hexadecimal; all of it otherwise. */
  ranges?: string;
  /** Cut into slices by how often a character is met, as the package's own small slices tell. */
  isSliced?: true;
  /** A face of its own: it keeps the characters that are bundled, and the space. */
  face?: 'serif';
  /** Keeps the full-width quotes, dashes and dots that the bundled Latin has too. */
  keepsWidePunctuation?: true;
}

const LETTER_WEIGHTS = [400, 700, 800] as const;
const NOTO_WEIGHTS = [400, 800] as const;
/** Ideographs grow black before letters do. */
const IDEOGRAPHIC_WEIGHTS = [400, 700] as const;

const NOTO_SCRIPTS = [
  'arabic',
  'hebrew',
  'devanagari',
  'thai',
  'armenian',
  'georgian',
  'bengali',
  'gujarati',
  'gurmukhi',
  'kannada',
  'malayalam',
  'sinhala',
  'tamil',
  'telugu',
  'ethiopic',
  'khmer',
  'lao',
  'myanmar',
  'thaana',
  'oriya',
  'syriac',
  'cherokee',
  'canadian-aboriginal',
  'meetei-mayek',
];
/** Scripts of which there are fewer weights. */
const OTHER_SCRIPTS: Record<string, readonly FontWeight[]> = {
  nko: [400],
  tifinagh: [400],
  adlam: [400, 700],
  'ol-chiki': [400, 700],
};
const IDEOGRAPHIC = { jp: 'japanese', sc: 'chinese-simplified', tc: 'chinese-traditional' };

/** In the order in which a character is looked for; the ideographic ones are put in the order of the language. */
export const FAMILIES: readonly FamilySource[] = [
  ...['latin', 'latin-ext', 'vietnamese', 'cyrillic', 'cyrillic-ext', 'greek'].map(
    (subset): FamilySource => ({
      name: `source-serif-4-${subset}`,
      package: 'source-serif-4',
      subset,
      weights: LETTER_WEIGHTS,
      face: 'serif',
    }),
  ),
  ...['vietnamese', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext'].map((subset) => ({
    name: `inter-${subset}`,
    package: 'inter',
    subset,
    weights: LETTER_WEIGHTS,
  })),
  ...NOTO_SCRIPTS.map((script) => ofScript('sans', script, NOTO_WEIGHTS)),
  ...Object.entries(OTHER_SCRIPTS).map(([script, weights]) => ofScript('sans', script, weights)),
  ofScript('serif', 'tibetan', NOTO_WEIGHTS),
  // Without its ideographic punctuation.
  { ...ofScript('sans', 'mongolian', [400]), ranges: '1800-18af' },
  // Arrows, stars and signs that stand between words; formulas are left out.
  {
    name: 'noto-sans-symbols',
    package: 'noto-sans-symbols',
    subset: 'symbols',
    weights: [400, 700],
    ranges: '2150-218f 2190-21ff 2460-24ff',
  },
  {
    name: 'noto-sans-symbols-2',
    package: 'noto-sans-symbols-2',
    subset: 'symbols',
    weights: [400],
    ranges: '2300-23ff 25a0-27bf 2b00-2bff',
  },
  {
    name: 'noto-sans-math',
    package: 'noto-sans-math',
    subset: 'latin',
    weights: [400],
    ranges: '2070-209f 2100-214f 2190-22ff',
  },
  {
    name: 'noto-sans-kr',
    package: 'noto-sans-kr',
    subset: 'korean',
    weights: IDEOGRAPHIC_WEIGHTS,
    isSliced: true,
  },
  ...Object.entries(IDEOGRAPHIC).map(
    ([region, subset]): FamilySource => ({
      name: `noto-sans-${region}`,
      package: `noto-sans-${region}`,
      subset,
      weights: IDEOGRAPHIC_WEIGHTS,
      isSliced: true,
      keepsWidePunctuation: true,
    }),
  ),
];

function ofScript(style: 'sans' | 'serif', script: string, weights: readonly FontWeight[]): FamilySource {
  const name = `noto-${style}-${script}`;
  return { name, package: name, subset: script, weights };
}
