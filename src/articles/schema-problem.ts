import type * as z from 'zod/v4';
import { type FieldError, Problem } from '../domain/problem.ts';

/** So many errors are listed; the rest come when these are mended. */
const MAX_ERRORS = 50;

/** What a field has to be, by the schema's word for it. */
const SHAPES: Record<string, string> = {
  string: 'must be text',
  array: 'must be a list',
  object: 'must be an object',
  number: 'must be a number',
};

/** The refusal of values that a schema does not take: one error for each field, named by its path (`authors.0.url`). */
export function schemaProblem(
  place: string,
  issues: readonly z.core.$ZodIssue[],
  more: readonly FieldError[] = [],
): Problem {
  return invalidArticle(place, [...more, ...issues.flatMap((issue) => fieldErrors(issue, []))]);
}

/** `Problem('invalid-article')` for `errors`, one at least, of which the first 50 are listed. */
export function invalidArticle(place: string, errors: readonly FieldError[]): Problem {
  const [first] = errors;
  const listed = errors.slice(0, MAX_ERRORS);
  const others = listed.length - 1;
  const unlisted = errors.length - listed.length;
  const more = others > 0 ? ` ${others} more ${others > 1 ? 'are' : 'is'} listed under errors` : '';
  const rest = unlisted > 0 ? `, and another ${unlisted} ${unlisted > 1 ? 'are' : 'is'} not listed` : '';
  const end = more && `${more}${rest}.`;
  const detail = first
    ? `${place} cannot be taken: ${first.field} ${first.detail}.${end}`
    : `${place} cannot be taken.`;
  return new Problem('invalid-article', detail, { errors: listed });
}

function fieldErrors(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): FieldError[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: name([...path, key]), detail: 'is not a field of an article' }));
  }
  if (issue.code === 'invalid_union') {
    // The branch that came furthest is the one that was meant.
    const branches = issue.errors.filter((branch) => branch.length > 0);
    const meant = branches.find((branch) =>
      branch.some(({ path, code }) => path.length > 0 || code !== 'invalid_type'),
    );
    if (meant) return meant.flatMap((inner) => fieldErrors(inner, path));
    return [{ field: name(path), detail: 'must be a name, or an object with a name' }];
  }
  return [{ field: name(path), detail: fault(issue, path) }];
}

/** What is wrong, in words for people: the schema's own where it has any. */
function fault(issue: z.core.$ZodIssue, path: readonly PropertyKey[]): string {
  if (issue.code !== 'invalid_type' || !issue.message.startsWith('Invalid input'))
    return issue.message.slice(0, 200);
  if (issue.message.endsWith('received undefined')) return 'is missing';
  if (path.length === 0) return 'must be a JSON object with the fields of an article';
  return SHAPES[issue.expected] ?? 'has another form than this field';
}

/** A field as people write it; names out of the request are cut, the path of the whole is the body. */
function name(path: readonly PropertyKey[]): string {
  return path.map((part) => String(part).slice(0, 60)).join('.') || 'body';
}
