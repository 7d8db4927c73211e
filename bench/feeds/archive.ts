import type { SqliteDatabase } from '../../src/adapters/node/sqlite-database.ts';
import { type Publication, publish } from '../publication.ts';

const CHUNK = 100_000;
/** Published one a minute from then on: before everything that is published now. */
const FIRST = '2015-01-01';
const TEMPLATE = 'template';
/** Older articles are dealt to so many sections and tags; the first of each is that of the newest articles as well. */
const SECTIONS = 10;
const TAGS = 100;

/**
 * Fills an empty publication with `count` articles. The newest sixty come by the front door; the older ones are copies
 * that SQL makes, in every table that feeds read, without rendered items.
 */
export async function fillArchive(publication: Publication, count: number): Promise<void> {
  const { database } = publication.ports;
  await publish(publication, TEMPLATE);
  const newest = 60;
  for (let from = 0, older = count - newest - 1; from < older; from += CHUNK) {
    insertOlder(database, from, Math.min(CHUNK, older - from));
  }
  database.execute(
    `INSERT INTO feed_lengths (topic, entries) SELECT topic, max(sequence) FROM article_topics GROUP BY topic
       ON CONFLICT (topic) DO UPDATE SET entries = excluded.entries;
     INSERT INTO topics (topic, name, digest, modified_at)
       SELECT DISTINCT topic, topic, '0123456789abcdef', '${FIRST}T00:00:00.000Z' FROM article_topics WHERE true
       ON CONFLICT (topic) DO NOTHING;`,
  );
  for (let index = 0; index < newest; index++) await publish(publication, `newest-${index}`);
  database.execute('UPDATE outbox SET done_at = recorded_at; DELETE FROM queue_messages; ANALYZE;');
  database.execute('PRAGMA wal_checkpoint(TRUNCATE);');
}

function insertOlder(database: SqliteDatabase, from: number, count: number): void {
  const numbers = `WITH RECURSIVE numbers (n) AS (SELECT ${from} UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < ${from + count})`;
  const at = `strftime('%Y-%m-%dT%H:%M:%S.000Z', '${FIRST}', n || ' minutes')`;
  const renamed = (column: string) => `replace(${column}, '${TEMPLATE}', 'older-' || n)`;
  const template = `(SELECT * FROM articles WHERE id = '${TEMPLATE}')`;
  const placed = (topic: string, share: number) =>
    `${numbers} INSERT INTO article_topics (topic, published_at, article_id, sequence)
       SELECT ${topic}, ${at}, 'older-' || n, n / ${share} + 2 FROM numbers;`;
  database.execute(
    `BEGIN;
     ${numbers} INSERT INTO articles (id, guid, version, state, digest, published_at, content, public_since)
       SELECT 'older-' || n, ${renamed('guid')}, 1, 'live', digest, ${at}, ${renamed('content')}, ${at}
       FROM numbers, ${template};
     ${numbers} INSERT INTO article_versions (article_id, version, recorded_at, content)
       SELECT 'older-' || n, 1, ${at}, ${renamed('content')} FROM numbers, ${template};
     ${placed("'all'", 1)}
     ${placed(`iif(n % ${SECTIONS} = 0, 'section/world', 'section/part-' || (n % ${SECTIONS}))`, SECTIONS)}
     ${placed(`iif(n % ${TAGS} = 0, 'tag/rivers', 'tag/label-' || (n % ${TAGS}))`, TAGS)}
     COMMIT;`,
  );
}
