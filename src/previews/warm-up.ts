import { DEFAULT_THEME } from '../domain/theme.ts';
import type { PreviewCard } from './card.ts';
import type { PreviewRenderer } from './renderer.ts';

/** Enough that the engine has compiled the loops that every picture runs through. */
const ROUNDS = 8;

const CARD: PreviewCard = {
  design: 'flat',
  publication: 'Tearsheet',
  section: 'Warm-up',
  title: 'The quick brown fox jumps over the lazy dog’s back, Åsa says',
  dek: 'Waltz, bad nymph, for quick jigs vex; sphinx of black quartz, judge my vow. 0123456789',
  byline: 'Élise Ångström and Jörg Müller',
  date: '24 November 2026',
  language: 'en',
  direction: 'ltr',
  theme: DEFAULT_THEME,
};

/** Draws a few cards for nobody, so that the first reader's is as fast as the others. Loads no font. */
export async function warmUp(renderer: PreviewRenderer): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    await renderer.draw({ ...CARD, title: CARD.title.slice(round), dek: CARD.dek?.slice(round) ?? '' });
  }
}
