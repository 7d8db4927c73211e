import { fillArchive } from '../feeds/archive.ts';
import type { Publication } from '../publication.ts';
import { TOKEN } from '../publication.ts';
import { words } from '../words.ts';

/** The id of the one post that an article of the archive quotes. */
export const POST_ID = '1790309205070239367';
const FIRST = '2015-01-01';
const CHUNK = 100_000;

/** A publication of `count` articles with all that comes with them: posts, events that are done, a partner's product. */
export async function growArchive(publication: Publication, count: number): Promise<void> {
  await tell(publication, 'PUT', '/partners/products/wire', { name: 'Wire' });
  await tell(publication, 'PUT', '/partners/agency', {
    name: 'Agency',
    products: ['wire'],
    requestsPerMinute: 6000,
  });
  await fillArchive(publication, count);
  const older = count - 61;
  for (let from = 0; from < older; from += CHUNK) addTraces(publication, from, Math.min(CHUNK, older - from));
  publication.ports.database.execute(
    `INSERT INTO feed_lengths (topic, entries) VALUES ('product/wire', ${count + 1})
       ON CONFLICT (topic) DO UPDATE SET entries = excluded.entries;
     ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);`,
  );
  const html = `<p>${words(50)}</p><blockquote class="twitter-tweet"><p lang="fr" dir="ltr">${words(20)}</p>&mdash; ${words(2)} (@handle) <a href="https://twitter.com/handle/status/${POST_ID}">14 mai 2024</a></blockquote>`;
  await tell(publication, 'PUT', '/articles/quoting', { title: words(9), language: 'fr', html });
}

/** What publishing would have left behind of the older articles, besides what public feeds read. */
function addTraces({ ports }: Publication, from: number, count: number): void {
  const numbers = `WITH RECURSIVE numbers (n) AS (SELECT ${from} UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < ${from + count})`;
  const at = `strftime('%Y-%m-%dT%H:%M:%S.000Z', '${FIRST}', n || ' minutes')`;
  const post = `'{"platform":"x","id":"' || n || '","state":"unknown"}'`;
  ports.database.execute(
    `BEGIN;
     ${numbers} INSERT INTO outbox (article_id, version, kind, recorded_at, done_at)
       SELECT 'older-' || n, 1, 'published', ${at}, ${at} FROM numbers;
     ${numbers} INSERT INTO captures (platform, id, content) SELECT 'x', 'post-' || n, ${post} FROM numbers WHERE n % 4 = 0;
     ${numbers} INSERT INTO article_captures (platform, capture_id, article_id)
       SELECT 'x', 'post-' || n, 'older-' || n FROM numbers WHERE n % 4 = 0;
     ${numbers} INSERT INTO previews (article_id, hash, drawn_at) SELECT 'older-' || n, 'hash', ${at} FROM numbers;
     ${numbers} INSERT INTO product_articles (product_id, article_id, release_at, state)
       SELECT 'wire', 'older-' || n, ${at}, 'placed' FROM numbers;
     ${numbers} INSERT INTO product_changes (product_id, article_id, version, change, changed_at)
       SELECT 'wire', 'older-' || n, 1, 'published', ${at} FROM numbers;
     ${numbers} INSERT INTO article_topics (topic, published_at, article_id, sequence)
       SELECT 'product/wire', ${at}, 'older-' || n, -1 - n FROM numbers;
     ${numbers} INSERT INTO partner_items (article_id, terms, format, key, fragment)
       SELECT 'older-' || n, (SELECT terms || '/1.1-00000000' FROM products), 'json', '1.0', '${'x'.repeat(500)}' FROM numbers;
     COMMIT;`,
  );
}

/** As the publisher; throws where the service does not do as it is told. */
export async function tell(
  { request }: Publication,
  method: string,
  path: string,
  body: object,
): Promise<Response> {
  const headers = { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' };
  const response = await request(path, { method, headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response;
}
