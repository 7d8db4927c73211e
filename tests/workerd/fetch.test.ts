import { createFixedClock } from '../../src/adapters/memory/clock.ts';
import { createWorkerFetch } from '../../src/adapters/workerd/guarded-fetch.ts';
import { fetchContract, guardContract, SITE } from '../contracts/fetch-contract.ts';

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
      fetch: async (url, { headers }) => handler(new Request(url, headers ? { headers } : {})),
    });
    return { fetch, origin: ORIGIN };
  },
);
