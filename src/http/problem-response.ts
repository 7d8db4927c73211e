import type { Log } from '../domain/ports.ts';
import {
  PROBLEMS,
  Problem,
  type ProblemCode,
  StorageBusy,
  StorageFull,
  StorageReadOnly,
} from '../domain/problem.ts';

const FIXED_TEXT = 'Something went wrong on our side. The log has the details under this request id.';

/** The address of a kind of problem: its `type` (RFC 9457 §3.1.1) and its documentation page. */
export function problemType(publicUrl: string, code: ProblemCode): string {
  return `${publicUrl}/problems/${code}`;
}

/** Answers a refusal as `application/problem+json` (RFC 9457). */
export function problemResponse(
  publicUrl: string,
  problem: Problem,
  headers: Record<string, string> = {},
): Response {
  const { status, title } = PROBLEMS[problem.code];
  const body = {
    type: problemType(publicUrl, problem.code),
    title,
    status,
    detail: problem.detail,
    ...(problem.errors && { errors: problem.errors }),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store', ...headers },
  });
}

// D1 has no error codes: these are SQLite's and D1's own words.
const FULL = /database or disk is full|SQLITE_FULL|exceeded maximum db size/i;
/** The free plan takes so many rows a day; what is there is read as before. */
const READ_ONLY = /free tier daily row write limit/i;
const BUSY = /database is locked|SQLITE_BUSY|D1 DB is overloaded/i;

/**
 * Whatever was thrown, as a refusal: a `Problem` as it is, a full storage as 507, one that cannot be written or that
 * others hold as 503, anything else as a logged 500.
 */
export function toProblem(error: unknown, log: Log, requestId: string): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof StorageFull || FULL.test(String(error))) {
    log('error', 'the storage is full', { request_id: requestId, error });
    return new Problem(
      'storage-full',
      'There is no room left to store this. Nothing of it was kept; send it again when there is.',
    );
  }
  if (error instanceof StorageReadOnly || READ_ONLY.test(String(error))) {
    log('error', 'the storage cannot be written', { request_id: requestId, error });
    return new Problem(
      'storage-read-only',
      'The storage can be read and not written at this time. Nothing of this was kept; send it again once the publisher has mended it.',
    );
  }
  if (error instanceof StorageBusy || BUSY.test(String(error))) {
    log('warn', 'the storage is held by somebody else', { request_id: requestId, error });
    return new Problem('busy', 'Somebody else holds the database. Nothing of this was kept; send it again.');
  }
  log('error', 'a request failed', { request_id: requestId, error });
  return new Problem('internal', `${FIXED_TEXT} (${requestId})`);
}
