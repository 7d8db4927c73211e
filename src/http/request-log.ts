import type { Context } from 'hono';
import type { Log } from '../domain/ports.ts';
import type { Answered } from './request-watch.ts';
import { requestIdOf } from './standing-headers.ts';

/**
 * Writes a line of a request: of all of them, or of those that failed on our side. Who asked, what stood in the address
 * and what was sent are not in it.
 */
export function logRequest(
  log: Log,
  which: 'errors' | 'requests',
  { method, route, status, milliseconds }: Answered,
  context: Context,
): void {
  const failed = status >= 500;
  if (!failed && which === 'errors') return;
  log(failed ? 'error' : 'info', 'request', {
    request_id: requestIdOf(context),
    method,
    route,
    status,
    ms: Math.round(milliseconds * 10) / 10,
  });
}
