/**
 * Undoes the filter of a row in place (PNG 3rd edition §9.2). `row` begins with the filter's number; `above` is the row
 * before, undone, of the same length, or zeros. `step` is the distance in bytes to the pixel at the left.
 * `false` for a filter that does not exist.
 */
export function undoFilter(row: Uint8Array, above: Uint8Array, step: number): boolean {
  const filter = row[0] ?? 0;
  // The first pixel's left neighbours are zero; the number of the filter itself must not count as one.
  row[0] = 0;
  if (filter === 0) return true;
  if (filter === 1) undoSub(row, step);
  else if (filter === 2) undoUp(row, above);
  else if (filter === 3) undoAverage(row, above, step);
  else if (filter === 4) undoPaeth(row, above, step);
  else return false;
  return true;
}

function undoSub(row: Uint8Array, step: number): void {
  for (let index = step + 1; index < row.length; index++) {
    row[index] = (row[index] as number) + (row[index - step] as number);
  }
}

function undoUp(row: Uint8Array, above: Uint8Array): void {
  for (let index = 1; index < row.length; index++) {
    row[index] = (row[index] as number) + (above[index] as number);
  }
}

function undoAverage(row: Uint8Array, above: Uint8Array, step: number): void {
  for (let index = 1; index < row.length; index++) {
    const left = index > step ? (row[index - step] as number) : 0;
    row[index] = (row[index] as number) + ((left + (above[index] as number)) >> 1);
  }
}

function undoPaeth(row: Uint8Array, above: Uint8Array, step: number): void {
  for (let index = 1; index < row.length; index++) {
    const left = index > step ? (row[index - step] as number) : 0;
    const corner = index > step ? (above[index - step] as number) : 0;
    const up = above[index] as number;
    const toLeft = Math.abs(up - corner);
    const toUp = Math.abs(left - corner);
    const toCorner = Math.abs(left + up - 2 * corner);
    const nearest = toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    row[index] = (row[index] as number) + nearest;
  }
}
