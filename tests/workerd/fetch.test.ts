import { describe, expect, it } from 'vitest';
import { createFixedClock } from '../../src/adapters/memory/clock.ts';
import { createOfflineFetch } from '../../src/adapters/memory/offline-fetch.ts';
import { createWorkerFetch } from '../../src/adapters/workerd/guarded-fetch.ts';
import { fetchContract, SITE } from '../contracts/fetch-contract.ts';
import { guardContract } from '../contracts/guard-contract.ts';
import { EVERY_PLATFORM, resolvePost } from '../resolvers/asked-platforms.ts';
import posts from '../upstream/public.api.bsky.app/posts.json';

const ORIGIN = 'https://site.example';

fetchContract('workerd', async () => {
  const fetch = createWorkerFetch({
    clock: createFixedClock(new Date('2026-05-04T10:00:00Z')),
    fetch: async (url) => {
      const { status = 200, headers = {}, text } = SITE[new URL(url).pathname] ?? { status: 500 };
      return new Response(text ?? null, { status, headers });
    },
  });
  return { fetch, origin: ORIGIN };
});

guardContract(
  'workerd',
  // The worker's own fetch: the tests have no network, and to reach for it is an error.
  () => createWorkerFetch({ clock: createFixedClock(new Date('2026-05-04T10:00:00Z')) }),
  async (handler, clock) => {
    const fetch = createWorkerFetch({
      clock,
      // The signal stays outside: what is tested is that the guard itself stops.
      fetch: async (url, { signal: _, ...init }) => handler(new Request(url, init)),
    });
    return { fetch, origin: ORIGIN };
  },
);

describe('resolving in a worker', () => {
  it('reads a post of Bluesky with its client', async () => {
    const uri = String(posts.posts[0]?.uri);
    const address = `https://public.api.bsky.app/xrpc/app.bsky.feed.getPosts?uris=${encodeURIComponent(uri)}`;
    const resolution = await resolvePost(
      { platform: 'bluesky', url: uri },
      {
        fetch: createOfflineFetch({ [address]: { json: { posts: [posts.posts[0]] } } }),
        clock: createFixedClock(new Date('2026-05-04T10:00:00Z')),
        settings: EVERY_PLATFORM,
      },
    );
    expect(resolution).toMatchObject({
      outcome: 'found',
      source: 'api',
      post: { author: { name: 'Rider' } },
    });
    // The client is a megabyte to compile.
  }, 30_000);
});
