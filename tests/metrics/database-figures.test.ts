import { describe, expect, it } from 'vitest';
import { FIGURES_QUERY, readDatabaseFigures } from '../../src/metrics/database-figures.ts';
import { at, HOUR, openHouse, quoting } from '../store/open-house.ts';

async function figuresOf(house: Awaited<ReturnType<typeof openHouse>>) {
  const readings = await readDatabaseFigures(house.ports.database, house.ports.clock.now());
  return Object.fromEntries(
    readings.flatMap(({ name, values }) =>
      values.map(({ labels = {}, value }) => [`${name} ${Object.values(labels).join(' ')}`.trim(), value]),
    ),
  );
}

describe('figures of the database', () => {
  it('count what is there, and how long it has waited', async () => {
    const house = await openHouse();
    await house.put('live', { html: quoting('Words.') });
    await house.put('held', { status: 'withheld' });
    await house.put('later', { embargoUntil: at(HOUR) });
    await house.put('gone');
    await house.withdraw('gone');
    house.advance(90);
    expect(await figuresOf(house)).toMatchObject({
      'tearsheet_articles live': 1,
      'tearsheet_articles embargoed': 1,
      'tearsheet_articles withheld': 1,
      'tearsheet_articles withdrawn': 1,
      tearsheet_outbox_undone: 5,
      tearsheet_outbox_oldest_age_seconds: 90,
      tearsheet_outbox_failing: 0,
      tearsheet_captures_due: 1,
      'tearsheet_hub_deliveries dead': 0,
    });
    await house.ports.database.prepare("UPDATE outbox SET sends = 2 WHERE article_id = 'gone'").run();
    expect(await figuresOf(house)).toMatchObject({ tearsheet_outbox_failing: 2 });
    await house.settle();
    expect(await figuresOf(house)).toMatchObject({
      tearsheet_outbox_failing: 0,
      tearsheet_outbox_undone: 0,
      tearsheet_outbox_oldest_age_seconds: 0,
    });
  });

  it('of an empty database are all 0', async () => {
    const figures = await figuresOf(await openHouse());
    expect(Object.keys(figures).length).toBeGreaterThan(12);
    expect(new Set(Object.values(figures))).toEqual(new Set([0]));
  });

  it('walk through no table that grows with the articles', async () => {
    const house = await openHouse();
    const plan = await house.ports.database
      .prepare(`EXPLAIN QUERY PLAN ${FIGURES_QUERY}`)
      .bind(at(0))
      .all<{ detail: string }>();
    const walks = plan.results
      .map(({ detail }) => detail)
      .filter((detail) => /^SCAN (?!CONSTANT)/.test(detail))
      .map((detail) => detail.replace('COVERING ', ''));
    // The index holds nothing but what is undone; sources are as many as the publisher added, deliveries as are owed.
    const small = ['outbox USING INDEX outbox_undone', 'sources', 'hub_deliveries'];
    expect(walks.filter((walk) => !small.some((name) => walk.startsWith(`SCAN ${name}`)))).toEqual([]);
  });
});
