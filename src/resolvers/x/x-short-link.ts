import type { Fetch, FetchOutcome } from '../../domain/ports.ts';
import { PLATFORM_TABLE } from '../../embeds/platforms/platform-table.ts';
import type { PostRef } from '../resolver.ts';

/**
 * Finds the post that a picture's link belongs to: `pic.twitter.com/CODE` is `t.co/CODE`, which redirects to the post. Only
 * the first redirect is read and nothing followed. The post counts only if it is by the author whose name was printed, on
 * the day that was printed. Without an `id` there is none; `answer` is there where t.co did not say where the link leads.
 */
export async function findPostOfPicture(
  { tcoCode = '', handle, printedDay }: PostRef,
  fetch: Fetch,
): Promise<{ id?: string; answer?: FetchOutcome }> {
  if (!/^[A-Za-z0-9]{8,10}$/.test(tcoCode) || !handle || !printedDay) return {};
  const answer = await fetch.get(`https://t.co/${tcoCode}`, { follow: false });
  if (answer.outcome !== 'answered' || !answer.location) return { answer };
  const found = PLATFORM_TABLE.x.match(answer.location);
  const day = found && PLATFORM_TABLE.x.timeOf(found.id)?.at.slice(0, 10);
  const agrees = found?.handle?.toLowerCase() === handle.toLowerCase() && day === printedDay;
  return agrees ? { id: found.id } : {};
}
