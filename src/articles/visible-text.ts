/** LRE RLE PDF LRO RLO and LRI RLI FSI PDI (UAX #9, section 2). The marks LRM, RLM and ALM are not among them. */
const BIDI_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;
/** What shows nothing: format characters, fillers, variation selectors, and Braille without a dot. */
const UNSEEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/**
 * `text` without embeddings, overrides and isolates. For names and titles: these are put into sentences and lists of
 * others, where one that is left open would turn round what follows.
 */
export function withoutBidiControls(text: string): string {
  return text.replace(BIDI_CONTROLS, '');
}

/** Whether nothing of `text` would be seen: no letter, digit, sign. Marks alone have nothing to stand on. */
export function isBlankText(text: string): boolean {
  return !/[^\p{M}\p{Z}\s]/u.test(text.replace(UNSEEN, ''));
}

/** `text` without what shows nothing, but for the joiners that words of Persian and of Indic scripts hold. */
export function withoutUnseen(text: string): string {
  return text.replace(UNSEEN, (character) => (/[\u200c\u200d]/.test(character) ? character : ''));
}
