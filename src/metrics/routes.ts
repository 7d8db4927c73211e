import { Hono } from 'hono';
import type { Config } from '../domain/config.ts';
import type { Ports } from '../domain/ports.ts';
import { requireToken } from '../http/bearer-token.ts';
import { allowOnly } from '../http/method-guard.ts';
import { readDatabaseFigures } from './database-figures.ts';
import { METRICS_TYPE, metricsText } from './metrics-text.ts';
import type { RequestTally } from './request-tally.ts';

/** `/metrics`, for whoever has a publisher token. `tally` is of the requests of this process or isolate. */
export function metricsRoutes(ports: Ports, { tokenDigests }: Config, tally: RequestTally): Hono {
  const routes = new Hono();

  routes.get('/', async (context) => {
    await requireToken(context.req.header('Authorization'), tokenDigests);
    const [figures, readings = []] = await Promise.all([
      readDatabaseFigures(ports.database, ports.clock.now()),
      ports.machine?.readings(),
    ]);
    context.header('Content-Type', METRICS_TYPE);
    context.header('Cache-Control', 'no-store');
    const gauges = [...figures, ...readings].map((reading) => ({ ...reading, type: 'gauge' as const }));
    return context.body(await metricsText([...gauges, tally.told()]));
  });

  allowOnly(routes, '/', 'GET, HEAD');
  return routes;
}
