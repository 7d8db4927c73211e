import type { FontWeight } from './font-stack.ts';

/** Where the fonts beside the bundled Latin are read from. */
export interface FontSlices {
  /**
   * The bytes of a file of the public folder, e.g. `fonts/inter-greek-400.ttf`; undefined when they cannot be had. A
   * card waits for it, so it is to give up within seconds.
   */
  load(path: string): Promise<Uint8Array | undefined>;
}

/** The family of colour glyphs. */
export const EMOJI_NAME = 'twemoji';

/** The path of a slice's file in the public folder. */
export function slicePath(
  { name, slices }: { name: string; slices: readonly unknown[] },
  index: number,
  weight: FontWeight,
): string {
  const number = slices.length > 1 ? `-${String(index).padStart(2, '0')}` : '';
  return `fonts/${name}-${weight}${number}.ttf`;
}
