import { describe, expect, it } from 'vitest';
import { openMemoryPorts } from '../memory-ports.ts';
import { mortalPorts } from '../mortal-ports.ts';
import { HOUR, type Newsroom, openNewsroom, START } from './open-newsroom.ts';
import { createPdsDouble, type PdsDouble } from './pds-double.ts';

/** What happens to one article: each step is one request, and the background work that follows. */
const DAY: ((house: Newsroom) => Promise<Response>)[] = [
  (house) => house.publish('bridge', { title: 'One' }),
  (house) => house.publish('bridge', { title: 'Two' }),
  (house) => house.withdraw('bridge'),
  (house) => house.publish('bridge', { title: 'Three' }),
];
/** The titles of the posts that stand after so many answered steps. */
const AFTER = [[], ['One'], ['Two'], [], ['Three']];
const DOCUMENTS = 'site.standard.document';

async function run(fatal: number) {
  const storage = await openMemoryPorts(START);
  const pds = createPdsDouble();
  // The account was set on a better day.
  await (await openNewsroom({ fetch: pds.fetch, storage })).setAccount({ documents: true });
  const { wrap, died, calls } = mortalPorts(fatal);
  const house = await openNewsroom({ fetch: pds.fetch, storage, wrap });
  let answered = 0;
  const life = (async () => {
    for (const step of DAY) {
      const answer = await step(house);
      expect([200, 201, 204]).toContain(answer.status);
      answered++;
      await house.settle();
    }
    return 'lived' as const;
  })();
  const end = await Promise.race([died, life]);
  return { end, answered, storage, pds, calls: calls() };
}

/** Asserts that the repository holds what the article is, once, and that nothing is left to do. */
async function inspect(house: Newsroom, pds: PdsDouble, steps: number[]) {
  const titles = [...pds.records().values()].map(({ text }) => text);
  expect(steps.map((step) => AFTER[step])).toContainEqual(titles);
  // The record beside it goes with it.
  expect([...pds.records(DOCUMENTS).keys()]).toEqual([...pds.records().keys()]);
  for (const [key, document] of pds.records(DOCUMENTS)) {
    expect(document).toMatchObject({
      title: titles[0],
      bskyPostRef: { uri: expect.stringMatching(`${key}$`) },
    });
  }
  expect(await house.rows('SELECT due_at FROM crossposts WHERE due_at IS NOT NULL')).toEqual([]);
  expect(await house.rows('SELECT 1 FROM outbox WHERE done_at IS NULL')).toEqual([]);
  const [post] = await house.posts();
  if (post)
    expect(post.state).toBe(titles.length > 0 ? (titles[0] === 'Two' ? 'updated' : post.state) : 'deleted');
}

describe('a process that stops before any call to its storage, its queue or the server', () => {
  it('leaves one post, or none, as the publisher wants it', { timeout: 120_000 }, async () => {
    const unharmed = await run(0);
    expect(unharmed).toMatchObject({ end: 'lived', answered: 4 });
    const whole = await openNewsroom({ fetch: unharmed.pds.fetch, storage: unharmed.storage });
    await inspect(whole, unharmed.pds, [4]);
    expect(unharmed.calls).toBeGreaterThan(150);

    for (let fatal = 1; fatal <= unharmed.calls; fatal++) {
      const { end, answered, storage, pds } = await run(fatal);
      expect(end).toBe('died');
      const house = await openNewsroom({ fetch: pds.fetch, storage });
      // Every second time, the publisher takes the article back before anything else happens.
      const isTakenBack = fatal % 2 === 0;
      if (isTakenBack) await house.withdraw('bridge');
      for (let hour = 0; hour < 3; hour++) {
        await house.settle();
        house.advance(HOUR);
      }
      // The answer may have been lost on the way out, never the other way round.
      await inspect(house, pds, isTakenBack ? [0] : [answered, answered + 1]);
      storage.database.close();
    }
  });
});
