/** What readers and partners take at most (Flipboard 30, MSN 20). */
export const MAX_ITEMS = 30;
/** Articles of one archive document. Smaller than a feed, so that a feed always holds what no archive document does yet. */
export const ARCHIVE_ITEMS = 20;

/** JSON Feed 1.1 and SmartNews: 250 kB is fine, 1 MB is a burden. The head and what stands between items need the rest. */
const PREFERRED_BYTES = 230_000;
const MAX_BYTES = 950_000;

interface Weighed {
  /** In bytes. */
  weight: number;
}

/** How many places of a feed stand in full archive documents: the rest must stand in the feed itself. */
export function archivedPlaces(entries: number): number {
  return entries - (entries % ARCHIVE_ITEMS);
}

/**
 * The entries a feed holds, of those given newest first: every one that no archive document holds (`sequence` over
 * `archived`), and of the others, the newest first, as many as come within 30 and 250 kB, one at least. `last` is the last of those others: where the next page begins.
 */
export function feedWindow<Entry extends Weighed & { sequence: number }>(
  entries: readonly Entry[],
  archived: number,
): { entries: Entry[]; last: Entry | undefined } {
  const isArchived = (entry: Entry) => entry.sequence <= archived;
  const owed = entries.filter((entry) => !isArchived(entry));
  let count = owed.length;
  let bytes = owed.reduce((sum, { weight }) => sum + weight, 0);
  let last: Entry | undefined;
  const fitting = new Set(owed);
  for (const entry of entries.filter(isArchived)) {
    if (count === MAX_ITEMS || (last && bytes + entry.weight > PREFERRED_BYTES)) break;
    count += 1;
    bytes += entry.weight;
    last = entry;
    fitting.add(entry);
  }
  return { entries: entries.filter((entry) => fitting.has(entry)), last };
}

/** The longest items, which must be told by their summaries for a document to stay under 1 MB. */
export function tooHeavy<Entry extends Weighed>(entries: readonly Entry[]): Set<Entry> {
  let bytes = entries.reduce((sum, { weight }) => sum + weight, 0);
  const heavy = new Set<Entry>();
  for (const entry of [...entries].sort((a, b) => b.weight - a.weight)) {
    if (bytes <= MAX_BYTES) break;
    bytes -= entry.weight;
    heavy.add(entry);
  }
  return heavy;
}
