import { defineConfig } from 'vitest/config';

/** Run by `npm run test:faults`: a few rounds, or as many as `FAULT_ROUNDS` says. */
export default defineConfig({
  test: {
    dir: import.meta.dirname,
    include: ['*.test.ts'],
    // Some of them kill processes at moments of the clock: one at a time.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
