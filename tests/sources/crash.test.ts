import { createHmac } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { mortalPorts } from '../mortal-ports.ts';
import { MINUTE, openStorage } from '../still-service.ts';
import { closeSites, openSources } from './open-sources.ts';
import { openWordpress, type Post, post } from './stand-ins.ts';

afterAll(closeSites);

const SECRET = 'a-secret-of-sixteen-or-more';

/** Days of a site, each with what it has then. */
const LATER = '2026-03-02T08:10:00Z';
const DAYS: Post[][] = [
  [post(1, 'One'), post(2, 'Two')],
  [post(1, 'One, corrected', { changed: LATER }), post(3, 'Three', { changed: LATER })],
  // So old that no poll lists it: only the webhook tells of it.
  [
    post(1, 'One, corrected', { changed: LATER }),
    post(3, 'Three', { changed: LATER }),
    post(4, 'Four', { changed: '2025-01-01T00:00:00Z' }),
  ],
];

type House = Awaited<ReturnType<typeof openSources>>;

/** What happens with one source: it is added, polled, polled again, and heard. Tells of every answer. */
async function liveThrough(
  house: House,
  origin: string,
  turn: (day: number) => void,
  answered: (step: number) => void,
) {
  const at = async (step: number, work: () => Promise<Response | undefined>) => {
    const answer = await work();
    if (answer) expect([200, 201, 202, 409]).toContain(answer.status);
    answered(step);
    await house.settle();
  };
  const fields = { id: 'one', kind: 'wordpress', address: origin, secret: SECRET };
  turn(0);
  await at(1, async () => house.send('POST', '/sources', fields));
  turn(1);
  for (const step of [2, 3]) {
    await house.pass(15 * MINUTE);
    answered(step);
  }
  turn(2);
  const body = '{"id":4}';
  const signature = `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;
  await at(4, async () =>
    house.app.request('/sources/one/webhook', {
      method: 'POST',
      headers: { 'x-hub-signature-256': signature },
      body,
    }),
  );
}

describe('a process that stops before any call to its storage, its queue or a source', () => {
  it('loses no article, doubles none, and leaves nothing half done', { timeout: 120_000 }, async () => {
    const posts = new Map<string, Post>();
    const site = await openWordpress(posts);
    const turn = (day: number) => {
      posts.clear();
      for (const one of DAYS[day] ?? []) posts.set(one.id, one);
    };

    async function run(fatal: number) {
      const storage = await openStorage();
      const { wrap, died, calls } = mortalPorts(fatal);
      const house = await openSources({ storage, wrap });
      let answered = 0;
      const life = liveThrough(house, site.origin, turn, (step) => {
        answered = step;
      });
      const end = await Promise.race([died, life.then(() => 'lived' as const)]);
      return { end, answered, storage, calls: calls() };
    }

    async function inspect(house: House, answered: number) {
      expect(await house.rows('SELECT item_id FROM source_items WHERE due_at IS NOT NULL')).toEqual([]);
      expect(await house.rows('SELECT * FROM source_runs WHERE ended_at IS NULL')).toEqual([]);
      expect(await house.rows('SELECT * FROM queue_messages')).toEqual([]);
      expect(await house.rows('SELECT * FROM outbox WHERE done_at IS NULL')).toEqual([]);
      const titles = (await house.titles()).sort();
      expect(titles.filter((title) => title !== 'Four')).toEqual(['One, corrected', 'Three']);
      if (answered >= 4) expect(titles).toContain('Four');
      const versions = await house.rows(
        "SELECT content ->> '$.title' AS title, count(*) AS n, count(DISTINCT content ->> '$.state') AS states FROM article_versions GROUP BY title",
      );
      for (const { title, n, states } of versions) {
        // One version for each thing that happened: taken, and withdrawn.
        expect({ title, n }).toEqual({ title, n: title === 'Two' ? states : 1 });
      }
    }

    const unharmed = await run(0);
    expect(unharmed).toMatchObject({ end: 'lived', answered: 4 });
    await inspect(await openSources({ storage: unharmed.storage }), 4);
    expect(unharmed.calls).toBeGreaterThan(100);

    for (let fatal = 1; fatal <= unharmed.calls; fatal++) {
      const { end, answered, storage } = await run(fatal);
      expect(end).toBe('died');
      const house = await openSources({ storage });
      turn(2);
      for (let n = 0; n < 8; n++) await house.pass(15 * MINUTE);
      if (answered >= 1) await inspect(house, answered);
      // Who had no answer asks again.
      if (answered < 1) await liveThrough(house, site.origin, turn, () => undefined);
      for (let n = 0; n < 3; n++) await house.pass(15 * MINUTE);
      await inspect(house, answered < 1 ? 4 : answered);
      storage.database.close();
    }
  });
});
