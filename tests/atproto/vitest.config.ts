import { defineConfig } from 'vitest/config';

/** Run by `npm run test:atproto`, which installs the servers first; never with the other tests. */
export default defineConfig({
  test: {
    dir: import.meta.dirname,
    include: ['*.test.ts'],
    // Each file starts servers of its own, of 400 MB, and waits for them half of the time.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
