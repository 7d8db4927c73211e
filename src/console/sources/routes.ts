import { type Context, Hono } from 'hono';
import type { Ports } from '../../domain/ports.ts';
import { Problem } from '../../domain/problem.ts';
import { listRuns } from '../../sources/run-records.ts';
import type { Source } from '../../sources/source.ts';
import { askForRun, listSources, loadSource } from '../../sources/source-records.ts';
import { deskOf } from '../desk.ts';
import { type ItemCounts, renderPermission, renderSource, renderSourceList } from './source-pages.ts';

const RUNS = 20;

/** `/console/sources`: how each source does; it can be polled now, and be let withdraw many articles at once. */
export function sourcePages(ports: Ports): Hono {
  const routes = new Hono();

  routes.get('/', async (context) =>
    context.html(renderSourceList(deskOf(context), await listSources(ports))),
  );

  routes.get('/:id', async (context) => {
    const desk = deskOf(context);
    const source = await find(ports, context);
    const [runs, counts] = await Promise.all([listRuns(ports, source.id, RUNS), countItems(ports, source)]);
    const { done } = desk.words.sourcePages;
    const outcome = context.req.query('done') ?? '';
    const notice = Object.hasOwn(done, outcome) ? done[outcome as keyof typeof done] : undefined;
    return context.html(renderSource(desk, source, { runs, counts, notice }));
  });

  routes.post('/:id/run', async (context) => {
    const source = await find(ports, context);
    await ask(ports, source, false);
    return context.redirect(`/console/sources/${source.id}?done=asked`, 303);
  });

  routes.get('/:id/permit', async (context) => {
    const source = await find(ports, context);
    return context.html(renderPermission(deskOf(context), source, await countItems(ports, source)));
  });

  routes.post('/:id/permit', async (context) => {
    const source = await find(ports, context);
    await ask(ports, source, true);
    return context.redirect(`/console/sources/${source.id}?done=permitted`, 303);
  });
  return routes;
}

async function find(ports: Ports, context: Context): Promise<Source> {
  const id = context.req.param('id') ?? '';
  const source = await loadSource(ports, id);
  if (!source) throw new Problem('not-found', `There is no source ${JSON.stringify(id.slice(0, 80))}.`);
  return source;
}

async function ask(ports: Ports, { id, kind }: Source, mayWithdraw: boolean): Promise<void> {
  if (kind === 'webhook') {
    throw new Problem('invalid-request', 'This source is only heard: there is nothing to ask it for.');
  }
  await askForRun(ports, id, mayWithdraw);
  // What is due is found by the next sweep, where the queue cannot be told.
  await ports.queue.send({ source: id }).catch((error: unknown) => {
    ports.log('warn', 'the queue could not be told of a source; the next sweep will', { source: id, error });
  });
}

async function countItems({ database }: Ports, { id }: Source): Promise<ItemCounts> {
  const { results } = await database
    .prepare('SELECT state, count(*) AS items FROM source_items WHERE source_id = ? GROUP BY state')
    .bind(id)
    .all<{ state: keyof ItemCounts; items: number }>();
  return Object.fromEntries(results.map(({ state, items }) => [state, items]));
}
