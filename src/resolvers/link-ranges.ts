/** Sorted; of two that overlap the first stays. */
export function withoutOverlaps<Range extends { start: number; end: number }>(ranges: Range[]): Range[] {
  let done = 0;
  return ranges
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .filter(({ start, end }) => {
      if (start < done) return false;
      done = end;
      return true;
    });
}
