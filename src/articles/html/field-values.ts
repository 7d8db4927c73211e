import { LIMITS } from '../limits.ts';
import { tidy } from '../words.ts';

/** Tags once each, without the blank and the overlong; the first 50. */
export function cleanTags(tags: readonly (string | undefined)[]): string[] {
  const clean = tags
    .map((tag) => tag && tidy(tag))
    .filter((tag): tag is string => !!tag && tag.length <= LIMITS.name);
  return [...new Set(clean)].slice(0, LIMITS.items);
}

/** A number of pixels, as a number or as text (`1200`, `1200px`). */
export function pixels(value: unknown): number | undefined {
  const match = /^(\d{1,5})(?:px)?$/.exec(String(value).trim());
  return match && Number(match[1]) > 0 ? Number(match[1]) : undefined;
}
