import type { Run } from './run-records.ts';
import type { Source } from './source.ts';

/** A source as it is shown: without its key and its secret. */
export function sourceAnswer(
  source: Source,
  publicUrl: string,
  runs?: readonly Run[],
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
    ...(runs && { running: runs.some(({ endedAt }) => endedAt === undefined), runs }),
  };
}

/** Where a source sends what it has to say. */
export function webhookAddress(publicUrl: string, id: string): string {
  return `${publicUrl}/sources/${id}/webhook`;
}
