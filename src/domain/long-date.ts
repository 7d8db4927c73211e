import type { Instant } from './instant.ts';

/** Languages are the publisher's to name: more of them at once than this begin anew. */
const MOST_FORMATS = 200;
/** Making one takes fifty times as long as using it. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** The day of an instant in UTC, with the hour where asked for, as it is written out in a language (a sound BCP 47 tag). */
export function longDate(at: Instant, language: string, options: { timeStyle?: 'short' } = {}): string {
  const key = `${language} ${options.timeStyle ?? ''}`;
  let known = formats.get(key);
  if (!known) {
    known = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC', ...options });
    if (formats.size >= MOST_FORMATS) formats.clear();
    formats.set(key, known);
  }
  return known.format(new Date(at));
}
