import { isDue } from '../deliveries/retry-schedule.ts';
import { toInstant } from '../domain/instant.ts';
import type { Ports } from '../domain/ports.ts';
import { type Item, settleItem, takenItems } from './item-records.ts';
import { type TakingContext, takeBack } from './item-taking.ts';
import { noteLine } from './run-records.ts';
import type { ListedItem, Source } from './source.ts';
import { after } from './source-records.ts';

const DAY_SECONDS = 24 * 60 * 60;
/** Asked for at once, where a source can be asked so. */
const IDS_A_LOOK = 80;
/** Articles that are looked for one by one in a run. */
const LOOKS_A_RUN = 10;
/** Withdrawn within a day without the operator: a tenth of what there is, a few at least, never more than this. */
const FEW = 3;
const MANY = 20;

/**
 * Looks for articles of a source that are gone from it. One that is not there is looked at by itself, and again in a
 * later run; only then it is withdrawn. Where more than a tenth seem gone within a day, none is, and the log asks the
 * operator.
 */
export async function followWithdrawals(
  context: TakingContext,
  run: number,
  listed: readonly ListedItem[],
): Promise<void> {
  const { ports, source } = context;
  const absent = await absentItems(context, listed);
  if (absent.length === 0) return;
  const allowed = await allowance(ports, source);
  const note = (words: string, item?: string) =>
    ports.database.batch(noteLine(ports, source, run, { outcome: 'note', words, ...(item && { item }) }));
  const hold = async (item?: string) => {
    const words = tooMany(absent.length, allowed);
    ports.log('warn', words, { source: source.id });
    await note(words, item);
  };
  if (context.origin.present && absent.length > allowed) return hold();
  let left = allowed;
  for (const item of absent.slice(0, LOOKS_A_RUN)) {
    const look = await context.origin.look({ id: item.id, ...(item.url && { url: item.url }) });
    if (look.outcome === 'failed') {
      await note(`It could not be looked for: ${look.reason}`, item.id);
      return;
    }
    if (look.outcome !== 'gone') {
      await ports.database.batch([settleItem(ports, source, item, { state: 'taken' })]);
      continue;
    }
    if (item.missingAt === undefined) {
      const end = { state: item.state, missingAt: toInstant(ports.clock.now()) };
      const words = `${look.reason} It is looked for once more before it is withdrawn.`;
      await ports.database.batch([
        settleItem(ports, source, item, end),
        ...noteLine(ports, source, run, {
          outcome: 'skipped',
          item: item.id,
          article: item.articleId,
          words,
        }),
      ]);
      continue;
    }
    if (left <= 0) return hold(item.id);
    left--;
    const { end, outcome, words } = await takeBack(context, item, look.reason);
    await ports.database.batch([
      settleItem(ports, source, item, end),
      ...noteLine(ports, source, run, { outcome, item: item.id, article: item.articleId, words }),
    ]);
  }
}

/** Articles that were taken, and are not where they should be. */
async function absentItems(
  { ports, source, origin }: TakingContext,
  listed: readonly ListedItem[],
): Promise<Item[]> {
  if (origin.present) {
    const known = await takenItems(ports, source, { limit: IDS_A_LOOK });
    if (known.length === 0) return [];
    const present = await origin.present(known.map(({ id }) => id));
    if (!(present instanceof Set)) return [];
    const seen = known.filter(({ id }) => present.has(id));
    await markSeen(ports, source, seen);
    return known.filter(({ id }) => !present.has(id));
  }
  // What a feed no longer lists is only old. What it leaves out between two that it lists may be gone.
  const dates = listed.flatMap(({ publishedAt }) => publishedAt ?? []).sort();
  const [from, to] = [dates[0], dates.at(-1)];
  if (from === undefined || to === undefined || from === to) return [];
  const lookedBefore = after(ports.clock.now(), -DAY_SECONDS);
  const known = await takenItems(ports, source, { limit: 200, lookedBefore, from, to });
  const ids = new Set(listed.map(({ id }) => id));
  return known.filter(({ id, url }) => !ids.has(id) && url !== undefined);
}

function markSeen({ database, clock }: Ports, { id }: Source, seen: readonly Item[]): Promise<unknown> {
  return database
    .prepare(
      `UPDATE source_items SET looked_at = ?, missing_at = NULL
       WHERE source_id = ? AND item_id IN (SELECT value FROM json_each(?))`,
    )
    .bind(toInstant(clock.now()), id, JSON.stringify(seen.map((item) => item.id)))
    .run();
}

/** Whether the operator lets the source withdraw any number of articles; for a day, also where the clock is set back. */
export function isPermitted({ withdrawUntil }: Pick<Source, 'withdrawUntil'>, now: Date): boolean {
  return withdrawUntil !== undefined && !isDue(withdrawUntil, now, DAY_SECONDS);
}

async function allowance({ database, clock }: Ports, source: Source): Promise<number> {
  const now = clock.now();
  if (isPermitted(source, now)) return Number.MAX_SAFE_INTEGER;
  const row = await database
    .prepare(
      `SELECT count(*) FILTER (WHERE state = 'taken') AS taken, count(*) FILTER (WHERE withdrawn_at > ?) AS withdrawn
       FROM source_items WHERE source_id = ?`,
    )
    .bind(after(now, -DAY_SECONDS), source.id)
    .first<{ taken: number; withdrawn: number }>();
  const { taken = 0, withdrawn = 0 } = row ?? {};
  return Math.max(0, Math.max(FEW, Math.min(MANY, Math.floor(taken / 10))) - withdrawn);
}

function tooMany(count: number, allowed: number): string {
  return `${count} articles seem gone at once, and ${allowed} more may be withdrawn today: none is. If they are to go, run the source with withdraw=all.`;
}
