import { newWebhookSecret } from '../../deliveries/webhook-signing.ts';
import { type Instant, toInstant } from '../../domain/instant.ts';
import type { Database, Ports } from '../../domain/ports.ts';
import type { Sealer } from '../../domain/sealed-text.ts';

/** Where a partner listens. */
export interface Endpoint {
  id: string;
  partnerId: string;
  url: string;
  host: string;
  /** `unverified`: it has not answered for itself yet; `disabled`: it took nothing for three days, or said that it is gone. */
  state: 'unverified' | 'active' | 'disabled';
  madeAt: Instant;
  failure?: string;
  /** Deliveries that wait, and those that were given up. */
  waiting: number;
  dead: number;
}

interface EndpointRow {
  id: string;
  partner_id: string;
  url: string;
  host: string;
  state: Endpoint['state'];
  made_at: string;
  failure: string | null;
  waiting: number;
  dead: number;
}

const SECRET_BYTES = 24;
/** A receiver has so long to take over a new secret. */
const FORMER_HOURS = 24;
const MAX_ENDPOINTS = 5;

const ENDPOINTS = `SELECT id, partner_id, url, host, state, made_at, failure,
  (SELECT count(*) FROM partner_deliveries d WHERE d.endpoint_id = e.id AND d.next_at IS NOT NULL) AS waiting,
  (SELECT count(*) FROM partner_deliveries d WHERE d.endpoint_id = e.id AND d.next_at IS NULL) AS dead
  FROM partner_endpoints e`;

const toEndpoint = (row: EndpointRow): Endpoint => ({
  id: row.id,
  partnerId: row.partner_id,
  url: row.url,
  host: row.host,
  state: row.state,
  madeAt: row.made_at,
  ...(row.failure !== null && { failure: row.failure }),
  waiting: row.waiting,
  dead: row.dead,
});

/** The endpoints of a partner, or all of them. */
export async function listEndpoints(database: Database, partnerId?: string): Promise<Endpoint[]> {
  const own = partnerId === undefined ? '' : 'WHERE partner_id = ?';
  const query = database.prepare(`${ENDPOINTS} ${own} ORDER BY partner_id, made_at, id`);
  const { results } = await (partnerId === undefined ? query : query.bind(partnerId)).all<EndpointRow>();
  return results.map(toEndpoint);
}

/** An endpoint of a partner; `undefined` where it has none of this id. */
export async function loadEndpoint(
  database: Database,
  partnerId: string,
  id: string,
): Promise<Endpoint | undefined> {
  const row = await database
    .prepare(`${ENDPOINTS} WHERE id = ? AND partner_id = ?`)
    .bind(id, partnerId)
    .first<EndpointRow>();
  return row ? toEndpoint(row) : undefined;
}

/**
 * Adds an endpoint, which is told of nothing until it is verified. Returns its id and the secret that it is to check
 * messages by, told this once; `undefined` where the partner has this address already, or five.
 */
export async function addEndpoint(
  { database, clock, random }: Pick<Ports, 'database' | 'clock' | 'random'>,
  sealer: Sealer,
  partnerId: string,
  url: URL,
): Promise<{ id: string; secret: string } | undefined> {
  const present = await listEndpoints(database, partnerId);
  if (present.length >= MAX_ENDPOINTS || present.some((endpoint) => endpoint.url === url.href))
    return undefined;
  const id = `ep-${Array.from(random.bytes(6), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  const secret = newWebhookSecret(random.bytes(SECRET_BYTES));
  await database
    .prepare(
      `INSERT INTO partner_endpoints (id, partner_id, url, host, secret, state, made_at)
       VALUES (?, ?, ?, ?, ?, 'unverified', ?)`,
    )
    .bind(id, partnerId, url.href, url.host, await sealer.seal(secret, purposeOf(id)), toInstant(clock.now()))
    .run();
  return { id, secret };
}

/** Gives an endpoint a new secret, told this once; messages are signed with both for a day. */
export async function renewSecret(
  { database, clock, random }: Pick<Ports, 'database' | 'clock' | 'random'>,
  sealer: Sealer,
  id: string,
): Promise<string> {
  const secret = newWebhookSecret(random.bytes(SECRET_BYTES));
  const until = toInstant(new Date(clock.now().getTime() + FORMER_HOURS * 60 * 60 * 1000));
  await database
    .prepare('UPDATE partner_endpoints SET former_secret = secret, former_until = ?, secret = ? WHERE id = ?')
    .bind(until, await sealer.seal(secret, purposeOf(id)), id)
    .run();
  return secret;
}

/** The secrets that messages to an endpoint are signed with now; none where they cannot be opened. */
export async function loadSecrets(
  database: Database,
  sealer: Sealer,
  id: string,
  now: Instant,
): Promise<string[]> {
  const row = await database
    .prepare('SELECT secret, former_secret, former_until FROM partner_endpoints WHERE id = ?')
    .bind(id)
    .first<{ secret: string; former_secret: string | null; former_until: string | null }>();
  const sealed = [row?.secret, (row?.former_until ?? '') > now ? row?.former_secret : undefined];
  const opened = await Promise.all(
    sealed.map((text) => (text ? sealer.open(text, purposeOf(id)) : undefined)),
  );
  return opened.filter((secret) => secret !== undefined);
}

/** Ends an endpoint and what it was owed. */
export async function removeEndpoint({ database }: Pick<Ports, 'database'>, id: string): Promise<void> {
  await database.batch([
    database.prepare('DELETE FROM partner_deliveries WHERE endpoint_id = ?').bind(id),
    database.prepare('DELETE FROM partner_endpoints WHERE id = ?').bind(id),
  ]);
}

/**
 * From now on an endpoint is told of what happens; what happened before is in `/partners/articles`. One that was told of
 * things before is told of all that it missed.
 */
export async function activateEndpoint(
  { database, clock }: Pick<Ports, 'database' | 'clock'>,
  id: string,
): Promise<void> {
  await database.batch([
    database
      .prepare(
        `UPDATE partner_endpoints SET state = 'active', failure = NULL, announced =
           CASE WHEN state <> 'unverified' THEN announced ELSE (SELECT coalesce(max(sequence), 0) FROM product_changes) END
         WHERE id = ?`,
      )
      .bind(id),
    database
      .prepare(
        `UPDATE partner_deliveries SET next_at = ?, attempts = 0, failing_since = NULL
         WHERE endpoint_id = ? AND (next_at IS NULL OR failing_since IS NOT NULL)`,
      )
      .bind(toInstant(clock.now()), id),
  ]);
}

/** Tells an endpoint nothing more; what it is owed is set aside until it is verified again. */
export async function disableEndpoint(
  { database }: Pick<Ports, 'database'>,
  id: string,
  failure: string,
): Promise<void> {
  await database.batch([
    database
      .prepare(`UPDATE partner_endpoints SET state = 'disabled', failure = ? WHERE id = ?`)
      .bind(failure, id),
    database.prepare('UPDATE partner_deliveries SET next_at = NULL WHERE endpoint_id = ?').bind(id),
  ]);
}

/** Notes why an endpoint could not be verified. */
export async function noteFailure(
  { database }: Pick<Ports, 'database'>,
  id: string,
  failure: string,
): Promise<void> {
  await database.prepare('UPDATE partner_endpoints SET failure = ? WHERE id = ?').bind(failure, id).run();
}

function purposeOf(id: string): string {
  return `partner endpoint ${id}`;
}
