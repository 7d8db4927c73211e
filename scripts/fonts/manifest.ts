import type { FontFamily } from '../../src/previews/fonts/font-families.ts';

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

/** The list of the fonts beside the bundled ones, a line to a slice. */
export function writeFontList(families: readonly FontFamily[]): string {
  const written = families.map(({ slices, ...family }) => {
    const lines = slices.map((slice) => JSON.stringify(slice)).join(',\n');
    return `${JSON.stringify(family).slice(0, -1)},"slices":[\n${lines}\n]}`;
  });
  return `[${written.join(',\n')}]\n`;
}

/** The source of src/previews/fonts/font-manifest.ts. */
export function writeManifest(path: string): string {
  return `// Made by scripts/fonts.ts.

/** The list of the fonts beside the bundled ones, in the public folder. */
export const FONT_LIST_PATH = '${path}';
`;
}
