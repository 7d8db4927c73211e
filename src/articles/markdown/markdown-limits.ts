import { Problem } from '../../domain/problem.ts';
import { refuseTooManyLines } from '../draft-limits.ts';
import { invalidArticle } from '../schema-problem.ts';

/** Quotations and list items opened on one line, and columns of indentation. */
const MAX_OPENED = 50;
const MAX_INDENT = 400;
/** Characters that may begin or end a span of text, and beginnings of addresses: in one paragraph, and in all. Their pairing is quadratic. */
const MARKS = /[!_*[\]<~`\\@]|http|ftp|www\./gi;
const MAX_MARKS_TOGETHER = 5000;
const MAX_MARKS = 100_000;
/** Characters that HTML spells out. */
const MAX_ESCAPED = 200_000;
/** Each row of a table is filled up to the width of its first. */
const MAX_CELLS = 50_000;
/** Characters times the quotations and lists they stand in: each of those is parsed anew. */
const MAX_NESTED_LENGTH = 6_000_000;
/** A word's length times the marks and addresses in it, from each of which the parser looks to the word's end; and the squares of what stands before an `@`. */
const MAX_WORD_COST = 50_000_000;

/**
 * Refuses Markdown that would take a parser long for its length, in one pass over it.
 * Throws `Problem('html-too-deep')` and `Problem('invalid-article')`.
 */
export function refuseCostlyMarkdown(text: string): void {
  const lines = text.split(/\r\n|[\n\r]/);
  refuseTooManyLines(lines);
  const total = { marks: 0, together: 0, escaped: 0, cells: 0, nested: 0, words: 0 };
  let columns = 0;
  for (const line of lines) {
    if (line.trim() === '') {
      total.together = 0;
      columns = 0;
      continue;
    }
    const opened = countOpened(line);
    const indent = indentOf(line);
    if (opened > MAX_OPENED || indent > MAX_INDENT) throw tooDeep();
    const marks = count(line, MARKS);
    if (isTableRule(line)) columns = Math.max(columns, count(line, /\|/g) + 1);
    total.marks += marks;
    total.together += marks;
    total.escaped += count(line, /[&<>"']/g);
    total.cells += columns;
    total.nested += line.length * (1 + opened + indent / 4);
    total.words += wordCost(line);
    if (total.nested > MAX_NESTED_LENGTH) throw tooDeep();
    refuse(
      total.together > MAX_MARKS_TOGETHER,
      `one paragraph with more than ${MAX_MARKS_TOGETHER} of the marks ! _ * [ < ~ \` and addresses`,
    );
    refuse(total.marks > MAX_MARKS, `more than ${MAX_MARKS} of the marks ! _ * [ < ~ \` and addresses`);
    refuse(total.escaped > MAX_ESCAPED, `more than ${MAX_ESCAPED} of the characters & < > " '`);
    refuse(total.cells > MAX_CELLS, `tables with more than ${MAX_CELLS} cells`);
    refuse(total.words > MAX_WORD_COST, 'very long words full of addresses and marks');
  }
}

function refuse(isTooMuch: boolean, what: string): void {
  if (isTooMuch) throw invalidArticle('The Markdown', [{ field: 'body', detail: `has ${what} in it` }]);
}

function tooDeep(): Problem {
  const detail = `The Markdown opens more than ${MAX_OPENED} quotations or list items on a line, or nests much of its text. Flatten them.`;
  return new Problem('html-too-deep', detail);
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** In columns. */
function indentOf(line: string): number {
  const start = /^[ \t]*/.exec(line)?.[0] ?? '';
  return start.replaceAll('\t', '    ').length;
}

/** How many quotations and list items begin on a line. */
function countOpened(line: string): number {
  const prefix = /^[ \t>*+\-\d.)]*/.exec(line)?.[0] ?? '';
  return count(prefix, />|[*+-](?=[ \t])|[.)](?=[ \t])/g);
}

/** Whether a line may be the one under the head of a table, in quotations and lists as well. */
function isTableRule(line: string): boolean {
  return line.includes('|') && line.includes('-') && /^[ \t>*+\-\d.)|:]*$/.test(line);
}

function wordCost(line: string): number {
  let cost = 0;
  for (const [word] of line.matchAll(/[^\s<]{24,}/g)) {
    const stops = count(word, MARKS);
    const ends = /(?<![?!.,:;*_'"~)])[?!.,:;*_'"~)]+$/.exec(word.slice(-5000))?.[0].length ?? 0;
    cost += word.length * stops + (stops > 0 ? stops * ends * ends : 0) + mailboxCost(word);
  }
  return cost;
}

const MAILBOX = /[\w.!#$%&'*+/=?`{|}~-]/;

/** From each letter before an `@` the parser looks for it anew. */
function mailboxCost(word: string): number {
  let cost = 0;
  for (let at = word.indexOf('@'); at >= 0; at = word.indexOf('@', at + 1)) {
    let start = at;
    while (start > 0 && MAILBOX.test(word.charAt(start - 1))) start--;
    cost += (at - start) ** 2;
  }
  return cost;
}
