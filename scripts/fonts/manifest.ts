import type { FontFamily } from '../../src/previews/font-families.ts';

/** Writes sorted code points as {@link FontFamily} spells them: gap, and how many more follow, both in base 36. */
export function spellRanges(codes: readonly number[]): string {
  const ranges: string[] = [];
  let next = 0;
  for (let i = 0; i < codes.length; ) {
    const first = codes[i] ?? 0;
    let more = 0;
    while (codes[i + more + 1] === first + more + 1) more++;
    ranges.push((first - next).toString(36) + (more > 0 ? `.${more.toString(36)}` : ''));
    next = first + more + 1;
    i += more + 1;
  }
  return ranges.join(' ');
}

/** The source of src/previews/font-manifest.ts. */
export function writeManifest(families: readonly FontFamily[]): string {
  const lines = families.flatMap(({ name, weights, slices }) => [
    `  { name: '${name}', weights: [${weights.join(', ')}], slices: [`,
    ...slices.map(({ bytes, ranges }) => `    { bytes: [${bytes.join(', ')}], ranges: '${ranges}' },`),
    '  ] },',
  ]);
  return `// Made by scripts/fonts.ts.
import type { FontFamily } from './font-families.ts';

/** The fonts beside the bundled Latin, in the order in which a character is looked for. */
// biome-ignore format: a line is a slice
export const FONT_FAMILIES: readonly FontFamily[] = [
${lines.join('\n')}
];
`;
}
