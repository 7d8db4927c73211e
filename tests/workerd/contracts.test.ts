import { applyD1Migrations, type D1Migration } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { consumeBatch } from '../../src/adapters/workerd/cloudflare-queue.ts';
import { createEdgeCache } from '../../src/adapters/workerd/edge-cache.ts';
import { createR2Blobs } from '../../src/adapters/workerd/r2-blobs.ts';
import type { QueueMessage } from '../../src/domain/ports.ts';
import { blobsContract } from '../contracts/blobs-contract.ts';
import { cacheContract } from '../contracts/cache-contract.ts';
import { databaseContract } from '../contracts/database-contract.ts';
import { queueContract } from '../contracts/queue-contract.ts';

declare module 'cloudflare:workers' {
  namespace Cloudflare {
    interface Env {
      DATABASE: D1Database;
      BLOBS: R2Bucket;
      MIGRATIONS: D1Migration[];
    }
  }
}

databaseContract('D1', async () => {
  await applyD1Migrations(env.DATABASE, env.MIGRATIONS);
  return env.DATABASE;
});
blobsContract('R2', async () => createR2Blobs(env.BLOBS));
cacheContract('Cache API', async () => createEdgeCache(caches.default));

/** The platform's side of a queue, in memory: what a batch acknowledges goes, what it retries comes again. */
queueContract('Cloudflare Queue, consumed batch by batch', async () => {
  let waiting: QueueMessage[] = [];
  return {
    queue: {
      async send(message) {
        waiting.push(message);
      },
    },
    async settle(handle) {
      for (let round = 1; round <= 6 && waiting.length > 0; round++) {
        const messages = waiting.map((body) => ({
          body,
          attempts: round,
          ack: () => undefined,
          retry: () => void waiting.push(body),
        }));
        waiting = [];
        await consumeBatch({ messages }, handle, () => undefined);
      }
    },
  };
});

describe('a batch of a Cloudflare Queue', () => {
  it('is worked off with the hub last, each kind of its messages once, and all of it acknowledged', async () => {
    const handled: string[] = [];
    let acknowledged = 0;
    const bodies: QueueMessage[] = [
      { hub: 'deliver' },
      { articleId: 'a', version: 1 },
      { hub: 'deliver' },
      { hub: 'verify' },
      { articleId: 'b', version: 1 },
    ];
    const messages = bodies.map((body) => ({
      body,
      attempts: 1,
      ack: () => void acknowledged++,
      retry: () => undefined,
    }));
    await consumeBatch(
      { messages },
      async (message) =>
        void handled.push('articleId' in message ? message.articleId : Object.values(message)[0]),
      () => undefined,
    );
    expect(handled).toEqual(['a', 'b', 'deliver', 'verify']);
    expect(acknowledged).toBe(5);
  });
});
