import { type Context, Hono } from 'hono';
import type { Config } from '../../domain/config.ts';
import { type Instant, parseInstant } from '../../domain/instant.ts';
import type { Ports } from '../../domain/ports.ts';
import { Problem } from '../../domain/problem.ts';
import { createSealer, type Sealer } from '../../domain/sealed-text.ts';
import { requireToken } from '../../http/bearer-token.ts';
import { upTo } from '../../http/body-limit.ts';
import { allowOnly } from '../../http/method-guard.ts';
import { noStore } from '../../http/no-store.ts';
import { loadPartner } from '../partner-records.ts';
import { invalid } from '../partner-request.ts';
import { replayDeliveries } from './delivery-records.ts';
import { addCheckedEndpoint } from './endpoint-adding.ts';
import {
  type Endpoint,
  listEndpoints,
  loadEndpoint,
  removeEndpoint,
  renewSecret,
} from './endpoint-records.ts';
import { verifyEndpoint } from './verification.ts';

/** `/partners/{id}/endpoints`, with the publisher token: where a partner is told of changes. */
export function endpointRoutes(ports: Ports, { tokenDigests, secretsKey }: Config): Hono {
  const { database } = ports;
  const routes = new Hono();
  const permit = (context: Context) => requireToken(context.req.header('Authorization'), tokenDigests);
  const bounded = upTo(MAX_REQUEST_BYTES);
  const sealer = (): Sealer => {
    if (secretsKey) return createSealer(secretsKey, ports.random);
    throw new Problem(
      'secrets-key-missing',
      'Endpoints have secrets, and there is no key to seal them with: set SECRETS_KEY.',
    );
  };

  routes.get('/:id/endpoints', async (context) => {
    await permit(context);
    const partner = await findPartner(ports, context.req.param('id'));
    return noStore(context).json({ endpoints: await listEndpoints(database, partner) });
  });

  routes.post('/:id/endpoints', bounded, async (context) => {
    await permit(context);
    const partner = await findPartner(ports, context.req.param('id'));
    const { url } = await readBody(context);
    const { unverified, ...made } = await addCheckedEndpoint(ports, sealer(), partner, url);
    return noStore(context).json({ ...made, ...(unverified && { next: AGAIN }) }, 201);
  });

  routes.post('/:id/endpoints/:endpoint/verify', async (context) => {
    await permit(context);
    const endpoint = await endpointOf(ports, context);
    await verifyEndpoint(ports, sealer(), endpoint);
    await tell(ports);
    return noStore(context).json(await endpointOf(ports, context));
  });

  routes.post('/:id/endpoints/:endpoint/secret', async (context) => {
    await permit(context);
    const endpoint = await endpointOf(ports, context);
    return noStore(context).json({ ...endpoint, secret: await renewSecret(ports, sealer(), endpoint.id) });
  });

  routes.post('/:id/endpoints/:endpoint/replay', bounded, async (context) => {
    await permit(context);
    const endpoint = await endpointOf(ports, context);
    if (endpoint.state !== 'active') {
      throw new Problem('invalid-request', `The endpoint is ${endpoint.state}: POST …/verify first.`);
    }
    const owed = await replayDeliveries(ports, endpoint.id, readReplay(await readBody(context)));
    await tell(ports);
    return noStore(context).json({ owed }, 202);
  });

  routes.delete('/:id/endpoints/:endpoint', async (context) => {
    await permit(context);
    await removeEndpoint(ports, (await endpointOf(ports, context)).id);
    return context.body(null, 204);
  });

  allowOnly(routes, '/:id/endpoints', 'GET, HEAD, POST');
  allowOnly(routes, '/:id/endpoints/:endpoint', 'DELETE');
  for (const action of ['verify', 'secret', 'replay'])
    allowOnly(routes, `/:id/endpoints/:endpoint/${action}`, 'POST');
  return routes;
}

const AGAIN =
  'It is told of nothing until it is verified: make it answer with data.challenge, then POST …/verify.';
const MAX_REQUEST_BYTES = 4096;

async function readBody(context: Context): Promise<Record<string, unknown>> {
  const text = (await context.req.text()).trim();
  try {
    const body: unknown = JSON.parse(text || '{}');
    if (typeof body === 'object' && body !== null && !Array.isArray(body))
      return body as Record<string, unknown>;
  } catch (cause) {
    throw new Problem('invalid-json', 'The body cannot be parsed as JSON.', { cause });
  }
  throw new Problem('invalid-json', 'The body is a JSON object.');
}

function readReplay({ article, since, ...others }: Record<string, unknown>): {
  articleId?: string;
  since?: Instant;
} {
  const [other] = Object.keys(others);
  if (other) throw invalid('The replay', [{ field: other.slice(0, 60), detail: 'is no field of it' }]);
  const instant = typeof since === 'string' ? parseInstant(since) : undefined;
  if (since !== undefined && !instant) {
    throw invalid('The replay', [{ field: 'since', detail: 'is a date like 2026-03-01' }]);
  }
  if (article !== undefined && typeof article !== 'string') {
    throw invalid('The replay', [{ field: 'article', detail: 'is the id of an article' }]);
  }
  if (article === undefined && !instant) {
    throw invalid('The replay', [{ field: 'article', detail: 'or "since" says what is to be sent again' }]);
  }
  return { ...(article !== undefined && { articleId: article }), ...(instant && { since: instant }) };
}

async function findPartner({ database }: Ports, id: string): Promise<string> {
  const partner = await loadPartner(database, id);
  if (partner) return partner.id;
  throw new Problem('not-found', `There is no partner ${JSON.stringify(id.slice(0, 80))}.`);
}

async function endpointOf(ports: Ports, context: Context): Promise<Endpoint> {
  const { id = '', endpoint = '' } = context.req.param();
  return findEndpoint(ports, id, endpoint);
}

async function findEndpoint({ database }: Ports, partnerId: string, id: string): Promise<Endpoint> {
  const endpoint = await loadEndpoint(database, partnerId, id);
  if (endpoint) return endpoint;
  throw new Problem('not-found', `The partner has no endpoint ${JSON.stringify(id.slice(0, 80))}.`);
}

/** What is stored is not lost with a message: the sweep finds it. */
async function tell({ queue, log }: Ports): Promise<void> {
  try {
    await queue.send({ webhooks: 'changes' });
  } catch (error) {
    log('warn', 'the queue could not be told of an endpoint; the next sweep will', { error });
  }
}
