import { expect, it } from 'vitest';
import type { Ports } from '../../src/domain/ports.ts';
import { AS_PUBLISHER, at, HOUR, openHouse, quoting } from './open-house.ts';

/** Walks from the first row to the last; of a partial index they are short. */
const WALK =
  /^SCAN (\w+)\b(?! USING (?:COVERING )?INDEX (?:articles_opening|captures_due|product_articles_moving|hub_deliveries_due|partner_deliveries_due|crossposts_due))/;
/** Tables that stay small, and what a query made itself. */
const SMALL =
  /^(?:json_each|value|w|k|i|l|p|products|product_rules|partners|partner_products|partner_keys|partner_endpoints|g|e|sources|source_runs|crosspost_account|preview_pictures|takedowns|hub_feeds|outside_hubs|outside_hub_pings|topics|held|CONSTANT|SUBQUERY|subquery|\d+|\(subquery-\d+\))$/;
/**
 * One row of `crosspost_account`; the rows that a subquery chose; what a new product has to look at; what waits for an
 * embargo to end; and, once a sweep, what the hub and the webhooks owe.
 */
const KNOWN = [
  'FROM crosspost_account a ',
  'FROM (SELECT * FROM article_topics WHERE topic = ?1',
  'JOIN articles a WHERE p.id = ?1',
  'UPDATE held_captures ',
  'DELETE FROM hub_requests ',
  'DELETE FROM hub_feed_topics ',
  'DELETE FROM partner_deliveries AS d WHERE NOT EXISTS',
];
/** Takes every live article, unless it takes the newest of them in their order. */
const BY_STATE = /articles_newest \(state=\?\)$/;
const NEWEST = /ORDER BY published_at DESC, id DESC LIMIT/;

it('no query of a day at the desk walks through a table that grows with the archive', async () => {
  const asked = new Set<string>();
  const note = (ports: Ports): Ports => ({
    ...ports,
    database: {
      prepare(sql) {
        asked.add(sql);
        return ports.database.prepare(sql);
      },
      batch: (statements) => ports.database.batch(statements),
    },
  });
  const house = await openHouse(note, { SECRETS_KEY: '0123456789abcdef'.repeat(4) });
  const send = (method: string, path: string, body: unknown = {}) =>
    house.app.request(path, { method, headers: AS_PUBLISHER, body: JSON.stringify(body) });
  await send('PUT', '/partners/products/sport', {
    name: 'Sport',
    permit: ['section/sport'],
    embargoMinutes: 5,
  });
  await send('PUT', '/partners/products/all', { name: 'All', block: ['tag/secret'] });
  await send('PUT', '/partners/herald', { name: 'Herald', products: ['all', 'sport'] });
  const { key } = (await (await send('POST', '/partners/herald/keys')).json()) as { key: string };
  const fields = { section: 'Sport', tags: ['X'], url: 'https://news.example/one', html: quoting('Words.') };
  await house.put('one', fields);
  await house.put('one', { ...fields, dek: 'Corrected.' });
  await house.put('two', { embargoUntil: at(HOUR) });
  await house.settle();
  house.advance(2 * HOUR);
  for (const path of [
    '/',
    '/articles',
    '/articles/one',
    '/articles/two.json',
    '/feeds/all.rss',
    '/feeds/all.rss?section=sport&lang=en',
    '/feeds/section/sport.json?content=summary',
    '/previews/one',
    '/oembed?url=https://news.example/one',
    '/cards/x/1797753265873129095.html',
    '/sitemap-news.xml',
  ])
    expect([path, (await house.app.request(path)).status]).not.toEqual([path, 500]);
  const partner = { headers: { Authorization: `Bearer ${key}` } };
  for (const path of ['/partners/feeds/all.atom', '/partners/articles', '/partners/articles/one'])
    expect([path, (await house.app.request(path, partner)).status]).toEqual([path, 200]);
  await send('DELETE', '/articles/one');
  await house.app.request('/partners/report/one', { headers: AS_PUBLISHER });
  await house.settle();

  const slow: string[] = [];
  for (const sql of [...asked]) {
    const { results } = await house.ports.database
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all<{ detail: string }>()
      .catch(() => ({ results: [] }));
    for (const { detail } of results) {
      const [, walked] = WALK.exec(detail) ?? [];
      const isWalk = walked && !SMALL.test(walked) && !KNOWN.some((words) => sql.includes(words));
      if (isWalk || (BY_STATE.test(detail) && !NEWEST.test(sql)))
        slow.push(`${detail}\n${sql.replaceAll(/\s+/g, ' ').slice(0, 300)}`);
    }
  }
  expect(asked.size).toBeGreaterThan(80);
  expect(slow).toEqual([]);
});
