import { beforeEach, describe, expect, it } from 'vitest';
import { answered, openReportHouse, type ReportHouse } from './report-house.ts';

const DAY = 24 * 60 * 60;

let house: ReportHouse;
beforeEach(async () => {
  house = await openReportHouse();
});

describe('a partner that lost the product', () => {
  beforeEach(async () => {
    await house.article('one');
    await house.take('/partners/articles/one');
    await house.partner('herald', []);
  });

  it('stays in the report of what it holds, until it says that it took it down', async () => {
    await house.withdraw('one');
    expect(await house.standings()).toMatchObject([
      { partner: 'herald', contract: 'ended', state: 'not-told', held: { version: 1, way: 'article' } },
    ]);
    expect((await house.confirm()).status).toBe(204);
    expect(await house.inShort()).toEqual(['herald ended confirmed']);
  });

  it('is told to take down what it holds when it asks for it, and is not told of anything else', async () => {
    await house.article('two');
    expect((await house.take('/partners/articles/two')).status).toBe(404);
    expect((await house.take('/partners/articles/one')).status).toBe(410);
    expect(await house.inShort()).toEqual(['herald ended told']);
    expect(await house.standings('two')).toEqual([]);
  });

  it('is in the report even where the product is no more', async () => {
    await house.asPublisher('DELETE', '/partners/products/all');
    expect(await house.inShort()).toEqual(['herald ended not-told']);
  });

  it('holds nothing taken back once it has the product again, and the article with it', async () => {
    await house.partner('herald', ['all']);
    expect(await house.inShort()).toEqual(['herald current holds']);
  });
});

describe('an endpoint of a partner that lost the product', () => {
  it('is sent the withdrawal of what it holds, without words, and nothing else', async () => {
    await house.listen();
    await house.article('one');
    await house.settle();
    await house.partner('herald', []);
    await house.article('one', { html: '<p>The words of a correction.</p>' });
    await house.article('two');
    await house.settle();
    await house.withdraw('one');
    await house.withdraw('two');
    await house.settle();
    await house.settle();
    expect(house.endpoint.received).toEqual([
      'article.published one with words',
      'article.withdrawn one without words',
    ]);
    expect(await house.inShort()).toEqual(['herald ended confirmed']);
  });

  it('is sent a withdrawal that waited as the product was lost', async () => {
    await house.listen();
    await house.article('one');
    await house.settle();
    house.endpoint.respond = () => answered(503);
    await house.withdraw('one');
    await house.settle();
    await house.partner('herald', []);
    house.endpoint.respond = () => answered(204);
    await house.settle();
    house.advance(61);
    await house.settle();
    expect(house.endpoint.received.slice(1)).toEqual(Array(2).fill('article.withdrawn one without words'));
    expect(await house.inShort()).toEqual(['herald ended confirmed']);
  });
});

describe('a partner that was ended', () => {
  it('is in the reports for as long as what it took is kept', async () => {
    await house.article('one');
    await house.take('/partners/articles/one');
    await house.asPublisher('DELETE', '/partners/herald');
    await house.withdraw('one');
    expect(await house.inShort()).toEqual(['herald ended not-told']);
    const { lines } = (await (await house.report('/partners/herald/report')).json()) as { lines: unknown[] };
    expect(lines).toMatchObject([{ article: 'one', version: 1, change: 'held' }]);
    house.advance(401 * DAY);
    await house.jobs.sweep();
    expect((await house.report('/partners/herald/report')).status).toBe(404);
    expect(await house.standings()).toEqual([]);
  });
});

describe('a partner that comes later', () => {
  it('learns nothing of articles that had left before', async () => {
    await house.article('one');
    await house.article('two');
    await house.withdraw('one');
    await house.partner('gazette', ['all']);
    const { key: theirs } = await house.makeKey('gazette');
    const first = await house.walk('/partners/articles?limit=1', theirs);
    expect(first.changes.map(({ id }) => id)).toEqual([]);
    const seen: string[] = [];
    for (let next = first.next, rounds = 0; rounds < 4; rounds++) {
      const page = await house.walk(next, theirs);
      seen.push(...page.changes.map(({ change, id }) => `${change} ${id}`));
      next = page.next;
    }
    expect(seen).toEqual(['published two']);
    expect((await house.take('/partners/articles/one', theirs)).status).toBe(404);
    expect((await house.confirm(theirs)).status).toBe(404);
    // Who had the right to it at the time is told.
    expect((await house.take('/partners/articles/one')).status).toBe(410);
  });

  it('and had the product before is told of what left meanwhile, where it took it', async () => {
    await house.article('one');
    const { next } = await house.walk();
    await house.partner('herald', ['more']);
    await house.article('two');
    await house.withdraw('one');
    await house.withdraw('two');
    await house.partner('herald', ['all']);
    const { changes } = await house.walk(next);
    expect(changes.map(({ change, id }) => `${change} ${id}`)).toEqual(['withdrawn one']);
    expect(await house.inShort()).toEqual(['herald current told']);
  });
});
