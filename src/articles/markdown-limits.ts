import { Problem } from '../domain/problem.ts';
import { invalidArticle } from './schema-problem.ts';

/** Quotations and list items opened on one line, and columns of indentation. */
const MAX_OPENED = 50;
const MAX_INDENT = 400;
/** Characters that may begin or end a span of text: in one paragraph, and in all. Their pairing is quadratic. */
const MAX_MARKS_TOGETHER = 5000;
const MAX_MARKS = 100_000;

/**
 * Refuses Markdown that would take a parser long for its length, in one pass over it.
 * Throws `Problem('html-too-deep')` and `Problem('invalid-article')`.
 */
export function refuseCostlyMarkdown(text: string): void {
  let together = 0;
  let all = 0;
  for (const line of text.split(/\r\n|[\n\r]/)) {
    if (line.trim() === '') {
      together = 0;
      continue;
    }
    if (isTooDeep(line)) {
      const detail = `A line of the Markdown opens more than ${MAX_OPENED} quotations or list items. Flatten them.`;
      throw new Problem('html-too-deep', detail);
    }
    const marks = countMarks(line);
    together += marks;
    all += marks;
    if (together > MAX_MARKS_TOGETHER) throw tooMany(`one paragraph with more than ${MAX_MARKS_TOGETHER}`);
    if (all > MAX_MARKS) throw tooMany(`more than ${MAX_MARKS}`);
  }
}

function tooMany(detail: string): Problem {
  return invalidArticle('The Markdown', [
    { field: 'body', detail: `has ${detail} of the marks ! _ * [ < ~ \` in it` },
  ]);
}

function countMarks(line: string): number {
  let marks = 0;
  for (let index = 0; index < line.length; index++) {
    if ('!_*[]<~`\\'.includes(line.charAt(index))) marks++;
  }
  return marks;
}

function isTooDeep(line: string): boolean {
  const start = /^[ \t]*/.exec(line)?.[0] ?? '';
  if (start.replaceAll('\t', '    ').length > MAX_INDENT) return true;
  const prefix = /^[ \t>*+\-\d.)]*/.exec(line)?.[0] ?? '';
  return (prefix.match(/>|[*+-](?=[ \t])|[.)](?=[ \t])/g)?.length ?? 0) > MAX_OPENED;
}
