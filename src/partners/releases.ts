import { sha256 } from '../domain/digest.ts';
import { type Instant, toInstant } from '../domain/instant.ts';
import type { Database } from '../domain/ports.ts';
import { releaseStatements } from '../store/contract-statements.ts';
import { openDueArticles } from '../store/opening.ts';
import type { Reader } from '../store/public-reads.ts';

/** The next moment at which partners may have something more: the end of an embargo of the publisher, or of a contract. */
export const NEXT_RELEASE = `min(
  coalesce((SELECT min(opens_at) FROM articles WHERE opens_at IS NOT NULL), '9999'),
  coalesce((SELECT min(release_at) FROM product_articles WHERE state = 'waiting' AND state <> 'placed'), '9999'))`;

/**
 * Opens what is due by now, so that whatever is read next is the whole truth of this moment. `next` is `NEXT_RELEASE` as
 * it was read with something else. Returns whether anything was.
 */
export async function releaseDue(ports: Reader, next: Instant): Promise<boolean> {
  const now = toInstant(ports.clock.now());
  if (next > now) return false;
  await openDueArticles(ports);
  await releaseContracts(ports.database, now);
  return true;
}

/** Gives partners what their contracts held back until now. Several at once do no harm. */
async function releaseContracts(database: Database, at: Instant): Promise<void> {
  const revision = await sha256(`release ${at}`, 16);
  await database.batch(releaseStatements(database, { at, revision, arrival: 'opened' }));
}
