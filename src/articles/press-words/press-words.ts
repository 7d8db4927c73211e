/**
 * What newspapers of one language print around their articles. Case, outer punctuation and kind of apostrophe do not
 * matter; `#` stands for any number. Entries are whole lines unless a field says otherwise.
 */
export interface PressWords {
  /** Lines that belong to the page and not to the article. */
  chrome: readonly string[];
  /** Headings over lists of articles that have nothing to do with this one: `Most read`. */
  listHeadings: readonly string[];
  /** How longer lines of the page begin: notices of copyright, cookies, subscriptions. Ending in `:`: with a colon. */
  chromeOpenings: readonly string[];
  /** What stands before the title of another article: `Read more: …`. */
  related: readonly string[];
  /** Usual names of sections. */
  sections: readonly string[];
  /** What stands before an author's name. Ending in `:`: only with a colon, slash or bar after it. */
  bylines: readonly string[];
  /** What stands directly after an author's name, where the language puts it there. */
  bylineEnds?: readonly string[];
  /** Words between the last two names of a list. */
  and: readonly string[];
  /** Words before a place that follows a name: `in London`. */
  places?: readonly string[];
  /** Lower-case words that are part of a name. */
  particles?: readonly string[];
  /** Words of a printed date line that say it is the day of publication, or nothing: labels, days of the week, "at". */
  dateWords: readonly string[];
  /** Words of a date line that say it is the day of the last change. */
  updateWords: readonly string[];
  /** Twelve months, each with the spellings in use; none where dates are written in numbers only. */
  months: readonly (readonly string[])[];
}

/** The entries of a list that is written as running text, parted by slashes. */
export function list(entries: string): string[] {
  return entries.trim().split(/\s*\/\s*/);
}
