import type { Fetch, Ports } from '../../domain/ports.ts';
import { Problem } from '../../domain/problem.ts';
import type { Sealer } from '../../domain/sealed-text.ts';
import { invalid } from '../partner-request.ts';
import { addEndpoint, type Endpoint, loadEndpoint } from './endpoint-records.ts';
import { verifyEndpoint } from './verification.ts';

const MAX_URL = 2048;

/**
 * Adds an endpoint at an address as somebody wrote it, and asks it at once to prove itself. Returns it with its secret,
 * told this once, and why it was not verified. Throws `invalid-partner` for an address that nobody is asked at, and
 * `partner-taken` where the partner has it already, or five.
 */
export async function addCheckedEndpoint(
  ports: Ports,
  sealer: Sealer,
  partnerId: string,
  address: unknown,
): Promise<Endpoint & { secret: string; unverified: boolean }> {
  const made = await addEndpoint(ports, sealer, partnerId, readUrl(ports.fetch, address));
  if (!made) {
    const words = 'The partner has an endpoint at this address already, or five: remove one first.';
    throw new Problem('partner-taken', words);
  }
  const added = await load(ports, partnerId, made.id);
  const failure = await verifyEndpoint(ports, sealer, added);
  return {
    ...(await load(ports, partnerId, made.id)),
    secret: made.secret,
    unverified: failure !== undefined,
  };
}

async function load({ database }: Ports, partnerId: string, id: string): Promise<Endpoint> {
  const endpoint = await loadEndpoint(database, partnerId, id);
  if (endpoint) return endpoint;
  throw new Problem('not-found', 'The endpoint was removed while it was being asked.');
}

function readUrl(fetch: Fetch, address: unknown): URL {
  const parsed = typeof address === 'string' && address.length <= MAX_URL ? URL.parse(address) : null;
  if (parsed) parsed.hash = '';
  if (parsed && fetch.refusalOf(parsed.href) === undefined) return parsed;
  throw invalid('The endpoint', [
    { field: 'url', detail: 'is an https address of a public server, without a password' },
  ]);
}
