import type { Element } from 'hast';
import { h } from 'hastscript';
import { shownTime } from '../cards/post-time.ts';
import type { Instant } from '../domain/instant.ts';

/** An instant as people read it, in a language. A day of which no hour was stated is stored as its midnight; none is made up. */
export function pageTime(instant: Instant, language: string): Element {
  return timeElement(instant, language, instant.endsWith('T00:00:00.000Z') ? 'day' : 'second');
}

/** The day of an instant in UTC, in a language. */
export function pageDay(instant: Instant, language: string): Element {
  return timeElement(instant, language, 'day');
}

function timeElement(at: Instant, language: string, precision: 'day' | 'second'): Element {
  const shown = shownTime({ at, precision }, language);
  return h('time', { dateTime: shown?.datetime ?? at }, shown?.text ?? at);
}
