import type { Instant } from '../domain/instant.ts';
import type { Run } from './run-records.ts';
import type { Source } from './source.ts';
import { isPollDue } from './source-records.ts';

/** A source as it is shown: without its key and its secret. With its `runs` it says whether one is due or under way. */
export function sourceAnswer(
  source: Source,
  publicUrl: string,
  known?: { runs: readonly Run[]; now: Instant },
): Record<string, unknown> {
  const { id, kind, address, settings, key, secret, addedAt, nextAt, failures, failingSince } = source;
  const { everyMinutes, hosts, since, text } = settings;
  return {
    id,
    kind,
    address,
    ...(kind !== 'webhook' && { every: everyMinutes }),
    ...(hosts.length > 0 && { hosts }),
    ...((kind === 'wordpress' || kind === 'ghost') && { since }),
    ...(kind === 'feed' && { text }),
    hasKey: key !== undefined,
    ...(secret !== undefined && { webhook: webhookAddress(publicUrl, id) }),
    addedAt,
    state: failingSince === undefined ? 'working' : 'failing',
    ...(failingSince !== undefined && { failingSince, failures }),
    ...(nextAt !== undefined && { nextAt }),
    ...(known && { running: isRunning(source, known.runs, known.now), runs: known.runs }),
  };
}

function isRunning(source: Source, runs: readonly Run[], now: Instant): boolean {
  return isPollDue(source, new Date(now)) || runs.some(({ endedAt }) => endedAt === undefined);
}

/** Where a source sends what it has to say. */
export function webhookAddress(publicUrl: string, id: string): string {
  return `${publicUrl}/sources/${id}/webhook`;
}
