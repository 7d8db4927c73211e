/** What was made of a text lately, so that a page that many read is not taken apart anew for each of them. */
export interface RecentResults<Result> {
  /** The result for a text, made now where it is not known. `make` is pure: it gives the same for the same text. */
  of(text: string, make: () => Result): Result;
}

/** Keeps results until their texts have more than `maxLength` UTF-16 code units in all; those not asked for longest go first. */
export function createRecentResults<Result>(maxLength: number): RecentResults<Result> {
  const results = new Map<string, Result>();
  let length = 0;
  return {
    of(text, make) {
      const known = results.has(text);
      const result = known ? (results.get(text) as Result) : make();
      results.delete(text);
      results.set(text, result);
      if (!known) length += text.length;
      for (const oldest of results.keys()) {
        if (length <= maxLength) break;
        results.delete(oldest);
        length -= oldest.length;
      }
      return result;
    },
  };
}
