import { DatabaseSync } from 'node:sqlite';
import type { Version } from './ledger.ts';

type Row = Record<string, string | number | null>;

/** Looks into the database of a service that runs, from beside it. */
export class Stored {
  readonly #database: DatabaseSync;

  constructor(file: string) {
    this.#database = new DatabaseSync(file, { readOnly: true, timeout: 10_000 });
  }

  rows(sql: string): Row[] {
    return this.#database.prepare(sql).all() as Row[];
  }

  count(sql: string): number {
    return Number(this.rows(`SELECT count(*) AS found FROM ${sql}`)[0]?.found);
  }

  close(): void {
    this.#database.close();
  }

  /** Every version of every article, in order. */
  versions(): Map<string, Version[]> {
    const found = this.rows(
      `SELECT article_id AS id, content ->> '$.title' AS title, content ->> '$.state' AS state
       FROM article_versions ORDER BY article_id, version`,
    );
    const versions = new Map<string, Version[]>();
    for (const { id, title, state } of found) {
      const list = versions.get(String(id)) ?? [];
      versions.set(String(id), [...list, { title: String(title), state: String(state) }]);
    }
    return versions;
  }

  /** The title of each article, `undefined` where it is withdrawn. */
  titles(): Map<string, string | undefined> {
    const found = this.rows(`SELECT id, state, content ->> '$.title' AS title FROM articles ORDER BY id`);
    return new Map(
      found.map(({ id, state, title }) => [String(id), state === 'live' ? String(title) : undefined]),
    );
  }

  /** What background work is left, by the table it waits in. */
  waiting(): Record<string, number> {
    const hasQueue = this.count(`sqlite_master WHERE name = 'queue_messages'`) > 0;
    return {
      outbox: this.count('outbox WHERE done_at IS NULL'),
      ...(hasQueue && { queue: this.count('queue_messages') }),
      verifications: this.count('hub_requests'),
      deliveries: this.count('hub_deliveries'),
      told: this.count('partner_deliveries'),
      changes: this.count('hub_feeds WHERE announced < revision'),
      crossposts: this.count('crossposts WHERE due_at IS NOT NULL'),
      heard: this.count(`source_items WHERE state = 'new' OR payload IS NOT NULL`),
    };
  }

  /** What no database of this service may ever look like, whenever it was killed. */
  faults(): string[] {
    const never: Record<string, string> = {
      'versions are counted without a gap': `SELECT a.id FROM articles a WHERE a.version <>
         (SELECT count(*) FROM article_versions v WHERE v.article_id = a.id) OR a.version <>
         (SELECT max(version) FROM article_versions v WHERE v.article_id = a.id)`,
      'each version is one event': `SELECT v.article_id FROM article_versions v LEFT JOIN outbox o
         ON o.article_id = v.article_id AND o.version = v.version WHERE o.version IS NULL`,
      'an article is in its feeds as long as it is live': `SELECT a.id FROM articles a WHERE (a.state = 'live') <>
         EXISTS (SELECT 1 FROM article_topics t WHERE t.article_id = a.id AND t.topic = 'all')`,
      'places in a feed are given once': `SELECT topic FROM article_topics GROUP BY topic, sequence HAVING count(*) > 1`,
      'a feed is as long as its places': `SELECT l.topic FROM feed_lengths l WHERE entries <
         (SELECT max(sequence) FROM article_topics t WHERE t.topic = l.topic)`,
      'a product has an article while it is live': `SELECT a.id FROM articles a, products g WHERE g.id = 'all' AND (a.state = 'live') <>
         EXISTS (SELECT 1 FROM product_articles p WHERE p.article_id = a.id AND p.product_id = 'all')`,
      'partners are told of each version once': `SELECT article_id FROM product_changes
         WHERE change IN ('published', 'withdrawn') GROUP BY product_id, article_id, version, change HAVING count(*) > 1`,
      'partners are told of nothing twice': `SELECT article_id FROM product_changes
         GROUP BY product_id, article_id, version, change, changed_at HAVING count(*) > 1`,
    };
    const check = this.rows('PRAGMA integrity_check').map((row) => String(row.integrity_check));
    const faults = check.filter((line) => line !== 'ok').map((line) => `integrity_check: ${line}`);
    for (const [fact, sql] of Object.entries(never)) {
      const found = this.rows(sql);
      if (found.length > 0) faults.push(`not true any more: ${fact}: ${JSON.stringify(found.slice(0, 3))}`);
    }
    return faults;
  }
}
