import { beforeAll, describe, expect, it } from 'vitest';
import { listCommonEntries, MAX_WALK } from '../../src/store/feed-entries.ts';
import { type House, openHouse, PUBLIC_URL } from './open-house.ts';

const FORM = { format: 'rss', content: 'full', renderer: '/x' } as const;
const TOPICS = ['section/even', 'tag/odd'];
const ENTRIES = 2500;

/** Two topics that have only one article in common, and it is the oldest. */
async function fill({ ports, put }: House): Promise<void> {
  await put('common', { publishedAt: '2020-01-01', section: 'Even', tags: ['Odd'] });
  const numbers = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ENTRIES})`;
  const date = `strftime('%Y-%m-%dT%H:%M:%fZ', 1600000000 + i * 60, 'unixepoch')`;
  for (const topic of TOPICS) {
    const id = `'${topic.slice(0, 3)}-' || i`;
    const statements = [
      `${numbers} INSERT INTO articles SELECT ${id}, 'tag:' || ${id}, 1, 'live', NULL, '', ${date}, '{}', NULL, '2020', 'cleared' FROM n`,
      `${numbers} INSERT INTO article_topics (topic, published_at, article_id, sequence)
         SELECT '${topic}', ${date}, ${id}, i + 1 FROM n`,
      `UPDATE feed_lengths SET entries = ${ENTRIES + 1} WHERE topic = '${topic}'`,
    ];
    await ports.database.batch(statements.map((sql) => ports.database.prepare(sql)));
  }
}

describe('a feed of topics that have hardly an article in common', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
    await fill(house);
  });
  const list = (limit: number) => listCommonEntries(house.ports.database, FORM, TOPICS, { limit });

  it('looks at a thousand entries of the smallest and says how far it came', async () => {
    const { entries, walkedTo } = await list(30);
    expect(entries).toEqual([]);
    expect(walkedTo?.articleId).toBe(`sec-${ENTRIES - MAX_WALK + 1}`);
  });

  it('walks an index, and nothing else', async () => {
    let asked = '';
    const { database } = house.ports;
    const prepare = (sql: string) => {
      asked ||= sql;
      return database.prepare(sql);
    };
    await listCommonEntries({ ...database, prepare }, FORM, TOPICS, { limit: 30 });
    const plan = (await house.rows(`EXPLAIN QUERY PLAN ${asked}`)).map(({ detail }) => String(detail));
    expect(plan).toContainEqual(expect.stringMatching(/^SEARCH article_topics USING PRIMARY KEY \(topic=\?/));
    expect(plan.filter((step) => /^SCAN (?!w$)/.test(step))).toEqual([]);
    expect(plan.filter((step) => step.includes('TEMP B-TREE'))).toEqual([]);
  });

  it.each(['/feeds/all.json?section=even&tag=odd', '/feeds/all.atom?section=even&tag=odd'])(
    'reaches the article by the links, and then ends: %s',
    async (path) => {
      const counts: number[] = [];
      let next: string | undefined = path;
      while (next) {
        const answer = await house.get(next);
        expect(answer.status).toBe(200);
        const text = await answer.text();
        counts.push(text.split('articles/common"').length + text.split('articles/common<').length - 2);
        const link = /"next_url": "([^"]+)"|rel="next"[^>]* href="([^"]+)"/.exec(text);
        next = (link?.[1] ?? link?.[2])?.replaceAll('&amp;', '&').slice(PUBLIC_URL.length);
      }
      expect(counts.map((count) => count > 0)).toEqual([false, false, true]);
    },
  );

  it('the pages have validators that change with what they link', async () => {
    const first = (await (await house.get('/feeds/all.json?section=even&tag=odd')).json()) as {
      next_url: string;
    };
    const page = first.next_url.slice(PUBLIC_URL.length);
    const tag = (await house.get(page)).headers.get('ETag') ?? '';
    expect((await house.get(page, { 'If-None-Match': tag })).status).toBe(304);
    await house.put('old', { publishedAt: '2020-09-14', section: 'Even' });
    expect((await house.get(page, { 'If-None-Match': tag })).status).toBe(200);
  });

  it('holds what comes to both of them', async () => {
    await house.put('new', { section: 'Even', tags: ['Odd'] });
    const feed = (await (await house.get('/feeds/all.json?section=even&tag=odd')).json()) as {
      items: unknown[];
    };
    expect(feed.items).toHaveLength(1);
  });
});
