import { type Context, Hono } from 'hono';
import type { Config } from '../domain/config.ts';
import { equalInConstantTime } from '../domain/digest.ts';
import { toInstant } from '../domain/instant.ts';
import type { Ports } from '../domain/ports.ts';
import { Problem } from '../domain/problem.ts';
import { requireToken } from '../http/bearer-token.ts';
import { upTo } from '../http/body-limit.ts';
import { allowOnly } from '../http/method-guard.ts';
import { noStore } from '../http/no-store.ts';
import { listRuns } from './run-records.ts';
import type { Source } from './source.ts';
import { addCheckedSource, tellOfSource } from './source-adding.ts';
import { sourceAnswer } from './source-answer.ts';
import { askForRun, listSources, loadSource, removeSource } from './source-records.ts';
import { createSourceSecrets } from './source-secrets.ts';
import { readWebhook } from './webhooks/webhook-payload.ts';
import { receiveWebhook } from './webhooks/webhook-receipt.ts';
import { checkSignature } from './webhooks/webhook-signature.ts';

const RUNS = 10;
const MAX_RUNS = 100;
const MAX_REQUEST_BYTES = 65_536;
const MAX_WEBHOOK_BYTES = 2 * 1024 * 1024;

/** `/sources`: add, list, show, run and remove them, with the publisher token; and what they send, with their own secret. */
export function sourceRoutes(ports: Ports, { publicUrl, tokenDigests, secretsKey }: Config): Hono {
  const routes = new Hono();
  const secrets = createSourceSecrets(ports, secretsKey);
  const permit = (context: Context) => requireToken(context.req.header('Authorization'), tokenDigests);

  routes.post('/', upTo(MAX_REQUEST_BYTES), async (context) => {
    await permit(context);
    const source = await addCheckedSource(ports, secrets, await context.req.text());
    if (source.nextAt) await tellOfSource(ports, source.id);
    const given = await isGiven(context, source);
    const answer = {
      ...sourceAnswer(source, publicUrl),
      ...(source.secret && !given && { secret: source.secret }),
    };
    context.header('Location', `${publicUrl}/sources/${source.id}`);
    return noStore(context).json(answer, 201);
  });

  routes.get('/', async (context) => {
    await permit(context);
    const sources = await listSources(ports);
    return noStore(context).json({ sources: sources.map((source) => sourceAnswer(source, publicUrl)) });
  });

  routes.get('/:id', async (context) => {
    await permit(context);
    const source = await find(ports, context.req.param('id'));
    const runs = await listRuns(ports, source.id, readCount(context.req.query('runs')));
    const now = toInstant(ports.clock.now());
    return noStore(context).json(sourceAnswer(source, publicUrl, { runs, now }));
  });

  routes.delete('/:id', async (context) => {
    await permit(context);
    if (!(await removeSource(ports, context.req.param('id')))) throw unknown(context.req.param('id'));
    return context.body(null, 204);
  });

  routes.post('/:id/run', upTo(MAX_REQUEST_BYTES), async (context) => {
    await permit(context);
    const source = await find(ports, context.req.param('id'));
    const lift = readLift(await context.req.text());
    if (source.kind === 'webhook') {
      throw new Problem('invalid-request', 'This source is only heard: there is nothing to ask it for.');
    }
    await askForRun(ports, source.id, lift);
    await tellOfSource(ports, source.id);
    return noStore(context).json(sourceAnswer(await find(ports, source.id), publicUrl), 202);
  });

  routes.post('/:id/webhook', upTo(MAX_WEBHOOK_BYTES), async (context) => {
    const known = await loadSource(ports, context.req.param('id'));
    const source = known && (await secrets.open(known));
    // Who does not know the secret is not told which sources there are.
    if (source?.secret === undefined)
      throw new Problem('invalid-signature', 'No such source takes webhooks.');
    const body = new Uint8Array(await context.req.arrayBuffer());
    const signed = await checkSignature(context.req.raw.headers, body, source.secret, ports.clock.now());
    const asked = await readWebhook(source, body);
    const isNew = await receiveWebhook(ports, source, asked, signed);
    if (isNew) await tellOfSource(ports, source.id);
    return noStore(context).json({ outcome: isNew ? 'accepted' : 'received before' }, isNew ? 202 : 200);
  });

  allowOnly(routes, '/', 'GET, HEAD, POST');
  allowOnly(routes, '/:id', 'GET, HEAD, DELETE');
  allowOnly(routes, '/:id/run', 'POST');
  allowOnly(routes, '/:id/webhook', 'POST');
  return routes;
}

async function find(ports: Ports, id: string): Promise<Source> {
  const source = await loadSource(ports, id);
  if (!source) throw unknown(id);
  return source;
}

function unknown(id: string): Problem {
  return new Problem('not-found', `There is no source ${JSON.stringify(id.slice(0, 80))}.`);
}

/** Whether the secret came with the request, so that it need not be said. */
async function isGiven(context: Context, { secret }: Source): Promise<boolean> {
  const { secret: given } = (await context.req.json()) as { secret?: string };
  return given !== undefined && secret !== undefined && equalInConstantTime(given, secret);
}

function readLift(text: string): boolean {
  if (text.trim() === '') return false;
  if (/^\s*\{\s*"withdraw"\s*:\s*"all"\s*\}\s*$/.test(text)) return true;
  if (/^\s*\{\s*\}\s*$/.test(text)) return false;
  throw new Problem('invalid-request', 'The body of a run is empty, or {"withdraw":"all"}.');
}

function readCount(text: string | undefined): number {
  if (text === undefined) return RUNS;
  if (/^[1-9]\d{0,2}$/.test(text) && Number(text) <= MAX_RUNS) return Number(text);
  throw new Problem('invalid-request', `"runs" is a number from 1 to ${MAX_RUNS}.`);
}
