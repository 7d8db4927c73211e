import { ALL_PRESS_WORDS } from '../press-words/all-press-words.ts';
import { byFirstLetter, lineKey, openingLength, tidy } from '../words.ts';

interface Opening {
  words: string;
  /** A colon or the like has to follow. */
  label: boolean;
  /** What parts two names in the languages that open a byline so. */
  and: string[];
  /** What stands before a place. */
  places: string[];
}

const OPENINGS = byFirstLetter(openings(), ({ words }) => words);
const ENDS = ALL_PRESS_WORDS.flatMap((words) => words.bylineEnds ?? []);
const PARTICLES = new Set(ALL_PRESS_WORDS.flatMap((words) => words.particles ?? []));

/** A byline is a short line. */
const MAX_BYLINE = 160;
const SPLIT = /\s*[,;|•·、，&/]\s*|\s[-–—]\s/u;

/**
 * The authors that a line names (`By Ada Lovelace and Mary Shelley, London`), in order; empty where it is no byline.
 * What follows the names (a place, a date, a trade) is left out. `rest` is what stood behind the first name that is none.
 */
export function readByline(line: string): { names: string[]; rest: string } {
  const none = { names: [], rest: '' };
  if (line.length > MAX_BYLINE) return none;
  const bare = line.replace(/^[^\p{L}]{1,4}/u, '');
  const parts = afterOpening(bare) ?? beforeEnd(bare);
  if (parts === undefined) return none;
  const stop = parts.findIndex((part) => !isName(part));
  const names = stop === -1 ? parts : parts.slice(0, stop);
  return { names, rest: stop === -1 ? '' : parts.slice(stop).join(' ') };
}

function openings(): Opening[] {
  const all = new Map<string, Opening>();
  for (const { bylines, and, places = [] } of ALL_PRESS_WORDS) {
    for (const byline of bylines) {
      const opening = all.get(byline) ?? {
        words: lineKey(byline),
        label: byline.endsWith(':'),
        and: [],
        places: [],
      };
      opening.and.push(...and, ...and.filter((word) => word.length > 1).map((word) => word.toUpperCase()));
      opening.places.push(...places);
      all.set(byline, opening);
    }
  }
  return [...all.values()];
}

/** What stands behind the opening of a byline, parted where a list of names is. */
function afterOpening(line: string): string[] | undefined {
  const first = lineKey(line.slice(0, 1));
  for (const { words, label, and, places } of OPENINGS.get(first) ?? []) {
    const length = openingLength(line, words);
    if (length === 0) continue;
    const rest = line.slice(length);
    const separator = /^\s{0,2}[:：/／=|]/u.exec(rest);
    if (!separator && (label || !/^\s/u.test(rest))) continue;
    let named = tidy(rest.slice(separator?.[0].length ?? 0));
    for (const word of and) named = named.replaceAll(` ${word} `, ', ');
    return named.split(SPLIT).map((part) => withoutPlace(part, places));
  }
  return undefined;
}

/** `Wren Halloway in London` is called Wren Halloway. */
function withoutPlace(name: string, places: readonly string[]): string {
  const ends = places.map((place) => name.indexOf(` ${place} `)).filter((index) => index > 0);
  return name.slice(0, ends.length > 0 ? Math.min(...ends) : undefined);
}

function beforeEnd(line: string): string[] | undefined {
  const end = ENDS.find((word) => line.endsWith(word));
  let name = end && line.slice(0, -end.length).trim();
  const role = name && ENDS.find((word) => name?.startsWith(word));
  if (role) name = name?.slice(role.length).trim();
  return name && /^[\p{sc=Han}\p{sc=Hang}\p{sc=Hira}\p{sc=Kana} ・]{2,10}$/u.test(name) ? [name] : undefined;
}

/** One to six words, all but particles (`van`, `de la`) with a capital letter or of a script that has none. */
function isName(text: string): boolean {
  const words = text.split(/\s+/);
  if (text.length < 2 || text.length > 60 || words.length > 6 || /[\d!?;:@…]/u.test(text)) return false;
  if (/[^\p{Lu}]\.$/u.test(text)) return false;
  let capitals = 0;
  for (const word of words) {
    if (PARTICLES.has(word.replace('’', "'"))) continue;
    if (!/^[("'’]?(?:\p{Lu}|\p{Lo}|d['’]\p{Lu}|al-\p{Lu})/u.test(word)) return false;
    capitals++;
  }
  return capitals > 0;
}
