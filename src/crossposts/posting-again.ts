import { toInstant } from '../domain/instant.ts';
import type { Ports } from '../domain/ports.ts';
import { Problem } from '../domain/problem.ts';
import type { Account } from './account.ts';
import { markDue } from './crosspost-due.ts';
import { type Crosspost, loadCrosspost, renew } from './crosspost-records.ts';
import { nextGeneration } from './crosspost-step.ts';
import { addPost, publicSince } from './crossposts.ts';

/**
 * Makes an article due at once because the publisher asks for it: what failed is tried again, and what was never posted,
 * or was deleted there by somebody else, is posted now, whatever sections, tags and languages the settings name. Throws `Problem('not-found')` for an
 * article that is not public and was not posted.
 */
export async function postAgain(ports: Ports, { did }: Account, articleId: string): Promise<Crosspost> {
  const createdAt = await publicSince(ports, articleId);
  const known = await loadCrosspost(ports, did, articleId);
  if (!known && createdAt === undefined) {
    throw new Problem('not-found', `There is no public article ${JSON.stringify(articleId.slice(0, 80))}.`);
  }
  if (!known) await addPost(ports, did, articleId, createdAt as string);
  else if (createdAt !== undefined && (known.gone || known.sent === 'deleted')) {
    await renew(ports, await nextGeneration(known, toInstant(ports.clock.now())));
  }
  await markDue(ports, { articleId, account: did, deleted: createdAt !== undefined });
  try {
    await ports.queue.send({ crosspost: articleId });
  } catch (error) {
    ports.log('warn', 'the queue could not be told of a crosspost; the next sweep will', {
      article_id: articleId,
      error,
    });
  }
  return (await loadCrosspost(ports, did, articleId)) as Crosspost;
}
