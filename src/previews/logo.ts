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
  for (let at = 0; at < width * height; at++) {
    if ((rgba[at * 4 + 3] ?? 0) < VISIBLE) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
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
  let [visible, outstanding] = [0, 0];
  for (let at = 0; at < rgba.length; at += 4) {
    const alpha = rgba[at + 3] ?? 0;
    if (alpha < VISIBLE) continue;
    visible++;
    const colour: Colour = [rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0];
    if (contrast(mixColours(ground, colour, alpha / 255), ground) >= LEAST_CONTRAST) outstanding++;
  }
  const kind = visible > width * height * PLATE ? 'plate' : 'outline';
  return outstanding >= visible * LEAST_SHARE[kind];
}
