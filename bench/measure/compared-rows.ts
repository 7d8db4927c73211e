import type { Figure } from './interleaved.ts';
import { kilobytes, times } from './table.ts';

/** The heads of {@link comparedRows}. */
export const COMPARED_HEADS = ['', 'wall median', 'p95', 'kB', 'of the first'];

/** A row for each contender: its time, what it made, and how it stands to the first. */
export function comparedRows(figures: readonly Figure[]): string[][] {
  const base = figures[0]?.medianMs ?? Number.NaN;
  return figures.map(({ name, medianMs, p95Ms, bytes }) => [
    name,
    medianMs.toFixed(3),
    p95Ms.toFixed(3),
    kilobytes(bytes),
    times(medianMs / base),
  ]);
}
