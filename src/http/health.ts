import { Hono } from 'hono';
import type { Ports } from '../domain/ports.ts';
import { allowOnly } from './method-guard.ts';
import { requestIdOf } from './standing-headers.ts';

/** `/healthz`: a line for all of it, then one for each thing that was looked at. 503 where one fails. */
export function healthRoutes({ database, machine, log }: Pick<Ports, 'database' | 'machine' | 'log'>): Hono {
  const routes = new Hono();

  routes.get('/', async (context) => {
    const checks: Record<string, () => Promise<string | undefined>> = {
      database: async () => {
        await database.prepare('SELECT 1 FROM articles LIMIT 1').first();
        return undefined;
      },
      ...(machine && { storage: () => machine.storageFault() }),
    };
    const lines: string[] = [];
    let failed = false;
    for (const [name, check] of Object.entries(checks)) {
      const fault = await check().catch((error: unknown) => {
        log('error', 'a check of health failed', { check: name, request_id: requestIdOf(context), error });
        return 'does not answer';
      });
      if (fault) failed = true;
      lines.push(`${name}: ${fault ?? 'ok'}`);
    }
    context.header('Cache-Control', 'no-store');
    return context.text(`${failed ? 'fault' : 'ok'}\n${lines.join('\n')}\n`, failed ? 503 : 200);
  });

  allowOnly(routes, '/', 'GET, HEAD');
  return routes;
}
