import { inShort } from '../../deliveries/retry-schedule.ts';
import { webhookHeaders } from '../../deliveries/webhook-signing.ts';
import { toInstant } from '../../domain/instant.ts';
import type { FetchOutcome, Ports } from '../../domain/ports.ts';
import type { Sealer } from '../../domain/sealed-text.ts';
import { activateEndpoint, type Endpoint, loadSecrets, noteFailure } from './endpoint-records.ts';

const MAX_ANSWER_BYTES = 4096;
const CHALLENGE_BYTES = 24;

/**
 * Asks an endpoint to prove that it is meant: a signed message `endpoint.verification`, whose challenge it has to answer
 * with, as text or within JSON. Where it does, it is told of changes from now on. Returns why it was not verified.
 */
export async function verifyEndpoint(
  ports: Ports,
  sealer: Sealer,
  endpoint: Endpoint,
): Promise<string | undefined> {
  const { database, clock, fetch, random } = ports;
  const secrets = await loadSecrets(database, sealer, endpoint.id, toInstant(clock.now()));
  const challenge = Array.from(random.bytes(CHALLENGE_BYTES), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
  const now = clock.now();
  const message = { type: 'endpoint.verification', timestamp: toInstant(now), data: { challenge } };
  const body = new TextEncoder().encode(JSON.stringify(message));
  const outcome = await fetch.post(endpoint.url, {
    headers: {
      'Content-Type': 'application/json',
      ...(await webhookHeaders(`msg_${challenge.slice(0, 24)}`, now, body, secrets)),
    },
    body,
    maxAnswerBytes: MAX_ANSWER_BYTES,
  });
  const failure = faultOf(outcome, challenge);
  if (failure) await noteFailure(ports, endpoint.id, failure);
  else await activateEndpoint(ports, endpoint.id);
  return failure;
}

function faultOf(outcome: FetchOutcome, challenge: string): string | undefined {
  if (outcome.outcome !== 'answered' || outcome.status < 200 || outcome.status > 299) {
    return `it answered the verification with ${inShort(outcome)}`;
  }
  const isProven = new TextDecoder().decode(outcome.body).includes(challenge);
  return isProven ? undefined : 'its answer did not hold the challenge';
}
