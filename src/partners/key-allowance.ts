import { toInstant } from '../domain/instant.ts';
import type { Database } from '../domain/ports.ts';

/** What this process has of a key's minute. */
interface Lease {
  minute: string;
  /** Requests that were taken from the count for us, and how many of them are used. */
  granted: number;
  used: number;
  /** The count, as it was last seen: with what other processes have taken. */
  counted: number;
}

/** Never is more taken at once: what a process has taken and does not use, others cannot have. */
const MOST_AT_ONCE = 64;
const MAX_LEASES = 5000;

/**
 * Counts the requests of keys, each minute anew. The count is in the database, so that several processes keep to one
 * limit together; a process that goes on asking takes several requests from it at a time, as many again as it has used, so
 * that not every request is a write. A key that has used up its minute costs nothing any more.
 */
export class KeyAllowances {
  readonly #leases = new Map<string, Lease>();

  /** Counts one request. Returns how many are left of `limit` after it; less than none: it is one too many. */
  async take(database: Database, prefix: string, limit: number, now: Date): Promise<number> {
    const minute = toInstant(now).slice(0, 'YYYY-MM-DDTHH:MM'.length);
    const lease = this.#leaseOf(prefix, minute);
    if (lease.used < lease.granted) {
      lease.used++;
      return left(lease, limit);
    }
    if (lease.counted >= limit) return -1;
    const share = Math.max(1, Math.min(lease.used, MOST_AT_ONCE, limit - lease.counted));
    const counted = await countRequests(database, prefix, minute, share);
    lease.counted = Math.max(lease.counted, counted);
    const before = counted - share;
    if (before >= limit) return -1;
    lease.granted += Math.min(share, limit - before);
    lease.used++;
    return left(lease, limit);
  }

  #leaseOf(prefix: string, minute: string): Lease {
    const known = this.#leases.get(prefix);
    if (known?.minute === minute) return known;
    if (this.#leases.size >= MAX_LEASES) this.#leases.clear();
    const lease = { minute, granted: 0, used: 0, counted: 0 };
    this.#leases.set(prefix, lease);
    return lease;
  }
}

function left({ counted, granted, used }: Lease, limit: number): number {
  return Math.max(0, limit - counted) + granted - used;
}

async function countRequests(
  database: Database,
  prefix: string,
  minute: string,
  share: number,
): Promise<number> {
  const row = await database
    .prepare(
      `UPDATE partner_keys SET counted = CASE WHEN counted_at = ?1 THEN counted + ?3 ELSE ?3 END, counted_at = ?1
       WHERE prefix = ?2 RETURNING counted`,
    )
    .bind(minute, prefix, share)
    .first<{ counted: number }>();
  return row?.counted ?? share;
}
