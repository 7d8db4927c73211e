import { afterAll, describe, expect, it } from 'vitest';
import type { QueueMessage } from '../../src/domain/ports.ts';
import { APP_PASSWORD, HANDLE } from '../crossposts/pds-double.ts';
import { type Chance, createChance, roundsOr, SEED } from './chance.ts';
import { PUBLIC_URL } from './mortal-service.ts';
import { openHouse, removeFolders } from './open-house.ts';
import { type Outside, openOutside } from './outside.ts';

afterAll(removeFolders);

const RUNS = Math.min(roundsOr(4), 40);
const STEPS = 14;

/** Lives through a day whose messages come in any order, more than once, and some of them not before the next day. */
async function liveThrough(chance: Chance, outside: Outside) {
  const sent: QueueMessage[] = [];
  const house = await openHouse({
    wrap: (ports) => ({ ...ports, queue: { send: async (message) => void sent.push(message) } }),
  });
  const ask = async (method: string, path: string, fields: object) => {
    const answer = await house.ask(method, path, fields);
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  };
  await ask('PUT', '/partners/products/all', { name: 'All' });
  await ask('PUT', '/partners/herald', { name: 'Herald', products: ['all'] });
  await ask('POST', '/partners/herald/endpoints', { url: outside.endpoint });
  const account = { service: outside.repository, identifier: HANDLE, appPassword: APP_PASSWORD };
  await ask('PUT', '/crossposts/account', account);
  const form = {
    'hub.mode': 'subscribe',
    'hub.topic': `${PUBLIC_URL}/feeds/all.json`,
    'hub.callback': `${outside.readers}/reader`,
  };
  const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
  await house.app.request('/hub', {
    method: 'POST',
    body: new URLSearchParams(form).toString(),
    headers: type,
  });

  const handOver = (messages: QueueMessage[]) =>
    Promise.all(messages.map((message) => house.jobs.handle(message)));
  // What a subscriber is owed begins with its verification.
  await handOver(sent);
  for (let step = 0; step < STEPS; step++) {
    const id = `article-${chance.below(4)}`;
    const isLive =
      (await house.rows(`SELECT 1 FROM articles WHERE id = '${id}' AND state = 'live'`)).length > 0;
    if (isLive && chance.inHundred(35)) await house.ask('DELETE', `/articles/${id}`);
    else await house.put(id, { title: `Step ${step} of ${id}` });
    // Some of all that was ever sent, done or not, at once.
    await handOver(chance.shuffle(sent).slice(0, chance.below(6)));
    house.clock.advance(chance.below(90));
  }
  for (let round = 0; round < 4; round++) {
    await house.jobs.sweep(0);
    for (const message of chance.shuffle([...sent, ...sent])) await house.jobs.handle(message);
    house.clock.advance(5 * 60);
  }
  return house;
}

describe('messages of the queue', () => {
  it.each(Array.from({ length: RUNS }, (_, run) => run))(
    'come in any order, twice and at once, and nothing is done twice (run %i)',
    async (run) => {
      const outside = await openOutside();
      const house = await liveThrough(createChance(SEED * 1000 + run), outside);
      try {
        expect(house.faults()).toEqual([]);
        for (const table of [
          'outbox WHERE done_at IS NULL',
          'hub_deliveries',
          'partner_deliveries',
          'crossposts WHERE due_at IS NOT NULL',
        ]) {
          expect([table, await house.rows(`SELECT * FROM ${table}`)]).toEqual([table, []]);
        }
        const articles = await house.rows(
          `SELECT id, state, content ->> '$.title' AS title FROM articles ORDER BY id`,
        );
        const live = articles.filter(({ state }) => state === 'live');
        expect(await house.rows('SELECT DISTINCT article_id AS id FROM previews ORDER BY 1')).toEqual(
          live.map(({ id }) => ({ id })),
        );
        const posts = [...outside.pds.records().values()].map(
          ({ embed }) => (embed as { external: { title: string } }).external.title,
        );
        expect(posts.sort()).toEqual(live.map(({ title }) => title).sort());
        expect(outside.faults).toEqual([]);
        for (const { id, title, state } of articles) {
          expect(outside.copies.get(String(id))?.title).toBe(state === 'live' ? title : undefined);
        }
        expect(outside.feeds.get('/reader')).toBe(await (await house.app.request('/feeds/all.json')).text());
      } finally {
        house.close();
        outside.close();
      }
    },
  );
});
