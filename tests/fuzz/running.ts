import { createDraw, mutateBytes, mutateText } from './mutation.ts';

/** A reader or writer, what it is given at first, and what must hold of whatever becomes of that. */
export type FuzzTarget = { name: string } & (
  | { kind: 'text'; seeds: readonly string[]; signs?: readonly string[]; check: (text: string) => unknown }
  | { kind: 'bytes'; seeds: readonly Uint8Array[]; check: (bytes: Uint8Array) => unknown }
);

export interface FuzzFailure {
  run: number;
  error: unknown;
  input: string | Uint8Array;
}

export interface FuzzReport {
  runs: number;
  failure?: FuzzFailure;
  /** In milliseconds, and what took so long. */
  slowest: number;
  slowestInput: string | Uint8Array;
}

/**
 * Gives a target so many inputs, or as many as it takes in so long. It ends at the first that breaks what must hold. The
 * same seed gives the same inputs.
 */
export async function runFuzz(
  target: FuzzTarget,
  { runs, seed, untilMs = Number.POSITIVE_INFINITY }: { runs: number; seed: number; untilMs?: number },
): Promise<FuzzReport> {
  const report: FuzzReport = { runs: 0, slowest: 0, slowestInput: '' };
  const begun = performance.now();
  while (report.runs < runs && performance.now() - begun < untilMs) {
    // Each run from its own number, so that one can be repeated by itself.
    const draw = createDraw(Math.imul(seed, 0x01000193) ^ report.runs);
    const input =
      target.kind === 'text' ? mutateText(draw, target.seeds, target.signs) : mutateBytes(draw, target.seeds);
    const start = performance.now();
    try {
      await (target.kind === 'text' ? target.check(input as string) : target.check(input as Uint8Array));
    } catch (error) {
      return { ...report, failure: { run: report.runs, error, input } };
    }
    const took = performance.now() - start;
    if (took > report.slowest) Object.assign(report, { slowest: took, slowestInput: input });
    report.runs++;
  }
  return report;
}
