import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

// Nothing in the tests speaks to the outside, the tools included.
Object.assign(process.env, {
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_SEND_ERROR_REPORTS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  CLOUDFLARE_LOAD_DEV_VARS_FROM_DOT_ENV: 'false',
});

export default defineConfig({
  test: {
    // All cores: many of the tests wait for a process they have started.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/workerd/**', 'tests/atproto/**', 'tests/browser/**', 'tests/faults/**'],
          setupFiles: ['tests/seeded-properties.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [
          cloudflareTest(async () => ({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: { MIGRATIONS: await readD1Migrations('migrations'), TOKEN_SHA256: '' },
              outboundService: () => {
                throw new Error('a test tried to reach the network');
              },
            },
          })),
        ],
        test: { name: 'workerd', include: ['tests/workerd/**/*.test.ts'] },
      },
    ],
  },
});
