import type { EmbedFinder } from '../articles/embed-finder.ts';
import { toInstant } from '../domain/instant.ts';
import type { Ports } from '../domain/ports.ts';
import { askForItems, beginItem, hasDueItems, newsOf, postponeItems, settleItem } from './item-records.ts';
import { type TakingContext, takeItem } from './item-taking.ts';
import { endRun, noteLine, notePoll, openRun } from './run-records.ts';
import type { Failure, Listed, Origin, Source } from './source.ts';
import { after, claimSource, endPoll, holdOn, isPollDue, releaseSource } from './source-records.ts';
import type { SourceSecrets } from './source-secrets.ts';
import { followWithdrawals } from './withdrawals.ts';

/** What a run needs to know besides its source. */
export interface RunContext {
  ports: Ports;
  tagAuthority: string;
  finder: EmbedFinder;
  secrets: Pick<SourceSecrets, 'open'>;
  originOf(source: Source): Origin;
  /** Of one handling: a worker may ask 50 servers in one. */
  itemsAtOnce: number;
}

const PAGES_AT_ONCE = 5;
const PAUSES_MINUTES = [5, 15, 60, 240, 1440];
const PATIENCE_MS = 24 * 60 * 60 * 1000;

/**
 * Goes on with a source: polls it if that is due, then takes what waits, some of it. Returns whether there is more to do
 * at once. Everything is written down before it is acted upon; what is broken off goes on where it was.
 */
export async function runSource(context: RunContext, id: string): Promise<boolean> {
  const { ports, tagAuthority, finder } = context;
  const claimed = await claimSource(ports, id);
  if (!claimed) return false;
  const source = await context.secrets.open(claimed);
  const taking = { ports, tagAuthority, finder, source, origin: context.originOf(source) };
  const run = await openRun(ports, source);
  const hasMorePages = isPollDue(source, ports.clock.now()) && (await pollSafely(taking, run));
  const hasMoreItems = await takeWaiting(taking, run, context.itemsAtOnce);
  const more = hasMorePages || hasMoreItems;
  if (!more) await endRun(ports, source, run);
  await releaseSource(ports, id);
  return more;
}

/** What no rule was made for is a failure of the poll like any other: a source cannot be at fault for ever unseen. */
async function pollSafely(context: TakingContext, run: number): Promise<boolean> {
  try {
    return await poll(context, run);
  } catch (error) {
    context.ports.log('error', 'a source could not be polled', { source: context.source.id, error });
    const reason = 'The service failed; its log says how.';
    await endFailed(context, run, { outcome: 'failed', reason, passing: true });
    return false;
  }
}

/** Asks the source what it has, page after page. Returns whether there are more pages. */
async function poll(context: TakingContext, run: number): Promise<boolean> {
  const { ports, source, origin } = context;
  if (!origin.list) return false;
  let cursor = source.cursor;
  const seen: Listed['items'] = [];
  for (let page = 1; ; page++) {
    const listing = await origin.list(cursor);
    if (listing.outcome === 'failed') {
      await endFailed(context, run, listing);
      return false;
    }
    if (listing.outcome === 'unchanged') break;
    await askForItems(ports, source, await newsOf(ports, source, listing.items));
    for (const { item, words } of listing.notes) {
      const line = { outcome: 'skipped' as const, words, ...(item !== undefined && { item }) };
      await ports.database.batch(noteLine(ports, source, run, line));
    }
    seen.push(...listing.items);
    cursor = listing.cursor;
    if (!listing.more) break;
    if (page >= PAGES_AT_ONCE) {
      const now = toInstant(ports.clock.now());
      await ports.database.batch([endPoll(ports, source, { cursor, nextAt: now, failures: 0 })]);
      return true;
    }
    await holdOn(ports, source.id).run();
  }
  await followWithdrawals(context, run, seen);
  const nextAt = after(ports.clock.now(), source.settings.everyMinutes * 60);
  await ports.database.batch([
    endPoll(ports, source, { cursor, nextAt, failures: 0 }),
    notePoll(ports, source, run),
  ]);
  return false;
}

async function endFailed({ ports, source }: TakingContext, run: number, failure: Failure): Promise<void> {
  const { database, clock, log } = ports;
  const now = clock.now();
  const { failures, settings } = source;
  const failingSince = source.failingSince ?? toInstant(now);
  const pause = PAUSES_MINUTES[Math.min(failures, PAUSES_MINUTES.length - 1)] ?? 0;
  const seconds = Math.max(Math.max(pause, settings.everyMinutes) * 60, failure.retryAfterSeconds ?? 0);
  const end = { cursor: source.cursor, nextAt: after(now, seconds), failures: failures + 1, failingSince };
  const isLong = now.getTime() - Date.parse(failingSince) >= PATIENCE_MS;
  const words = isLong ? `${failure.reason} It has failed since ${failingSince}.` : failure.reason;
  await database.batch([
    endPoll(ports, source, end),
    notePoll(ports, source, run, words),
    ...noteLine(ports, source, run, {
      outcome: 'failed',
      words: `${words} It is asked again at ${end.nextAt}.`,
    }),
  ]);
  if (isLong)
    log('warn', 'a source has failed for a day or longer', { source: source.id, failingSince, words });
}

/** Takes what is due, `limit` at most. Returns whether more is due now. */
async function takeWaiting(context: TakingContext, run: number, limit: number): Promise<boolean> {
  const { ports, source } = context;
  for (let taken = 0; taken < limit; taken++) {
    const item = await beginItem(ports, source);
    if (!item) return false;
    const { end, outcome, words, stop } = await takeItem(context, item);
    const article = outcome === 'skipped' || outcome === 'failed' ? {} : { article: item.articleId };
    await ports.database.batch([
      settleItem(ports, source, item, end),
      ...noteLine(ports, source, run, { outcome, item: item.id, words, ...article }),
      holdOn(ports, source.id),
    ]);
    if (stop !== undefined) {
      await postponeItems(ports, source, stop);
      return false;
    }
  }
  return hasDueItems(ports, source);
}
