import { Problem } from '../domain/problem.ts';

/** What a reader made of the body, as the checks after it call that. */
const MADE = /^(?:body|embeds)(?:\.|$)/;

/** The same refusal, with what was read from the body called by the name of the field that held the body. */
export function inSentField(problem: Problem, sent: string): Problem {
  const made = problem.errors?.find(({ field }) => MADE.test(field));
  if (!made) return problem;
  const errors = problem.errors?.map((error) => (MADE.test(error.field) ? { ...error, field: sent } : error));
  return new Problem(problem.code, problem.detail.replace(made.field, sent), {
    errors: errors ?? [],
    cause: problem,
  });
}
