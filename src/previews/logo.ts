import { type Colour, contrast, mixColours, readColour } from '../domain/colour.ts';
import type { OpenedPicture } from '../domain/picture.ts';
import type { ThemeColours } from '../domain/theme.ts';
import { LOGO_ROOM } from './card.ts';

/** Smaller than this it says nothing. Pixels. */
const LEAST = { width: 12, height: 10 };
/** Of 255: what is fainter is nothing. */
const VISIBLE = 12;
/** WCAG 2.2, success criterion 1.4.11, for what is no text. */
const LEAST_CONTRAST = 3;
/**
 * The share of its pixels that has to stand out from the ground: of those of an outline, most of what is not
 * transparent; of a plate, which is not transparent at all, as much as letters fill on it.
 */
const LEAST_SHARE = { outline: 0.6, plate: 0.03 };
/** The share of pixels that are not transparent from which on a logo is a plate. */
const PLATE = 0.95;

/**
 * A logo as it is to stand in the foot, without empty edges; `undefined` where it would not do there and the name is
 * to stand in its place: it is larger than {@link LOGO_ROOM}, too small to say anything, or cannot be seen.
 *
 * @param grounds what may lie behind it: it has to be seen on all of them
 */
export function fitLogo(
  logo: OpenedPicture | undefined,
  grounds: readonly Colour[],
): OpenedPicture | undefined {
  if (!logo || logo.width > LOGO_ROOM.width || logo.height > LOGO_ROOM.height) return undefined;
  const trimmed = trimPicture(logo);
  if (trimmed.width < LEAST.width || trimmed.height < LEAST.height) return undefined;
  return grounds.every((ground) => standsOut(trimmed, ground)) ? trimmed : undefined;
}

/** What a logo lies on where there is no photo. */
export function paperOf({ background }: ThemeColours): Colour {
  return readColour(background) ?? [255, 255, 255];
}

/** A picture without the rows and columns at its edges that are transparent. */
function trimPicture({ width, height, rgba }: OpenedPicture): OpenedPicture {
  let [left, right, top, bottom] = [width, 0, height, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if ((rgba[(y * width + x) * 4 + 3] as number) < VISIBLE) continue;
      if (x < left) left = x;
      if (x >= right) right = x + 1;
      if (y < top) top = y;
      bottom = y + 1;
    }
  }
  if (left >= right) return { width: 0, height: 0, rgba: new Uint8Array() };
  const size = { width: right - left, height: bottom - top };
  const trimmed = new Uint8Array(size.width * size.height * 4);
  for (let row = 0; row < size.height; row++) {
    const from = ((top + row) * width + left) * 4;
    trimmed.set(rgba.subarray(from, from + size.width * 4), row * size.width * 4);
  }
  return { ...size, rgba: trimmed };
}

function standsOut({ width, height, rgba }: OpenedPicture, ground: Colour): boolean {
  const tellsApart = memoise((colour, alpha) => {
    return contrast(mixColours(ground, colour, alpha / 255), ground) >= LEAST_CONTRAST;
  });
  let [visible, outstanding] = [0, 0];
  for (let at = 0; at < rgba.length; at += 4) {
    if ((rgba[at + 3] as number) < VISIBLE) continue;
    visible++;
    if (tellsApart(rgba, at)) outstanding++;
  }
  const kind = visible > width * height * PLATE ? 'plate' : 'outline';
  return outstanding >= visible * LEAST_SHARE[kind];
}

/** Asks once for all pixels that are alike in the upper half of each channel's bits: a logo has few such colours. */
function memoise(ask: (colour: Colour, alpha: number) => boolean) {
  const answers = new Map<number, boolean>();
  return (rgba: Uint8Array, at: number): boolean => {
    const [red, green, blue, alpha] = [rgba[at], rgba[at + 1], rgba[at + 2], rgba[at + 3]] as [
      number,
      number,
      number,
      number,
    ];
    const key = ((red >> 4) << 12) | ((green >> 4) << 8) | (blue & 0xf0) | (alpha >> 4);
    let answer = answers.get(key);
    if (answer === undefined) {
      answer = ask([red, green, blue], alpha);
      answers.set(key, answer);
    }
    return answer;
  };
}
