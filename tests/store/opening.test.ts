import { beforeEach, describe, expect, it } from 'vitest';
import { openDueArticles } from '../../src/store/opening.ts';
import { at, HOUR, type House, openHouse } from './open-house.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});

describe('an opening', () => {
  it('gives places as articles open, not as they were sent', async () => {
    await house.put('early-sent', { embargoUntil: at(2 * HOUR) });
    await house.put('late-sent', { embargoUntil: at(HOUR) });
    await house.put('live');
    house.advance(3 * HOUR);
    await house.get('/feeds/all.rss');
    const places = await house.rows(
      "SELECT article_id, sequence FROM article_topics WHERE topic = 'all' ORDER BY sequence",
    );
    expect(places.map(({ article_id }) => article_id)).toEqual(['live', 'late-sent', 'early-sent']);
    expect(places.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  });

  it('is one, whoever comes at once', async () => {
    await house.put('a', { embargoUntil: at(HOUR), section: 'Local' });
    house.advance(HOUR);
    const answers = await Promise.all(
      ['/feeds/all.json', '/feeds/section/local.json', '/', '/articles/a', '/feeds.opml'].map((path) =>
        house.get(path),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    for (const answer of answers) expect(await answer.text()).toMatch(/About a|section\/local/);
    expect(await house.record('a')).toMatchObject({ version: 2 });
    expect(await house.rows("SELECT entries FROM feed_lengths WHERE topic = 'all'")).toEqual([
      { entries: 1 },
    ]);
    expect(await house.rows("SELECT kind FROM outbox WHERE article_id = 'a' ORDER BY version")).toEqual([
      { kind: 'withdrawn' },
      { kind: 'published' },
    ]);
  });

  it('needs no reader: the sweep does it', async () => {
    await house.put('a', { embargoUntil: at(HOUR) });
    house.advance(HOUR);
    await house.settle();
    expect(await house.record('a')).toMatchObject({ state: 'live' });
    expect(await house.rows('SELECT * FROM outbox WHERE done_at IS NULL')).toEqual([]);
    expect(await house.rows('SELECT DISTINCT article_id FROM feed_items')).toEqual([{ article_id: 'a' }]);
  });

  it('moves Last-Modified to when it happened', async () => {
    await house.put('first');
    await house.put('a', { embargoUntil: at(HOUR) });
    house.advance(HOUR + 600);
    await house.get('/feeds/all.rss');
    house.advance(5);
    const date = (await house.get('/feeds/all.rss')).headers.get('Last-Modified') ?? '';
    expect(new Date(date).toISOString()).toBe(at(HOUR + 600));
  });

  it('that fails keeps nobody from reading the rest, and is tried again', async () => {
    let broken = true;
    house = await openHouse((ports) => ({
      ...ports,
      database: {
        prepare: (sql) => ports.database.prepare(sql),
        batch: (statements) => {
          if (broken && statements.length > 8) throw new Error('the disk is on strike');
          return ports.database.batch(statements);
        },
      },
    }));
    broken = false;
    await house.put('first');
    await house.put('a', { embargoUntil: at(HOUR) });
    broken = true;
    house.advance(HOUR);
    expect((await house.feed()).items).toHaveLength(1);
    expect(house.logged).toContain('an embargoed article could not be opened; the next read tries again');
    broken = false;
    expect((await house.feed()).items).toHaveLength(2);
  });

  it('of many at once is done bit by bit, and none is left out', async () => {
    for (let index = 0; index < 40; index++) await house.put(`a${index}`, { embargoUntil: at(HOUR) });
    house.advance(HOUR);
    const sizes = [];
    for (let round = 0; round < 4; round++)
      sizes.push(((await (await house.get('/articles')).json()) as { articles: [] }).articles.length);
    expect(sizes).toEqual([16, 32, 40, 40]);
    expect(await openDueArticles(house.ports)).toBe(0);
  });
});
