import type { Instant } from '../../domain/instant.ts';
import type { LeftOut, LeftOutReason, PartnerEntry, PartnerHead } from './profile-writer.ts';

export interface ItemLimits {
  items: number;
  /** Of all fragments together. */
  bytes: number;
  ageMs?: number;
}

/** The bytes of items that leave a document of 1 MB room for its head (SmartNews, JSON Feed). */
export const MAX_ITEM_BYTES = 950_000;

const encoder = new TextEncoder();

/** The entries that stay within the limits, and why the others do not. Those without a fragment count nowhere. */
export function withinLimits(
  head: Pick<PartnerHead, 'asOf' | 'updatedAt'>,
  entries: readonly PartnerEntry[],
  limits: ItemLimits,
): { entries: PartnerEntry[]; leftOut: LeftOut[] } {
  const oldest = oldestAllowed(head, entries, limits.ageMs);
  const kept: PartnerEntry[] = [];
  const leftOut: LeftOut[] = [];
  let bytes = 0;
  for (const entry of entries) {
    if (entry.fragment === '') continue;
    const weight = encoder.encode(entry.fragment).byteLength;
    const why = reason(entry, weight);
    if (why) leftOut.push({ articleId: entry.articleId, why });
    else {
      kept.push(entry);
      bytes += weight;
    }
  }
  return { entries: kept, leftOut };

  function reason(entry: PartnerEntry, weight: number): LeftOutReason | undefined {
    if (entry.publishedAt < oldest) return 'too-old';
    if (kept.length >= limits.items) return 'too-many';
    return bytes + weight > limits.bytes ? 'too-large' : undefined;
  }
}

/** Of the asked moment or else the newest date of the document, so many milliseconds before. */
function oldestAllowed(
  { asOf, updatedAt }: Pick<PartnerHead, 'asOf' | 'updatedAt'>,
  entries: readonly PartnerEntry[],
  ageMs: number | undefined,
): Instant {
  if (ageMs === undefined) return '';
  const newest = entries.reduce(
    (last, { publishedAt }) => (publishedAt > last ? publishedAt : last),
    updatedAt,
  );
  return new Date(Date.parse(asOf ?? newest) - ageMs).toISOString();
}
