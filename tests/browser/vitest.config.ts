import { defineConfig } from 'vitest/config';

/** Run by `npm run test:browser`: needs a Chromium on the machine. */
export default defineConfig({
  test: {
    dir: import.meta.dirname,
    include: ['*.test.ts'],
    // Each file starts a service and a browser.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
