import type { Figure } from '../measure/interleaved.ts';
import { milliseconds, times } from '../measure/table.ts';

/** A row of a table of growth: the median of each size, the p95 of the last, and how often the first goes into it. */
export function growthRow(name: string, figures: readonly Figure[]): string[] {
  const medians = figures.map(({ medianMs }) => medianMs);
  return [
    name,
    ...medians.map(milliseconds),
    milliseconds(figures.at(-1)?.p95Ms ?? Number.NaN),
    times((medians.at(-1) ?? Number.NaN) / (medians[0] ?? Number.NaN)),
  ];
}
