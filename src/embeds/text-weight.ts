/** https://docs.x.com/fundamentals/counting-characters: every address counts 23. */
const ADDRESS_WEIGHT = 23;
const ADDRESS = /https?:\/\/\S{1,2000}|pic\.(?:twitter|x)\.com\/[A-Za-z0-9]{1,20}/g;
/** Handles at the beginning of an answer do not count; links to media or a quoted post at the end do not either. */
const LEADING_MENTIONS = /^(?:@[A-Za-z0-9_]{1,20} ){1,50}/;
const TRAILING_LINKS =
  /(?:\s{0,4}(?:https?:\/\/t\.co\/[A-Za-z0-9]{1,20}|pic\.(?:twitter|x)\.com\/[A-Za-z0-9]{1,20})){1,6}\s*$/;

/** The length of a post's text as X counts it: two for each character outside the scripts of Europe and the Near East. */
export function textWeight(text: string): number {
  const counted = text.replace(LEADING_MENTIONS, '').replace(TRAILING_LINKS, '');
  const words = counted.replace(ADDRESS, '');
  let weight = (counted.match(ADDRESS)?.length ?? 0) * ADDRESS_WEIGHT;
  for (const character of words) weight += characterWeight(character.codePointAt(0) ?? 0);
  return weight;
}

function characterWeight(code: number): number {
  // Joiners, variation selectors and skin tones are part of the emoji before them.
  if (code === 0x200d || code === 0xfe0f || (code >= 0x1f3fb && code <= 0x1f3ff)) return 0;
  const single =
    code <= 0x10ff ||
    (code >= 0x2000 && code <= 0x200d) ||
    (code >= 0x2010 && code <= 0x201f) ||
    (code >= 0x2032 && code <= 0x2037);
  return single ? 1 : 2;
}
