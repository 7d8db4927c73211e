import { type Colour, contrast, mixColours, readColour, writeColour } from './colour.ts';

/** How a publication's pictures look. */
export interface Theme {
  colours: ThemeColours;
  /** Of titles, deks and lines below, where their script has such a face. */
  font: 'sans' | 'serif';
  /** The https address of the publication's logo: a PNG, JPEG or WebP, taken as large as it can stand in the foot. */
  logo?: string;
}

/** Each as `#rrggbb`. All but `accent`, which no text is set in, keep a contrast of 4.5 against the background. */
export interface ThemeColours {
  background: string;
  accent: string;
  kicker: string;
  title: string;
  dek: string;
  meta: string;
}

/** What a publication says of itself; everything else follows from it. */
export interface Brand {
  scheme: 'light' | 'dark';
  /** Each as `#rrggbb`. */
  accent?: string;
  background?: string;
  font?: 'sans' | 'serif';
  logo?: string;
}

/** WCAG 2.2, success criterion 1.4.3 (AA). */
export const LEAST_CONTRAST = 4.5;

const INKS = {
  light: { background: '#faf8f4', title: '#14161a', dek: '#43474f', meta: '#5d626b' },
  dark: { background: '#14161a', title: '#faf8f4', dek: '#c6c9d0', meta: '#9ba1ab' },
} as const;
const ACCENT = '#c8102e';

/**
 * Makes a theme of a brand. The inks are those of the scheme, moved away from the background until they can be read
 * on it; the kicker is the accent, moved as well. Throws a `RangeError`, which says what to change, where a colour is
 * not written `#rrggbb`, or a background is so near the middle that no ink can be read on it.
 */
export function themeOf({ scheme, accent = ACCENT, background, font = 'sans', logo }: Brand): Theme {
  const inks = INKS[scheme];
  const paper = colourOf(background ?? inks.background, 'background');
  const furthest = colourOf(inks.title, 'title');
  const extreme: Colour = scheme === 'light' ? [0, 0, 0] : [255, 255, 255];
  if (contrast(furthest, paper) < LEAST_CONTRAST) {
    throw new RangeError(
      `the background ${writeColour(paper)} is too ${scheme === 'light' ? 'dark' : 'light'} for a ${scheme} theme: text on it would have a contrast of ${contrast(furthest, paper).toFixed(1)}, and needs ${LEAST_CONTRAST}`,
    );
  }
  const readable = (ink: Colour): string => {
    for (let part = 0; part < 1; part += 0.02) {
      const moved = mixColours(ink, extreme, part);
      // The colour as it is written is what is seen.
      const written = writeColour(moved);
      if (contrast(colourOf(written, 'ink'), paper) >= LEAST_CONTRAST) return written;
    }
    return writeColour(extreme);
  };
  const brand = colourOf(accent, 'accent');
  return {
    colours: {
      background: writeColour(paper),
      accent: writeColour(brand),
      kicker: readable(brand),
      title: inks.title,
      dek: readable(colourOf(inks.dek, 'dek')),
      meta: readable(colourOf(inks.meta, 'meta')),
    },
    font,
    ...(logo && { logo }),
  };
}

/** Newsprint, ink, and one red. */
export const DEFAULT_THEME: Theme = themeOf({ scheme: 'light' });

function colourOf(text: string, name: string): Colour {
  const colour = readColour(text);
  if (!colour) throw new RangeError(`the ${name} colour is not written #rrggbb: ${text.slice(0, 40)}`);
  return colour;
}
