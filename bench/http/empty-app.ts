import { Hono } from 'hono';
import type { Database } from '../../src/domain/ports.ts';

export const EMPTY_PATH = '/empty';
export const POINT_READ_PATH = '/point-read';

/** What a 304 is compared with: a route that does nothing, and one that reads one row by its key. No middleware. */
export function createEmptyApp(databaseOf: (bindings: unknown) => Database): Hono {
  const app = new Hono();
  app.get(EMPTY_PATH, (context) => context.text('ok'));
  app.get(POINT_READ_PATH, async (context) => {
    const row = await databaseOf(context.env)
      .prepare('SELECT name, digest, modified_at FROM topics WHERE topic = ?')
      .bind('all')
      .first();
    return row ? context.text('ok') : context.text('no row', 500);
  });
  return app;
}
