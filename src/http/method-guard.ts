import type { Hono } from 'hono';
import { Problem } from '../domain/problem.ts';

/** Thrown as is by routes; the app adds the `Allow` header (RFC 9110 §15.5.6). */
export class MethodNotAllowed extends Problem {
  readonly allow: string;

  constructor(method: string, allow: string) {
    super('method-not-allowed', `${method} is not possible here; ${allow} is.`);
    this.allow = allow;
  }
}

/** Refuses every method that `path` has no handler for. To be called after the handlers. */
export function allowOnly(routes: Hono, path: string, allow: string): void {
  routes.all(path, (context) => {
    throw new MethodNotAllowed(context.req.method, allow);
  });
}
