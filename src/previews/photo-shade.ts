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
/** Of 255: words on a busy photo want some quiet, however dark it is. */
const LIGHTEST_SHADE = 88;
/** Of 255, in the last row: so much more than above, and never more than this. */
const DEEPER = 76;
const DEEPEST = 222;

/** The colours of words on a shaded photo, `background` being the shade. They depend on the theme, not on the photo. */
export function photoColours({ accent, background, title }: ThemeColours): ThemeColours {
  const isDark = (text: string) => contrast(readColour(text) ?? WHITE, WHITE) >= DARK_ENOUGH;
  return { ...INKS, accent, background: [background, title].find(isDark) ?? NIGHT };
}

/**
 * The shade for words from `top` on down: the least that keeps a contrast of 4.5 over the lightest that is there, so
 * that a photo which is dark already stays as it is seen.
 *
 * @param colours as {@link photoColours} gives them
 * @param top of the capitals of the first line, in pixels
 * @param lightest of the photo, from so many pixels above the first line on: {@link shadeStart}
 */
export function shadePhoto(colours: ThemeColours, top: number, lightest: Colour = WHITE): Shade {
  const colour = readColour(colours.background) ?? [0, 0, 0];
  const least = Math.max(LIGHTEST_SHADE, leastShade(colour, colours, lightest));
  const deepest = Math.max(least, Math.min(DEEPEST, least + DEEPER));
  const whole = shadeStart(top);
  const rows = Uint8Array.from({ length: PREVIEW_HEIGHT }, (_, row) => {
    const above = Math.min(1, (whole - row) / FADE.over);
    if (above > 0) return Math.round(least * smoothly(1 - above));
    const below = (row - whole) / (PREVIEW_HEIGHT - whole);
    return Math.round(least + (deepest - least) * below ** 1.3);
  });
  return { colour, rows };
}

/** The first row of which the whole shade is laid, for a first line with its capitals at `top`. */
export function shadeStart(top: number): number {
  return top - FADE.above;
}

/** What a shaded photo may look like in a row at its lightest and its darkest. */
export function shadedExtremes(
  { colour, rows }: Shade,
  row: number,
  lightest: Colour = WHITE,
): [Colour, Colour] {
  const part = (rows[row] ?? 0) / 255;
  return [mixColours(lightest, colour, part), mixColours([0, 0, 0], colour, part)];
}

function leastShade(shade: Colour, colours: ThemeColours, photo: Colour): number {
  const inks = (['kicker', 'title', 'dek', 'meta'] as const).map(
    (name) => readColour(colours[name]) ?? WHITE,
  );
  for (let part = 0; part < 255; part++) {
    const lightest = mixColours(photo, shade, part / 255);
    if (inks.every((ink) => contrast(ink, lightest) >= LEAST_CONTRAST + SPARE)) return part;
  }
  return 255;
}

/** From 0 to 1 with no edge at either end. */
function smoothly(part: number): number {
  return part * part * (3 - 2 * part);
}
