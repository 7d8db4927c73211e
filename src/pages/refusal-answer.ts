import type { Config } from '../domain/config.ts';
import { PROBLEMS, type Problem } from '../domain/problem.ts';
import { renderRefusalPage } from './refusal-page.ts';

/**
 * The page of a refusal as an answer, in place of `application/problem+json`: with the same status and `headers`, for a
 * client that would rather read HTML.
 */
export function refusalAnswer(
  config: Config,
  problem: Problem,
  headers: Record<string, string> = {},
): Response {
  return new Response(renderRefusalPage(config, problem), {
    status: PROBLEMS[problem.code].status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', ...headers },
  });
}
