import type { Context, MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';

/** A request and its answer, with nothing of who asked, and nothing of the address but its pattern. */
export interface Answered {
  method: string;
  /** The pattern of the route that answered; `*` where none of ours did. */
  route: string;
  status: number;
  /** Until the head of the answer was ready. */
  milliseconds: number;
}

/** What an answer's time goes into: asking the database, making the answer of what it said. */
export type Lap = 'db' | 'render';

interface Watch {
  elapsed(): number;
  startedAt: number;
  lapAt: number;
  db: number | undefined;
  render: number | undefined;
}

declare module 'hono' {
  interface ContextVariableMap {
    watch: Watch;
  }
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']);

/**
 * Tells of each request when it is answered. To stand before everything else. `elapsed`: milliseconds since some moment.
 * Methods that HTTP does not know by heart are told as `other`, so that whoever counts has few to count.
 */
export function watchRequests(
  elapsed: () => number,
  tell: (answered: Answered, context: Context) => void,
): MiddlewareHandler {
  return async (context, next) => {
    const startedAt = elapsed();
    context.set('watch', { elapsed, startedAt, lapAt: startedAt, db: undefined, render: undefined });
    await next();
    const { method } = context.req;
    const route = routePath(context);
    const answered = {
      method: METHODS.has(method) ? method : 'other',
      route: route === '/*' ? '*' : route,
      status: context.res.status,
      milliseconds: elapsed() - startedAt,
    };
    tell(answered, context);
  };
}

/** Says that what has gone by since the last lap, or since the start, went into this. */
export function lap(context: Context, name: Lap): void {
  const watch = context.get('watch');
  if (!watch) return;
  const now = watch.elapsed();
  watch[name] = (watch[name] ?? 0) + now - watch.lapAt;
  watch.lapAt = now;
}

/** Whether it was said when the reading was over. */
export function hasRead(context: Context): boolean {
  return context.get('watch')?.db !== undefined;
}

/**
 * The value of `Server-Timing` (W3C) for an answer of this status; `undefined` where it has none. A 304 has no time for
 * it, and a refusal does not tell by its time what there is.
 */
export function serverTiming(context: Context, status: number): string | undefined {
  if (status < 200 || status > 299) return undefined;
  const watch = context.get('watch');
  if (!watch) return undefined;
  const { db, render } = watch;
  const total = watch.elapsed() - watch.startedAt;
  return Object.entries({ db, render, total })
    .flatMap(([name, milliseconds]) =>
      milliseconds === undefined ? [] : [`${name};dur=${milliseconds.toFixed(1)}`],
    )
    .join(', ');
}
