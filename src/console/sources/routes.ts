import { type Context, Hono } from 'hono';
import type { Config } from '../../domain/config.ts';
import type { Ports } from '../../domain/ports.ts';
import { PROBLEMS, Problem } from '../../domain/problem.ts';
import { createEmbedFinder } from '../../embeds/embed-finder.ts';
import { toProblem } from '../../http/problem-response.ts';
import { requestIdOf } from '../../http/standing-headers.ts';
import { listRuns, type Run } from '../../sources/run-records.ts';
import type { Source } from '../../sources/source.ts';
import { addCheckedSource, tellOfSource } from '../../sources/source-adding.ts';
import { askForRun, listSources, loadSource, removeSource } from '../../sources/source-records.ts';
import { createSourceSecrets } from '../../sources/source-secrets.ts';
import { createSources } from '../../sources/sources.ts';
import { type Desk, deskOf } from '../desk.ts';
import { counted } from '../forms.ts';
import { sourceRequestOf } from './source-form.ts';
import {
  type ItemCounts,
  renderPermission,
  renderRemoval,
  renderSource,
  renderSourceList,
  type SourceParts,
} from './source-pages.ts';

const RUNS = 20;

/** `/console/sources`: add and remove sources, and how each does; it can be polled now, and be let withdraw many articles. */
export function sourcePages(ports: Ports, config: Config): Hono {
  const routes = new Hono();
  const secrets = createSourceSecrets(ports, config.secretsKey);
  const sources = createSources(ports, config, createEmbedFinder());

  routes.get('/', async (context) => {
    const desk = deskOf(context);
    const notice = doneOf(desk, context);
    return context.html(renderSourceList(desk, await listSources(ports), { notice }));
  });

  routes.post('/', async (context) => {
    const form = context.get('form');
    const added = await addCheckedSource(ports, secrets, sourceRequestOf(form)).catch((error: unknown) =>
      toProblem(error, ports.log, requestIdOf(context)),
    );
    if (added instanceof Problem) {
      const refused = { form, problem: added };
      const page = renderSourceList(deskOf(context), await listSources(ports), { refused });
      return context.html(page, PROBLEMS[added.code].status);
    }
    if (added.nextAt) await sources.look(added.id);
    if (!added.secret || form.text('secret') !== '')
      return context.redirect(`/console/sources/${added.id}?done=added`, 303);
    // The answer to the form is the page itself: a secret cannot be shown again after a redirect.
    return show(context, ports, added.id, added.secret);
  });

  routes.get('/:id', (context) => show(context, ports, context.req.param('id')));

  routes.get('/:id/remove', async (context) => {
    const source = await find(ports, context.req.param('id'));
    return context.html(renderRemoval(deskOf(context), source, await countItems(ports, source)));
  });

  routes.post('/:id/remove', async (context) => {
    const { id } = await find(ports, context.req.param('id'));
    await removeSource(ports, id);
    return context.redirect('/console/sources?done=removed', 303);
  });

  routes.post('/:id/run', async (context) => {
    const source = await find(ports, context.req.param('id'));
    await ask(ports, source, false);
    return context.redirect(`/console/sources/${source.id}?done=asked`, 303);
  });

  routes.get('/:id/permit', async (context) => {
    const source = await find(ports, context.req.param('id'));
    return context.html(renderPermission(deskOf(context), source, await countItems(ports, source)));
  });

  routes.post('/:id/permit', async (context) => {
    const source = await find(ports, context.req.param('id'));
    await ask(ports, source, true);
    return context.redirect(`/console/sources/${source.id}?done=permitted`, 303);
  });
  return routes;
}

/** The page of a source; `shown`: a secret that was made for it in this request. */
async function show(context: Context, ports: Ports, id: string, shown?: string): Promise<Response> {
  const desk = deskOf(context);
  const source = await find(ports, id);
  const [runs, counts] = await Promise.all([listRuns(ports, id, RUNS), countItems(ports, source)]);
  const isAdded = shown !== undefined || context.req.query('done') === 'added';
  const said = isAdded ? firstLook(desk, source, runs, counts) : { notice: doneOf(desk, context) };
  return context.html(renderSource(desk, source, { runs, counts, shown, ...said }));
}

/** What came of asking a source for the first time. */
function firstLook(
  desk: Desk,
  { kind, failingSince }: Source,
  runs: readonly Run[],
  counts: ItemCounts,
): Pick<SourceParts, 'notice' | 'warning'> {
  const words = desk.words.sourcePages;
  if (kind === 'webhook') return { notice: words.heard };
  if (failingSince !== undefined) return { warning: words.unread };
  if (runs.length === 0) return { notice: words.polledLater };
  const found = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return { notice: found > 0 ? counted(desk, words.found, found) : words.foundNothing };
}

function doneOf({ words }: Desk, context: Context): string | undefined {
  const { done } = words.sourcePages;
  const outcome = context.req.query('done') ?? '';
  return Object.hasOwn(done, outcome) ? done[outcome as keyof typeof done] : undefined;
}

async function find(ports: Ports, id: string): Promise<Source> {
  const source = await loadSource(ports, id);
  if (!source) throw new Problem('not-found', `There is no source ${JSON.stringify(id.slice(0, 80))}.`);
  return source;
}

async function ask(ports: Ports, { id, kind }: Source, mayWithdraw: boolean): Promise<void> {
  if (kind === 'webhook') {
    throw new Problem('invalid-request', 'This source is only heard: there is nothing to ask it for.');
  }
  await askForRun(ports, id, mayWithdraw);
  await tellOfSource(ports, id);
}

async function countItems({ database }: Ports, { id }: Source): Promise<ItemCounts> {
  const { results } = await database
    .prepare('SELECT state, count(*) AS items FROM source_items WHERE source_id = ? GROUP BY state')
    .bind(id)
    .all<{ state: keyof ItemCounts; items: number }>();
  return Object.fromEntries(results.map(({ state, items }) => [state, items]));
}
