import { type Findings, offer } from '../findings.ts';
import { isSectionName, sectionOfBreadcrumb } from '../printed-lines/page-line.ts';
import { isSmallPrint, takeSmallPrint } from '../printed-lines/small-print.ts';
import { columns, endsSentence, sameWords } from '../words.ts';
import type { TextItem } from './text-lines.ts';

/** The masthead is looked for in so many lines. */
const HEAD_LINES = 8;
/** In columns. */
export const LONGEST_TITLE = 250;
const LONGEST_DEK = 700;
const SHORTEST_DEK = 25;

/**
 * Reads what stands above the body of a plain text: section, byline, date, title, dek. Fills `findings` and returns the
 * items of the body. Fields that are given are looked for only to take their lines out of the body.
 */
export function readMasthead(items: readonly TextItem[], findings: Findings): TextItem[] {
  const lines: string[] = [];
  for (const item of items) {
    if (item.type === 'embed' || lines.length === HEAD_LINES) break;
    if (item.type === 'line') lines.push(item.text);
  }
  const { above, title } = split(lines, findings.title?.value);
  const kept = readAbove(lines.slice(0, above), findings);
  const taken = above + (title === undefined ? 0 : 1);
  offer(findings, 'title', title, 'rule', titleConfidence(title, lines[taken], findings));
  const rest = afterLines(items, taken);
  const below = readBelow(lines.slice(taken), findings, title !== undefined, rest.filter(isProse).length);
  const back = [...kept, ...below.kept].map((text): TextItem => ({ type: 'line', text }));
  return [...back, ...afterLines(rest, below.taken)];
}

/** How many lines stand above the title, and the title: the given one, or the first that is no section, byline or date. */
function split(lines: readonly string[], given: string | undefined): { above: number; title?: string } {
  const own = given === undefined ? -1 : lines.findIndex((line) => sameWords(line, given));
  const first = lines.findIndex((line, at) => {
    const next = lines[at + 1];
    return next === undefined || !(isAboveTitle(line) || isKicker(line, next, lines[at + 2]));
  });
  const above = Math.max(0, own === -1 ? first : own);
  const title = lines[above];
  if (title === undefined || (given !== undefined && own === -1)) return { above };
  if (own === -1 && (columns(title) > LONGEST_TITLE || (columns(title) > 150 && /[.。]$/u.test(title))))
    return { above };
  return { above, title };
}

function isAboveTitle(line: string): boolean {
  return isSectionName(line) || sectionOfBreadcrumb(line) !== undefined || isSmallPrint(line);
}

/** One or two words before what is clearly a title: a section that no list knows. */
function isKicker(line: string, next: string, afterNext: string | undefined): boolean {
  if (line.split(' ').length > 2 || columns(line) > 20 || endsSentence(line) || /\p{Nd}/u.test(line))
    return false;
  if (isAboveTitle(next) || endsSentence(next) || columns(next) < 2 * columns(line) + 10) return false;
  return columns(next) <= 150 && afterNext !== undefined && columns(afterNext) > columns(next);
}

/** Takes the fields of the lines above the title; returns the lines that hold prose and so are not the page's. */
function readAbove(lines: readonly string[], findings: Findings): string[] {
  const kept: string[] = [];
  // Three and more section names in a row are the site's menu, not this article's section.
  const sections = lines.filter((line) => isSectionName(line));
  const last = lines.at(-1);
  if (sections.length < 3) offer(findings, 'section', sections.at(-1), 'rule', 0.95);
  else if (last !== undefined && isSectionName(last)) offer(findings, 'section', last, 'rule', 0.3);
  for (const line of lines) {
    const breadcrumb = sectionOfBreadcrumb(line);
    if (breadcrumb) offer(findings, 'section', breadcrumb, 'rule', 0.8);
    else if (isSectionName(line) || takeSmallPrint(line, findings)) continue;
    else if (columns(line) <= 20 && !endsSentence(line)) offer(findings, 'section', line, 'rule', 0.5);
    else kept.push(line);
  }
  return kept;
}

/** Reads on under the title; `kept` are the lines taken that turned out to be body. `prose` counts the paragraphs. */
function readBelow(
  lines: readonly string[],
  findings: Findings,
  hasTitle: boolean,
  prose: number,
): { taken: number; kept: string[] } {
  let dek: string | undefined;
  let signed = false;
  let taken = 0;
  for (const line of lines) {
    const small = takeSmallPrint(line, findings);
    const repeated = hasTitle && sameWords(line, findings.title?.value ?? '');
    if (!small && !repeated) {
      if (dek !== undefined || signed || !isDek(line, findings, hasTitle, prose)) break;
      dek = line;
    }
    signed ||= small;
    taken++;
  }
  if (dek === undefined) return { taken, kept: [] };
  const confidence = signed ? 0.9 : endsSentence(dek) && prose > 2 ? 0.7 : 0.5;
  offer(findings, 'dek', dek, 'rule', confidence);
  return { taken, kept: findings.dek && sameWords(findings.dek.value, dek) ? [] : [dek] };
}

function isDek(line: string, findings: Findings, hasTitle: boolean, prose: number): boolean {
  // A dek that leaves no paragraph is the body.
  if (prose - (isProse({ type: 'line', text: line }) ? 1 : 0) < 1) return false;
  if (findings.dek) return sameWords(line, findings.dek.value);
  return hasTitle && columns(line) >= SHORTEST_DEK && columns(line) <= LONGEST_DEK;
}

function titleConfidence(title: string | undefined, next: string | undefined, findings: Findings): number {
  if (title === undefined) return 0;
  const width = columns(title);
  if (endsSentence(title) && /[.。]$/u.test(title)) return 0.4;
  if (width < 12 || width > 160) return 0.5;
  if (next === undefined || !(columns(next) > width || isSmallPrint(next))) return 0.6;
  return findings.section ? 0.95 : 0.85;
}

function isProse(item: TextItem): boolean {
  return (
    item.type === 'line' && (columns(item.text) > 100 || (endsSentence(item.text) && columns(item.text) > 20))
  );
}

function afterLines(items: readonly TextItem[], count: number): TextItem[] {
  let start = 0;
  for (let left = count; left > 0 && start < items.length; start++) {
    if (items[start]?.type === 'line') left--;
  }
  return items.slice(start);
}
