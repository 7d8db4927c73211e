import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrast, readColour } from '../../src/domain/colour.ts';
import { DEFAULT_THEME, LEAST_CONTRAST, type Theme, themeOf } from '../../src/domain/theme.ts';

const colour = fc
  .tuple(...Array.from({ length: 3 }, () => fc.integer({ min: 0, max: 255 })))
  .map((channels) => `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`);

const ratio = (one: string, other: string) =>
  contrast(readColour(one) ?? [0, 0, 0], readColour(other) ?? [0, 0, 0]);

function contrasts({ colours }: Theme): number[] {
  return [colours.kicker, colours.title, colours.dek, colours.meta].map((ink) =>
    ratio(ink, colours.background),
  );
}

describe('contrast', () => {
  it.each([
    ['#000000', '#ffffff', 21],
    ['#777777', '#ffffff', 4.48],
    ['#767676', '#ffffff', 4.54],
    ['#0000ff', '#ffffff', 8.59],
    ['#c8102e', '#c8102e', 1],
  ])('of %s on %s is %d, as WCAG counts', (one, other, expected) => {
    expect(ratio(one, other)).toBeCloseTo(expected, 2);
  });
});

describe('a theme', () => {
  it('can be read, whatever the brand’s colours are, or is refused', () => {
    fc.assert(
      fc.property(fc.constantFrom('light', 'dark'), colour, colour, (scheme, accent, background) => {
        let theme: Theme;
        try {
          theme = themeOf({ scheme, accent, background });
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          return ratio(scheme === 'light' ? '#14161a' : '#faf8f4', background) < LEAST_CONTRAST;
        }
        expect(Math.min(...contrasts(theme))).toBeGreaterThanOrEqual(LEAST_CONTRAST);
        return theme.colours.background === background && theme.colours.accent === accent;
      }),
    );
  });

  it('keeps an accent that can be read as it is, for the section too', () => {
    expect(themeOf({ scheme: 'light', accent: '#7a1020' }).colours).toMatchObject({
      accent: '#7a1020',
      kicker: '#7a1020',
    });
    expect(DEFAULT_THEME.font).toBe('sans');
  });

  it('says what is wrong with a background on which nothing can be read', () => {
    expect(() => themeOf({ scheme: 'light', background: '#555555' })).toThrow(
      'the background #555555 is too dark for a light theme: text on it would have a contrast of 2.4, and needs 4.5',
    );
    expect(() => themeOf({ scheme: 'dark', accent: 'red' })).toThrow(
      'the accent colour is not written #rrggbb: red',
    );
  });
});
