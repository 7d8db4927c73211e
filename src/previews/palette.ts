import type { PreviewTheme } from './card.ts';
import { LEVELS } from './coverage.ts';

/** A colour to draw with: the palette entry before its {@link LEVELS} shades, of which the last is full ink. */
export type Ink = number;

export const ACCENT: Ink = 0;
export const KICKER: Ink = LEVELS;
export const TITLE: Ink = LEVELS * 2;
export const DEK: Ink = LEVELS * 3;
export const META: Ink = LEVELS * 4;

/** Number of palette entries a card uses: the background and five inks in shades. */
export const COLOURS = LEVELS * 5 + 1;

/**
 * Lays out a theme as a PNG palette: entry 0 is the background, then each ink from faint to full.
 *
 * @throws {TypeError} when a colour is not written `#rrggbb`
 */
export function createPalette(theme: PreviewTheme): Uint8Array {
  const background = readColour(theme.background);
  const palette = new Uint8Array(COLOURS * 3);
  palette.set(background);
  for (const [index, name] of (['accent', 'kicker', 'title', 'dek', 'meta'] as const).entries()) {
    const ink = readColour(theme[name]);
    for (let level = 1; level <= LEVELS; level++) {
      const mixed = ink.map((full, channel) => mix(background[channel] ?? 0, full, level / LEVELS));
      palette.set(mixed, (index * LEVELS + level) * 3);
    }
  }
  return palette;
}

function readColour(text: string): number[] {
  const digits = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text);
  if (!digits) throw new TypeError(`not a colour of the form #rrggbb: ${text}`);
  return digits.slice(1).map((pair) => Number.parseInt(pair, 16));
}

function mix(from: number, to: number, part: number): number {
  return Math.round(from + (to - from) * part);
}
