import { type Colour, contrast, mixColours, readColour } from '../domain/colour.ts';
import { LEAST_CONTRAST, type ThemeColours } from '../domain/theme.ts';
import { PREVIEW_HEIGHT } from './card.ts';

/** What is laid over a photo so that words on it can be read: a colour, and of 255 how much of it each row gets. */
export interface Shade {
  colour: Colour;
  rows: Uint8Array;
}

const WHITE: Colour = [255, 255, 255];
const NIGHT = '#0f1115';
const INKS = { kicker: '#ffffff', title: '#ffffff', dek: '#f4f5f7', meta: '#eceef1' } as const;
/** A colour of the theme on which white stands out so much takes the place of the night. */
const DARK_ENOUGH = 12;
/** Contrast over the least: the values of a JPEG stray by a few. */
const SPARE = 0.4;
/** Pixels: the shade is whole from so far above the first line on, and fades out above that. */
const FADE = { above: 16, over: 205 };
/** Of 255, in the last row. */
const DEEPEST = 222;

/** The colours of words on a shaded photo, `background` being the shade. They depend on the theme, not on the photo. */
export function photoColours({ accent, background, title }: ThemeColours): ThemeColours {
  const isDark = (text: string) => contrast(readColour(text) ?? WHITE, WHITE) >= DARK_ENOUGH;
  return { ...INKS, accent, background: [background, title].find(isDark) ?? NIGHT };
}

/**
 * The shade for words from `top` on down: over the whitest photo they keep a contrast of 4.5, and more over any other.
 *
 * @param colours as {@link photoColours} gives them
 * @param top of the capitals of the first line, in pixels
 */
export function shadePhoto(colours: ThemeColours, top: number): Shade {
  const colour = readColour(colours.background) ?? [0, 0, 0];
  const least = leastShade(colour, colours);
  const whole = top - FADE.above;
  const rows = Uint8Array.from({ length: PREVIEW_HEIGHT }, (_, row) => {
    const above = Math.min(1, (whole - row) / FADE.over);
    if (above > 0) return Math.round(least * smoothly(1 - above));
    const below = (row - whole) / (PREVIEW_HEIGHT - whole);
    return Math.round(least + Math.max(0, DEEPEST - least) * below ** 1.3);
  });
  return { colour, rows };
}

/** What a shaded photo may look like in a row at its lightest and its darkest. */
export function shadedExtremes({ colour, rows }: Shade, row: number): [Colour, Colour] {
  const part = (rows[row] ?? 0) / 255;
  return [mixColours(WHITE, colour, part), mixColours([0, 0, 0], colour, part)];
}

function leastShade(shade: Colour, colours: ThemeColours): number {
  const inks = (['kicker', 'title', 'dek', 'meta'] as const).map(
    (name) => readColour(colours[name]) ?? WHITE,
  );
  for (let part = 0; part < 255; part++) {
    const lightest = mixColours(WHITE, shade, part / 255);
    if (inks.every((ink) => contrast(ink, lightest) >= LEAST_CONTRAST + SPARE)) return part;
  }
  return 255;
}

/** From 0 to 1 with no edge at either end. */
function smoothly(part: number): number {
  return part * part * (3 - 2 * part);
}
