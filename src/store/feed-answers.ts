import type { Config } from '../domain/config.ts';
import type { Ports } from '../domain/ports.ts';
import { FEED_WRITERS } from '../feeds/feed-formats.ts';
import { feedPath } from '../feeds/feed-selection.ts';
import { joinFeed } from '../feeds/feed-writer.ts';
import { soundHead } from '../feeds/sound-feed.ts';
import { assembleFeed, type FeedParts, type FeedPlan } from './feed-assembly.ts';
import { keepSnapshot, loadSnapshot } from './feed-snapshots.ts';
import { loadFeedState } from './feed-state.ts';

/** The document, as bytes. */
export function joinParts({ format }: Pick<FeedPlan, 'format'>, { head, items }: FeedParts): Uint8Array {
  const writer = FEED_WRITERS[format];
  const fragments = items.map(({ fragment }) => fragment);
  return new TextEncoder().encode(joinFeed(writer, writer.head(soundHead(head)), fragments));
}

/**
 * The whole feed. `settled`: nothing was published while it was put together, so that it may be kept under its digest;
 * what it holds is then remembered for readers that come back and ask what is new.
 */
export async function wholeFeed(
  ports: Ports,
  config: Config,
  plan: FeedPlan,
): Promise<{ parts: FeedParts; settled: boolean }> {
  const { database, log } = ports;
  const { selection, state } = plan;
  const parts = await assembleFeed(database, config, plan);
  const after = await loadFeedState(ports, selection.topics);
  const settled = after.digest === state.digest;
  // There are as many feeds of several topics as anyone cares to ask for: nothing is kept for those.
  if (settled && state.modifiedAt && selection.topics.length === 1) {
    const { digest, modifiedAt } = state;
    const feed = feedPath(selection, undefined);
    // Without it readers that come back get the whole feed: no reason to give this one nothing.
    await keepSnapshot(database, feed, { digest, modifiedAt }, parts.items).catch((error: unknown) =>
      log('warn', 'what a feed held could not be remembered', { feed, error }),
    );
  }
  return { parts, settled };
}

/**
 * The feed with only those items that were not in it, or were not as they are now, under one of these digests
 * (RFC 3229 §10.5.3). `undefined` where that is not known, or would be the whole feed.
 */
export async function newsSince(
  ports: Ports,
  config: Config,
  plan: FeedPlan,
  digests: readonly string[],
): Promise<FeedParts | undefined> {
  if (digests.length === 0) return undefined;
  const known = await loadSnapshot(ports.database, feedPath(plan.selection, undefined), digests);
  if (!known) return undefined;
  const { parts, settled } = await wholeFeed(ports, config, plan);
  const here = new Set(parts.items.map(({ articleId }) => articleId));
  const gone = [...known.keys()].filter((id) => !here.has(id));
  // RSS has no word for a withdrawal: only the whole feed, without the item, says that there was one.
  if (plan.format === 'rss' && (await isAnyTakenBack(ports, gone))) return undefined;
  const items = parts.items.filter(({ articleId, key }) => known.get(articleId) !== key);
  return settled && items.length < parts.items.length ? { ...parts, items } : undefined;
}

/** Whether one of these articles left the feed by more than getting old. */
async function isAnyTakenBack({ database }: Ports, ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return false;
  const row = await database
    .prepare(
      `SELECT 1 FROM articles WHERE id IN (SELECT value FROM json_each(?)) AND state <> 'live' LIMIT 1`,
    )
    .bind(JSON.stringify(ids))
    .first();
  return row !== null;
}
