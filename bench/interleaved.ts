export interface Contender {
  name: string;
  run(round: number): unknown;
}

export interface Figure {
  name: string;
  medianMs: number;
  p95Ms: number;
  /** How many times the first contender's median. */
  ratio: number;
}

/**
 * Runs the contenders in turn, in a new order each round, so that a machine that slows down slows all of them.
 * The first is the one the others are compared with. `warmUp` rounds are not counted.
 */
export async function compare(contenders: Contender[], rounds: number, warmUp = 10): Promise<Figure[]> {
  const samples = new Map(contenders.map(({ name }) => [name, [] as number[]]));
  for (let round = -warmUp; round < rounds; round++) {
    const turn = [
      ...contenders.slice(Math.abs(round) % contenders.length),
      ...contenders.slice(0, Math.abs(round) % contenders.length),
    ];
    for (const { name, run } of turn) {
      const start = performance.now();
      await run(round + warmUp);
      const elapsed = performance.now() - start;
      if (round >= 0) samples.get(name)?.push(elapsed);
    }
  }
  const figures = contenders.map(({ name }) => {
    const sorted = (samples.get(name) ?? []).sort((a, b) => a - b);
    const at = (share: number) =>
      sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
    return { name, medianMs: at(0.5), p95Ms: at(0.95), ratio: 0 };
  });
  const base = figures[0]?.medianMs ?? Number.NaN;
  return figures.map((figure) => ({ ...figure, ratio: figure.medianMs / base }));
}
