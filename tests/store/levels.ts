import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyMigrations } from '../../src/adapters/node/migrations.ts';
import { MIGRATIONS } from '../../src/adapters/node/node-ports.ts';
import { openSqlite, type SqliteDatabase } from '../../src/adapters/node/sqlite-database.ts';
import { cryptoRandom } from '../../src/adapters/web/random.ts';
import { sha256 } from '../../src/domain/digest.ts';
import { createSealer } from '../../src/domain/sealed-text.ts';

import { AS_PUBLISHER } from './open-house.ts';

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
const PRODUCT = {
  id: 'local',
  name: 'Local news',
  permit: ['section/local'],
  block: ['tag/adverts'],
  rights: { text: 'full', pictures: 'cleared', uncleared: 'leave-out-picture' },
  profile: 'generic',
  embargoMinutes: 0,
};
/** Of the partner that stands there from 0009 on, and what it is known by. */
export const PARTNER_KEY = `tsp_${'0123456789'}${'abcdefghjk'.repeat(4)}`;
/** What the cookie of the session holds that stands there from 0012 on. */
export const SESSION_SECRET = '5e'.repeat(32);
/** Which sealed the secrets that stand there from 0010 on. */
export const LEVEL_SETTINGS = { SECRETS_KEY: '0123456789abcdef'.repeat(4) };
export const ENDPOINT = 'https://partner.example/hook';
const sealer = createSealer(LEVEL_SETTINGS.SECRETS_KEY, cryptoRandom);
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
     INSERT INTO outbox (article_id, version, kind, recorded_at) VALUES
       ('harbour', 2, 'published', '2026-02-01T09:00:00.000Z');
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
  [
    '0009',
    `INSERT INTO products (id, name, content, embargo_minutes, terms, changed_at) VALUES
       ('local', 'Local news', ${text(PRODUCT)}, 0, 'terms', '2026-01-01T09:00:00.000Z');
     INSERT INTO product_rules VALUES ('local', 'permit', 'section', 'section/local'), ('local', 'block', 'tag', 'tag/adverts');
     INSERT INTO topics (topic, name, digest, modified_at) VALUES
       ('product/local', 'Local news', 'r1', '2026-02-01T09:00:00.000Z');
     INSERT INTO article_topics VALUES ('product/local', '${ARTICLE.publishedAt}', 'harbour', 1);
     INSERT INTO feed_lengths VALUES ('product/local', 1);
     INSERT INTO feed_tombstones VALUES ('product/local', '2026-02-01T09:00:00.000Z', 'quay', '${WITHDRAWN.guid}');
     INSERT INTO product_articles VALUES ('local', 'harbour', '${ARTICLE.publishedAt}', 'placed');
     INSERT INTO product_changes (product_id, article_id, version, change, changed_at) VALUES
       ('local', 'harbour', 1, 'published', '2026-02-01T08:30:00.000Z'),
       ('local', 'quay', 2, 'withdrawn', '2026-02-01T09:00:00.000Z'),
       ('local', 'harbour', 2, 'corrected', '2026-02-01T09:00:00.000Z');
     INSERT INTO partner_items VALUES ('harbour', 'terms', 'rss', 'old key', '<item>old</item>');
     INSERT INTO partners VALUES ('herald', 'The Herald', 60, '2026-01-01T09:00:00.000Z');
     INSERT INTO partner_products (partner_id, product_id, granted_at) VALUES ('herald', 'local', '2026-01-01T09:00:00.000Z');
     INSERT INTO partner_keys (prefix, partner_id, kind, digest, note, made_at) VALUES
       ('${PARTNER_KEY.slice(4, 14)}', 'herald', 'api', '${await sha256(PARTNER_KEY)}', 'their CMS', '2026-01-01T09:00:00.000Z');
     INSERT INTO partner_pickups (partner_id, article_id, product_id, version, way, change, at) VALUES
       ('herald', 'harbour', 'local', 1, 'feed', 'held', '2026-02-01T08:40:00.000Z'),
       ('herald', 'quay', 'local', 2, 'changes', 'withdrawn', '2026-02-01T09:10:00.000Z');`,
  ],
  [
    '0010',
    `INSERT INTO crosspost_account (id, did, handle, service, identifier, password, settings, since) VALUES
       (1, 'did:plc:gazette', 'gazette.example', 'https://pds.example', 'gazette.example',
       ${text(await sealer.seal('abcd-efgh-ijkl-mnop', 'crosspost password of did:plc:gazette at https://pds.example'))},
       '{"template":"{title}","languages":[],"sections":[],"tags":[],"enabled":true,"documents":false}', '2026-01-01T09:00:00.000Z');
     INSERT INTO crossposts (account, article_id, rkey, created_at, state, sent, cid, changed_at) VALUES
       ('did:plc:gazette', 'harbour', '3lh4qzv2xks2a', '2026-02-01T08:31:00.000Z', 'posted', 'answered', 'bafyreia',
       '2026-02-01T08:32:00.000Z');`,
  ],
  [
    '0011',
    `INSERT INTO partner_endpoints (id, partner_id, url, host, secret, state, made_at) VALUES
       ('ep-0123456789ab', 'herald', ${text(ENDPOINT)}, 'partner.example',
       ${text(await sealer.seal('whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3', 'partner endpoint ep-0123456789ab'))},
       'active', '2026-01-01T09:00:00.000Z');
     INSERT INTO partner_deliveries (endpoint_id, product_id, article_id, sequence, next_at, attempts, failing_since, failure)
       VALUES ('ep-0123456789ab', 'local', 'harbour', 3, '2026-03-02T07:00:00.000Z', 2,
       '2026-03-02T06:00:00.000Z', '503');`,
  ],
  [
    '0012',
    `INSERT INTO console_sessions VALUES ('${await sha256(SESSION_SECRET)}', '${await sha256(AS_PUBLISHER.Authorization.slice('Bearer '.length))}', '${'c5'.repeat(32)}',
       'fr', '2026-03-02T18:00:00.000Z');
     INSERT INTO console_attempts VALUES ('2026-03-02T07:59', 3);`,
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
