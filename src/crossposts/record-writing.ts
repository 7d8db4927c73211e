import type { Called, Failure } from './failure.ts';
import type { Pds, RecordPlace } from './pds.ts';
import type { StrongRef } from './post-record.ts';

/**
 * Writes a record where `known` is the CID that was last written there, or nothing was. What stands there without our
 * knowledge, since an answer was lost or somebody else wrote it, is written over: the key is ours, and what the publisher
 * says counts. `gone`: what was written there was deleted by somebody else.
 */
export async function writeRecord(
  pds: Pds,
  place: RecordPlace,
  record: object,
  known: string | undefined,
): Promise<Called<StrongRef | 'gone'>> {
  const put = await pds.put(place, record, known ?? null);
  if (!('failed' in put) || put.failed.kind !== 'swap') return put;
  const there = await pds.find(place);
  if ('failed' in there) {
    return there.failed.kind === 'missing' && known !== undefined
      ? { done: 'gone' }
      : { failed: passing(there.failed) };
  }
  const second = await pds.put(place, record, there.done.cid);
  return 'failed' in second ? { failed: passing(second.failed) } : second;
}

/** Somebody else writes there at this moment: it comes to rest. */
function passing(failure: Failure): Failure {
  return failure.kind === 'swap' || failure.kind === 'missing' ? { ...failure, kind: 'passing' } : failure;
}
