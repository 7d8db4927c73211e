import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyMigrations } from '../../src/adapters/node/migrations.ts';
import { MIGRATIONS } from '../../src/adapters/node/node-ports.ts';
import { openSqlite, type SqliteDatabase } from '../../src/adapters/node/sqlite-database.ts';

/** The numbers of all migrations, as text, in order. */
export const LEVELS = readdirSync(MIGRATIONS)
  .filter((name) => name.endsWith('.sql'))
  .map((name) => name.slice(0, 4))
  .sort();

const ARTICLE = {
  id: 'harbour',
  guid: 'tag:example.org,2026:articles/harbour',
  version: 2,
  state: 'live',
  publishedAt: '2026-02-01T08:00:00.000Z',
  updatedAt: '2026-02-01T09:00:00.000Z',
  url: 'https://times.example/harbour',
  title: 'The harbour budget',
  section: 'Local',
  authors: [{ name: 'Ines Okafor' }],
  tags: ['Bridges'],
  language: 'en',
  direction: 'ltr',
  body: [
    { type: 'html', html: '<p>Words about the harbour.</p>' },
    {
      type: 'embed',
      ref: {
        capture: 'x/1797753265873129095',
        form: 'blockquote',
        url: 'https://x.com/ada/status/1797753265873129095',
      },
    },
  ],
  related: [],
  reading: { title: { source: 'given', confidence: 1 } },
};
const WITHDRAWN = {
  ...ARTICLE,
  id: 'quay',
  guid: 'tag:example.org,2026:articles/quay',
  url: 'https://times.example/quay',
  title: 'The quay',
  state: 'withdrawn',
};
const CAPTURE = {
  platform: 'x',
  id: '1797753265873129095',
  url: 'https://x.com/ada/status/1797753265873129095',
  state: 'unknown',
  post: {
    platform: 'x',
    id: '1797753265873129095',
    url: 'https://x.com/ada/status/1797753265873129095',
    author: { name: 'Ada', handle: 'ada' },
    text: 'The bridge is open again.',
    links: [],
    direction: 'auto',
    media: [],
    truncated: false,
  },
  sources: ['markup'],
  capturedAt: '2026-02-01T09:00:00.000Z',
};
const TOPICS = ['all', 'section/local', 'author/ines-okafor', 'tag/bridges', 'lang/en'];
export const CALLBACK = 'https://reader.example/hook';

const text = (value: unknown) =>
  `'${(typeof value === 'string' ? value : JSON.stringify(value)).replaceAll("'", "''")}'`;
const rowOf = ({ id, guid, version, state, url, publishedAt }: typeof ARTICLE, content: object) =>
  `(${[id, guid].map(text)}, ${version}, ${[state, url, 'd'.repeat(64), publishedAt, content].map(text)})`;

/** What stood in a database, by the level that made room for it: in the words of that level. */
const ROWS: [level: string, sql: string][] = [
  [
    '0001',
    `INSERT INTO articles (id, guid, version, state, url, digest, published_at, content) VALUES
       ${rowOf(ARTICLE, ARTICLE)}, ${rowOf(WITHDRAWN, WITHDRAWN)};
     INSERT INTO article_versions (article_id, version, recorded_at, content) VALUES
       ('harbour', 1, '2026-02-01T08:30:00.000Z', ${text({ ...ARTICLE, version: 1 })}),
       ('harbour', 2, '2026-02-01T09:00:00.000Z', ${text(ARTICLE)}),
       ('quay', 2, '2026-02-01T09:00:00.000Z', ${text(WITHDRAWN)});
     INSERT INTO topics (topic, name, digest, modified_at) VALUES
       ${TOPICS.map((topic) => `(${text(topic)}, ${text(topic)}, 'r1', '2026-02-01T09:00:00.000Z')`)};
     INSERT INTO captures (platform, id, content) VALUES ('x', '1797753265873129095', ${text(CAPTURE)});
     INSERT INTO article_captures VALUES ('x', '1797753265873129095', 'harbour');
     INSERT INTO outbox VALUES ('harbour', 2, 'published', '2026-02-01T09:00:00.000Z', NULL);
     INSERT INTO previews (article_id, hash, drawn_at) VALUES ('harbour', '0123456789abcdef', '2026-02-01T09:00:00.000Z');
     INSERT INTO idempotency_keys VALUES ('key', 'fingerprint', 'harbour', '2026-02-01T09:00:00.000Z');`,
  ],
  [
    '0002',
    `INSERT INTO capture_versions VALUES
       ('x', '1797753265873129095', 1, '2026-02-01T09:00:00.000Z', ${text(CAPTURE)});
     INSERT INTO capture_media VALUES ('x', '1797753265873129095', 'media/abc.jpg');
     INSERT INTO takedowns VALUES ('x', '@gone', '2026-02-01T09:00:00.000Z');`,
  ],
  [
    '0003',
    `INSERT INTO feed_items VALUES ('harbour', 'rss', 'full', 'old key', 10, '<item>old</item>');
     INSERT INTO shown_revisions VALUES ('harbour', 1);
     INSERT INTO feed_tombstones VALUES ('all', '2026-02-01T09:00:00.000Z', 'quay', '${WITHDRAWN.guid}');
     INSERT INTO feed_snapshots VALUES ('all', 'r0', '2026-02-01T09:00:00.000Z', '[]');`,
  ],
  [
    '0004',
    `INSERT INTO hub_feeds VALUES ('/feeds/all.rss', 1, 1);
     INSERT INTO hub_feed_topics VALUES ('all', '/feeds/all.rss');
     INSERT INTO hub_subscriptions VALUES ('sub', '/feeds/all.rss', ${text(CALLBACK)}, 'reader.example',
       'secret', '2026-02-01T09:00:00.000Z', '2027-02-01T09:00:00.000Z', NULL, NULL);
     INSERT INTO hub_requests (id, mode, feed, topics, callback, host, lease_seconds, challenge, requested_at, failure)
       VALUES ('req', 'subscribe', '/feeds/all.rss', '["all"]', 'https://other.example/', 'other.example', 86400, 'c',
       '2026-03-02T07:59:00.000Z', 'refused');
     INSERT INTO hub_deliveries VALUES ('sub', 1, NULL, 3, '2026-02-01T09:00:00.000Z', 'gone');
     INSERT INTO outside_hub_pings VALUES ('all', 1);`,
  ],
  [
    '0005',
    `UPDATE articles SET public_since = '2026-02-01T08:30:00.000Z';
     INSERT INTO articles (id, guid, version, state, url, digest, published_at, content, opens_at) VALUES
       ('pier', 'tag:example.org,2026:articles/pier', 1, 'embargoed', NULL, 'd', '2026-03-02T09:00:00.000Z',
       ${text({ ...ARTICLE, id: 'pier', guid: 'tag:example.org,2026:articles/pier', version: 1, url: undefined, title: 'The pier', state: 'embargoed', body: ARTICLE.body.slice(0, 1), publishedAt: '2026-03-02T09:00:00.000Z', opensAt: '2026-03-02T09:00:00.000Z' })},
       '2026-03-02T09:00:00.000Z');
     INSERT INTO article_versions VALUES ('pier', 1, '2026-02-01T09:00:00.000Z', '{}');
     INSERT INTO held_captures VALUES ('pier', 'x', '1', ${text({ ...CAPTURE, id: '1' })});`,
  ],
  [
    '0006',
    `INSERT INTO preview_pictures VALUES ('harbour', 'https://times.example/a.jpg', NULL, 'format', 1, NULL);`,
  ],
  [
    '0007',
    `INSERT INTO fetched_pages VALUES ('https://times.example/harbour', '"v1"', NULL, 'd', 's', 'harbour', 2,
       '2026-02-01T09:00:00.000Z');
     INSERT INTO busy_hosts VALUES ('times.example', '2026-02-01T09:00:00.000Z');`,
  ],
  [
    '0008',
    `INSERT INTO sources (id, kind, address, host, settings, secret, added_at) VALUES
       ('wire', 'webhook', 'ghost', '', '{}', 'secret', '2026-02-01T09:00:00.000Z');
     INSERT INTO source_items (source_id, item_id, article_id, wanted, state) VALUES ('wire', '1', 'harbour', 'v', 'taken');
     INSERT INTO source_runs (source_id, number, started_at, ended_at) VALUES ('wire', 1, '2026-02-01T09:00:00.000Z',
       '2026-02-01T09:00:00.000Z');
     INSERT INTO source_run_lines VALUES ('wire', 1, 1, '2026-02-01T09:00:00.000Z', 'taken', '1', 'harbour', 'words');
     INSERT INTO source_receipts VALUES ('wire', 'm1', '2027-02-01T09:00:00.000Z');`,
  ],
];

/** The place of an article in a feed has been counted since 0003: before, there was none to write. */
function topicRows(level: string): string {
  const rows = TOPICS.map(
    (topic) => `('${topic}', '${ARTICLE.publishedAt}', 'harbour'${level < '0003' ? '' : ', 1'})`,
  );
  const lengths = TOPICS.map((topic) => `('${topic}', 1)`);
  return `INSERT INTO article_topics VALUES ${rows};
    ${level < '0003' ? '' : `INSERT INTO feed_lengths VALUES ${lengths};`}`;
}

/** The last level whose tables have rows here; a level without any is migrated too, with what was before. */
export const LAST_FILLED = ROWS.at(-1)?.[0] ?? '';

/** A database as it was when `level` was the newest, with something in every table that had a use then. */
export async function openAtLevel(level: string): Promise<SqliteDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'tearsheet-level-'));
  for (const name of readdirSync(MIGRATIONS).filter((name) => name.slice(0, 4) <= level)) {
    cpSync(join(MIGRATIONS, name), join(folder, name));
  }
  const database = openSqlite(':memory:');
  await applyMigrations(database, folder);
  rmSync(folder, { recursive: true });
  for (const [since, sql] of ROWS) if (since <= level) database.execute(sql);
  database.execute(topicRows(level));
  return database;
}

/** How many rows each table has. */
export async function countRows(database: SqliteDatabase): Promise<Map<string, number>> {
  const { results } = await database
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'd1_migrations'`,
    )
    .all<{ name: string }>();
  const counts = results.map(async ({ name }): Promise<[string, number]> => {
    const row = await database.prepare(`SELECT count(*) AS count FROM "${name}"`).first<{ count: number }>();
    return [name, row?.count ?? 0];
  });
  return new Map(await Promise.all(counts));
}
