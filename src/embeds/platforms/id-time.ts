import { toInstant } from '../../domain/instant.ts';
import type { IdTime } from './link-rules.ts';

/** No clock tells what lies in the future, so a fixed bound keeps absurd ids from being shown as dates. */
const LATEST = Date.UTC(2100, 0, 1);

/** The time of an id, if it lies from `earliest` (milliseconds since 1970, UTC) to the year 2099. */
export function idTime(milliseconds: bigint, earliest: number): IdTime | undefined {
  if (milliseconds < BigInt(earliest) || milliseconds >= BigInt(LATEST)) return undefined;
  return { at: toInstant(new Date(Number(milliseconds))), precision: 'millisecond' };
}
