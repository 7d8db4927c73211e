import { type Instant, parseInstant } from '../domain/instant.ts';
import { longDate } from '../domain/long-date.ts';
import type { PostTime } from '../domain/post.ts';

/** A moment for people and for programs, both no more exact than it is known. */
export interface ShownTime {
  /** For people, in the article's language; a time of day says that it is UTC. */
  text: string;
  /** For `<time datetime>`: `2023-09-13` or `2023-09-13T18:32:29Z`. */
  datetime: string;
}

/** How a post's time is shown; `language` is a sound BCP 47 tag. `undefined` where no time is known. */
export function shownTime(
  created: { at: Instant; precision: PostTime['precision'] } | undefined,
  language: string,
): ShownTime | undefined {
  const at = created && parseInstant(created.at);
  if (!at) return undefined;
  if (created.precision === 'day') return { text: format(at, language, {}), datetime: at.slice(0, 10) };
  const datetime = `${at.slice(0, created.precision === 'minute' ? 16 : 19)}Z`;
  return { text: `${format(at, language, { timeStyle: 'short' })} UTC`, datetime };
}

function format(at: Instant, language: string, options: { timeStyle?: 'short' }): string {
  // Releases of CLDR differ in which no-break space they put before AM and PM.
  return longDate(at, language, options).replaceAll('\u202f', '\u00a0');
}
