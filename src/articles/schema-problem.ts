import type * as z from 'zod';
import { type FieldError, Problem } from '../domain/problem.ts';

/** So many errors are listed; the rest come when these are mended. */
const MAX_ERRORS = 50;

/** The refusal of values that a schema does not take: one error for each field, named by its path (`authors.0.url`). */
export function schemaProblem(
  place: string,
  issues: readonly z.core.$ZodIssue[],
  more: readonly FieldError[] = [],
): Problem {
  const errors = [...more, ...issues.flatMap((issue) => fieldErrors(issue, []))].slice(0, MAX_ERRORS);
  return invalidArticle(place, errors);
}

/** `Problem('invalid-article')` for `errors`, of which there must be one at least. */
export function invalidArticle(place: string, errors: FieldError[]): Problem {
  const [first] = errors;
  const more = errors.length > 1 ? ` ${errors.length - 1} more are listed under errors.` : '';
  const detail = first
    ? `${place} cannot be taken: ${first.field} ${first.detail}.${more}`
    : `${place} cannot be taken.`;
  return new Problem('invalid-article', detail, { errors });
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
  return [{ field: name(path), detail: issue.message.replace(/^Invalid input: /, '').slice(0, 200) }];
}

/** A field as people write it; names out of the request are cut, the path of the whole is the body. */
function name(path: readonly PropertyKey[]): string {
  return path.map((part) => String(part).slice(0, 60)).join('.') || 'body';
}
