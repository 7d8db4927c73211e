import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Config } from '../domain/config.ts';
import { createSecretKeeping } from '../domain/kept-secret.ts';
import type { Ports } from '../domain/ports.ts';
import { Problem } from '../domain/problem.ts';
import { requireToken } from '../http/bearer-token.ts';
import { allowOnly } from '../http/method-guard.ts';
import { problemResponse } from '../http/problem-response.ts';
import type { ReadPrivateTopic } from './hub-feeds.ts';
import { readHubRequest, type SubscriptionRequest } from './hub-request.ts';
import { FAILED_SECONDS, HOST_AND_FEED_LIMIT, HOST_LIMIT, recordRequest } from './request-records.ts';
import { AT_ONCE_SECONDS, verifyAtOnce } from './verification.ts';

/** In bytes: two addresses and a secret, percent-encoded. */
const MAX_FORM_BYTES = 32_768;
const FORM = /^application\/x-www-form-urlencoded\s{0,9}(?:;\s{0,9}charset="?utf-8"?\s{0,9})?$/i;

/**
 * The WebSub hub of our own feeds: `POST /hub` (W3C WebSub §5); GET says in words what it is. `readPrivate` knows of feeds
 * that are not everybody's.
 */
export function hubRoutes(ports: Ports, config: Config, readPrivate: ReadPrivateTopic): Hono {
  const routes = new Hono();
  const { publicUrl } = config;
  const secrets = createSecretKeeping(config.secretsKey, ports.random);

  routes.get('/', (context) =>
    context.text(explanation(config), 200, { 'Cache-Control': 'public, max-age=3600' }),
  );

  routes.post(
    '/',
    bodyLimit({
      maxSize: MAX_FORM_BYTES,
      onError: () => {
        throw new Problem('body-too-large', `A request to the hub has at most ${MAX_FORM_BYTES} bytes.`);
      },
    }),
    async (context) => {
      if (!FORM.test(context.req.header('Content-Type') ?? '')) {
        throw new Problem('unsupported-media-type', 'Send application/x-www-form-urlencoded, in UTF-8.');
      }
      const form = new URLSearchParams(await context.req.text());
      const address = form.get('hub.topic') ?? '';
      const privateTopic = await readPrivate(address);
      const request = readHubRequest(form, { publicUrl, fetch: ports.fetch, privateTopic });
      if (request.mode === 'publish') {
        await requireToken(context.req.header('Authorization'), config.tokenDigests);
        await tell(ports, 'changes');
        return accepted('Whatever changed is on its way to the subscribers.');
      }
      if (privateTopic !== undefined) {
        if (!(await recordRequest(ports, secrets, request, AT_ONCE_SECONDS)))
          return refuse(publicUrl, request);
        if (!(await verifyAtOnce(ports, request, address))) throw notWanted();
        await tell(ports, 'changes');
        return accepted('The callback wants this.');
      }
      if (!(await recordRequest(ports, secrets, request))) return refuse(publicUrl, request);
      await tell(ports, 'verify');
      return accepted('The callback is asked whether it wants this.');
    },
  );
  allowOnly(routes, '/', 'GET, HEAD, POST');
  return routes;
}

function notWanted(): Problem {
  const error = { field: 'hub.callback', detail: 'did not answer the challenge; ask again when it can' };
  return new Problem('invalid-subscription', `${error.field} ${error.detail}.`, { errors: [error] });
}

function accepted(words: string): Response {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };
  return new Response(`${words}\n`, { status: 202, headers });
}

function refuse(publicUrl: string, { host, topic }: SubscriptionRequest): Response {
  const most = `${HOST_LIMIT}, and ${HOST_AND_FEED_LIMIT} to ${topic.feed}`;
  const detail = `${host} has as many subscriptions as one host may (${most}), or too many wait to be verified.`;
  return problemResponse(publicUrl, new Problem('too-many-subscriptions', detail), {
    'Retry-After': String(FAILED_SECONDS),
  });
}

/** What is stored is not lost with a message: the sweep finds it. */
async function tell({ queue, log }: Ports, hub: 'verify' | 'changes'): Promise<void> {
  try {
    await queue.send({ hub });
  } catch (error) {
    log('warn', 'the queue could not be told of work for the hub; the next sweep will', { error });
  }
}

function explanation({ publicUrl, publication }: Config): string {
  return [
    `This is the WebSub hub of ${publication.name}: it sends you a feed the moment it changes.`,
    '',
    `POST application/x-www-form-urlencoded to ${publicUrl}/hub:`,
    '  hub.mode           subscribe or unsubscribe',
    `  hub.topic          the address of a feed, such as ${publicUrl}/feeds/all.rss`,
    '  hub.callback       the https address the feed is to be sent to',
    '  hub.lease_seconds  for how long; 10 days unless said, 30 at most',
    '  hub.secret         signs what is sent (X-Hub-Signature: sha256=…)',
    '',
    'https://www.w3.org/TR/websub/',
    '',
  ].join('\n');
}
