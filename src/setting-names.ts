import { SETTING_NAMES } from './config.ts';

/** Settings that only the server on Node, its commands and its tools read. */
const OUTSIDE_CONFIG = ['DATA_DIR', 'HOST', 'PORT', 'TEARSHEET_TOKEN'];
/** How the names of ours begin that nobody else's begin so. */
const FAMILIES = /^(?:PUBLICATION|THEME|FRONT|BLUESKY|TEARSHEET)_/;

/**
 * A sentence for each of `names` that is no setting and looks like one: a few letters off, or of a family that is only
 * ours.
 */
export function misspeltSettings(names: Iterable<string>): string[] {
  const known = [...SETTING_NAMES, ...OUTSIDE_CONFIG];
  return [...names].flatMap((given) => {
    if (known.includes(given) || given.length > 40) return [];
    const [nearest] = known
      .map((meant) => ({ meant, distance: distanceOf(given.toUpperCase(), meant) }))
      .sort((a, b) => a.distance - b.distance);
    const wrong = `${given} is no setting and is not read`;
    if (nearest && nearest.distance <= allowance(nearest.meant))
      return [`${wrong}; did you mean ${nearest.meant}?`];
    return FAMILIES.test(given) ? [`${wrong}; docs/settings.md lists those there are`] : [];
  });
}

/** Short names are near to many that mean something else: LANG is not LOG. */
function allowance({ length }: string): number {
  if (length < 6) return 0;
  return length < 10 ? 1 : 3;
}

/** Insertions, deletions, changes and swaps of neighbours that make one of the other. */
function distanceOf(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    const above = rows[i - 1] ?? [];
    for (let j = 1; j <= b.length; j++) {
      const change = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (rows[i - 2]?.[j - 2] ?? 0) + 1);
      }
      row.push(least);
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 0;
}
