import { type Colour, mixColours, readColour } from '../../domain/colour.ts';
import type { ThemeColours } from '../../domain/theme.ts';
import { LEVELS } from './coverage.ts';

/** A colour to draw with: the palette entry before its {@link LEVELS} shades, of which the last is full ink. */
export type Ink = number;

const INKS = ['accent', 'kicker', 'title', 'dek', 'meta'] as const;

export const ACCENT: Ink = 0;
export const KICKER: Ink = LEVELS;
export const TITLE: Ink = LEVELS * 2;
export const DEK: Ink = LEVELS * 3;
export const META: Ink = LEVELS * 4;

/** Number of palette entries a card uses: the background and five inks in shades. */
export const COLOURS = LEVELS * 5 + 1;

/**
 * Lays out colours as a PNG palette: entry 0 is the background, then each ink from faint to full.
 *
 * @throws {TypeError} when a colour is not written `#rrggbb`
 */
export function createPalette(colours: ThemeColours): Uint8Array {
  const background = colourOf(colours.background);
  const palette = new Uint8Array(COLOURS * 3);
  palette.set(background);
  for (const [index, name] of INKS.entries()) {
    const ink = colourOf(colours[name]);
    for (let level = 1; level <= LEVELS; level++) {
      const mixed = mixColours(background, ink, level / LEVELS).map(Math.round);
      palette.set(mixed, (index * LEVELS + level) * 3);
    }
  }
  return palette;
}

/** The colours of the inks, three bytes each, in the order of their entries. */
export function inkColours(colours: ThemeColours): Uint8Array {
  return Uint8Array.from(INKS.flatMap((name) => colourOf(colours[name])));
}

function colourOf(text: string): Colour {
  const colour = readColour(text);
  if (!colour) throw new TypeError(`not a colour of the form #rrggbb: ${text}`);
  return colour;
}
