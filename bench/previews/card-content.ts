import { words } from '../words.ts';

/** What every engine draws. */
export interface CardContent {
  kicker: string;
  title: string;
  dek: string;
  byline: string;
  date: string;
  publication: string;
}

/** A card of which no word was ever drawn before: no cache of words or lines helps anyone, caches of glyphs do. */
export function randomContent(round: number): CardContent {
  return {
    kicker: words(1),
    title: words(8 + (round % 5)),
    dek: words(22),
    byline: words(2),
    date: `${1 + (round % 28)} ${words(1)} 2026`,
    publication: words(2),
  };
}

export type Design = 'flat' | 'hero';

/** Draws one card; `photo` is the JPEG behind a hero card. */
export type Draw = (content: CardContent, photo?: Uint8Array) => Promise<Uint8Array>;

/** What the module of each engine exports: makes ready for one design. Throws where the engine does not have it. */
export interface EngineModule {
  prepare(design: Design): Promise<Draw>;
}
