import { describe, expect, it } from 'vitest';
import { createDraw, mutateBytes, mutateText } from './mutation.ts';
import { type FuzzTarget, runFuzz } from './running.ts';
import { FUZZ_TARGETS } from './targets.ts';

/** `SEED=7 RUNS=5000 npx vitest run tests/fuzz` looks further; `npm run fuzz` looks for longer. */
const SEED = Number(process.env.SEED ?? 20_241_124);
const RUNS = Number(process.env.RUNS ?? 150);
/** Nothing that is read may take longer, on a slow machine with much to do. */
const PATIENCE_MS = 5000;

describe('whatever comes', () => {
  it.each(FUZZ_TARGETS.map((target) => [target.name, target] as const))(
    '%s keeps what must hold',
    { timeout: 0 },
    async (_, target) => {
      const { runs, failure, slowest } = await runFuzz(target, { runs: RUNS, seed: SEED });
      expect(failure).toBeUndefined();
      expect(runs).toBe(RUNS);
      expect(slowest).toBeLessThan(PATIENCE_MS);
    },
  );
});

describe('the search', () => {
  it('gives the same inputs for the same seed, and others for another', () => {
    const texts = (seed: number) => {
      const draw = createDraw(seed);
      return Array.from({ length: 20 }, () => mutateText(draw, ['a text to change', 'another'], ['sign']));
    };
    expect(texts(1)).toEqual(texts(1));
    expect(texts(1)).not.toEqual(texts(2));
    const bytes = (seed: number) =>
      mutateBytes(createDraw(seed), [Uint8Array.from({ length: 50 }, (_, n) => n)]);
    expect(bytes(3)).toEqual(bytes(3));
    expect(bytes(3)).not.toEqual(bytes(4));
  });

  it('finds what breaks, and says which run and which input', async () => {
    const target: FuzzTarget = {
      name: 'fragile',
      kind: 'text',
      seeds: ['words'],
      signs: ['!'],
      check(text) {
        if (text.includes('!')) throw new Error('broken');
      },
    };
    const { failure } = await runFuzz(target, { runs: 1000, seed: 1 });
    expect(failure).toMatchObject({ error: new Error('broken'), input: expect.stringContaining('!') });
    const again = await runFuzz(target, { runs: 1000, seed: 1 });
    expect(again.failure?.run).toBe(failure?.run);
  });
});
