import { ALL_PRESS_WORDS } from './press-words/all-press-words.ts';
import { byFirstLetter, lineKey, openingLength, tidy } from './words.ts';

const OPENINGS = byFirstLetter(
  ALL_PRESS_WORDS.flatMap((words) => words.bylines).map((opening) => ({
    words: lineKey(opening),
    label: opening.endsWith(':'),
  })),
  ({ words }) => words,
);
const ENDS = ALL_PRESS_WORDS.flatMap((words) => words.bylineEnds ?? []);
const PARTICLES = new Set(ALL_PRESS_WORDS.flatMap((words) => words.particles ?? []));
const AND = ALL_PRESS_WORDS.flatMap((words) => words.and).filter((word) =>
  /^[\p{sc=Latn}\p{sc=Cyrl}]+$/u.test(word),
);

/** A byline is a short line. */
const MAX_BYLINE = 160;
const SPLIT = new RegExp(`\\s*(?:[,;|•·、，&/]|\\s[-–—]\\s|\\s(?:${AND.join('|')})\\s)\\s*`, 'u');

/**
 * The authors that a line names (`By Ada Lovelace and Mary Shelley, London`), in order; empty where it is no byline.
 * What follows the names (a place, a date, a trade) is left out. `rest` is what stood behind the first name that is none.
 */
export function readByline(line: string): { names: string[]; rest: string } {
  const none = { names: [], rest: '' };
  if (line.length > MAX_BYLINE) return none;
  const bare = line.replace(/^[^\p{L}]{1,4}/u, '');
  const named = afterOpening(bare) ?? beforeEnd(bare);
  if (named === undefined) return none;
  const parts = tidy(named).split(SPLIT);
  const stop = parts.findIndex((part) => !isName(part));
  const names = stop === -1 ? parts : parts.slice(0, stop);
  return { names, rest: stop === -1 ? '' : parts.slice(stop).join(' ') };
}

function afterOpening(line: string): string | undefined {
  const first = lineKey(line.slice(0, 1));
  for (const { words, label } of OPENINGS.get(first) ?? []) {
    const length = openingLength(line, words);
    if (length === 0) continue;
    const rest = line.slice(length);
    if (/^\s{0,2}[:：/／=|]/u.test(rest)) return rest.replace(/^\s{0,2}[:：/／=|]/u, '');
    if (!label && /^\s/u.test(rest)) return rest;
  }
  return undefined;
}

function beforeEnd(line: string): string | undefined {
  const end = ENDS.find((word) => line.endsWith(word));
  const name = end && line.slice(0, -end.length).trim();
  return name && /^[\p{sc=Han}\p{sc=Hang}\p{sc=Hira}\p{sc=Kana} ・]{2,10}$/u.test(name) ? name : undefined;
}

/** One to six words, all but particles (`van`, `de la`) with a capital letter or of a script that has none. */
function isName(text: string): boolean {
  const words = text.split(/\s+/);
  if (text.length < 2 || text.length > 60 || words.length > 6 || /[\d!?;:@…]/u.test(text)) return false;
  if (/[^\p{Lu}]\.$/u.test(text)) return false;
  let capitals = 0;
  for (const word of words) {
    if (PARTICLES.has(word)) continue;
    if (!/^[("'’]?(?:\p{Lu}|\p{Lo}|d['’]\p{Lu}|al-\p{Lu})/u.test(word)) return false;
    capitals++;
  }
  return capitals > 0;
}
