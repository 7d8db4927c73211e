import { ALL_PRESS_WORDS } from '../press-words/all-press-words.ts';
import { byFirstLetter, lineKey } from '../words.ts';

const LIST_HEADINGS = new Set(ALL_PRESS_WORDS.flatMap((words) => words.listHeadings).map(lineKey));
const CHROME = new Set(ALL_PRESS_WORDS.flatMap((words) => words.chrome).map(lineKey));
const OPENINGS = byFirstLetter(
  ALL_PRESS_WORDS.flatMap((words) => words.chromeOpenings).map((opening) =>
    opening.endsWith(':') ? `${lineKey(opening)}:` : lineKey(opening),
  ),
  (opening) => opening,
);
const SECTIONS = new Set(ALL_PRESS_WORDS.flatMap((words) => words.sections).map(lineKey));

/** A notice of the page is a sentence or two. */
const MAX_NOTICE = 240;

/** Whether a whole line belongs to the page around an article: `Loading`, `3 comments`, a cookie notice. */
export function isChrome(line: string): boolean {
  const key = lineKey(line);
  if (key === '') return line.length > 0 && line.length <= 3 && !/[\p{L}\p{N}]/u.test(line);
  if (CHROME.has(key) || LIST_HEADINGS.has(key) || /^[©ⓒ]/u.test(line)) return true;
  if (line.length > MAX_NOTICE) return false;
  return (OPENINGS.get(key.charAt(0)) ?? []).some((opening) => {
    if (opening.endsWith(':')) return key.startsWith(opening) || key.startsWith(opening.replace(':', ' :'));
    return key.startsWith(opening) && !/^[\p{L}\p{M}]/u.test(key.slice(opening.length));
  });
}

/** Whether a line heads a list of articles that have nothing to do with this one: `Most read`. */
export function isListHeading(line: string): boolean {
  return LIST_HEADINGS.has(lineKey(line));
}

/** Whether a line is the usual name of a newspaper's section, in any language. */
export function isSectionName(line: string): boolean {
  return SECTIONS.has(lineKey(line));
}

/** The last part of a path like `Home › World › Asia` that a newspaper would call a section. */
export function sectionOfBreadcrumb(line: string): string | undefined {
  if (line.length > 120) return undefined;
  const parts = line.split(/\s*[>›»→/|]\s*/u).filter((part) => part !== '');
  if (parts.length < 2) return undefined;
  const known = parts.filter((part) => isSectionName(part) || isChrome(part));
  if (known.length * 2 < parts.length) return undefined;
  return parts.findLast((part) => isSectionName(part));
}
