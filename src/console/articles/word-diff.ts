/** A stretch of words that both texts have, or one of them. */
export interface Change {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** Words and spaces of each text; what is longer is not compared. */
const MAX_WORDS = 20_000;
/** Differences that are looked for: the work grows with their square. */
const MAX_DIFFERENCES = 1500;

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/**
 * The shortest way from one text to another, word by word (Myers, "An O(ND) Difference Algorithm", 1986); `undefined`
 * where the texts are too long, or have too little in common, to be worth a comparison.
 */
export function diffWords(before: string, after: string): Change[] | undefined {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  if (!a || !b) return undefined;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end])
    end++;
  const middle = shortestWay(a.slice(start, a.length - end), b.slice(start, b.length - end));
  if (!middle) return undefined;
  const same = (words: string[]): Change[] => words.map((text) => ({ kind: 'same', text }));
  return joined([...same(a.slice(0, start)), ...middle, ...same(a.slice(a.length - end))]);
}

function wordsOf(text: string): string[] | undefined {
  const words: string[] = [];
  for (const { segment } of segmenter.segment(text)) {
    if (words.length === MAX_WORDS) return undefined;
    words.push(segment);
  }
  return words;
}

/** Goes on from the furthest places that one difference less could reach, on each diagonal of the two texts. */
function shortestWay(a: readonly string[], b: readonly string[]): Change[] | undefined {
  const most = Math.min(a.length + b.length, MAX_DIFFERENCES);
  const middle = most + 1;
  const furthest = new Int32Array(2 * most + 3);
  const trail: Int32Array[] = [];
  for (let differences = 0; differences <= most; differences++) {
    trail.push(furthest.slice(middle - differences - 1, middle + differences + 2));
    for (let diagonal = -differences; diagonal <= differences; diagonal += 2) {
      const [left = 0, right = 0] = [furthest[middle + diagonal - 1], furthest[middle + diagonal + 1]];
      const isAdded = diagonal === -differences || (diagonal !== differences && left < right);
      let x = isAdded ? right : left + 1;
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++;
      furthest[middle + diagonal] = x;
      if (x >= a.length && x - diagonal >= b.length) return wayBack(a, b, trail);
    }
  }
  return undefined;
}

function wayBack(a: readonly string[], b: readonly string[], trail: readonly Int32Array[]): Change[] {
  const changes: Change[] = [];
  let x = a.length;
  let y = b.length;
  for (let differences = trail.length - 1; differences >= 0; differences--) {
    const reached = (diagonal: number) => trail[differences]?.[diagonal + differences + 1] ?? 0;
    const diagonal = x - y;
    const isAdded =
      diagonal === -differences ||
      (diagonal !== differences && reached(diagonal - 1) < reached(diagonal + 1));
    const before = isAdded ? diagonal + 1 : diagonal - 1;
    const [fromX, fromY] = [reached(before), reached(before) - before];
    while (x > fromX && y > fromY) {
      changes.push({ kind: 'same', text: a[--x] ?? '' });
      y--;
    }
    if (differences === 0) break;
    if (isAdded) changes.push({ kind: 'added', text: b[--y] ?? '' });
    else changes.push({ kind: 'removed', text: a[--x] ?? '' });
  }
  return changes.reverse();
}

function joined(changes: readonly Change[]): Change[] {
  const runs: Change[] = [];
  for (const { kind, text } of changes) {
    const last = runs.at(-1);
    if (last?.kind === kind) last.text += text;
    else runs.push({ kind, text });
  }
  return runs;
}
