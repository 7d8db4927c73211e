import type { JsonArticle } from '../articles/json-article.ts';
import type { Article } from '../domain/article.ts';
import type { Database } from '../domain/ports.ts';
import { type Capture, type CaptureKey, captureKey } from '../domain/post.ts';

const PAGE = 200;

/** Every article, whatever its state, in the order of their ids. */
export async function* allArticles(database: Database): AsyncGenerator<Article> {
  for await (const { content } of pages<{ id: string; content: string }>(
    database,
    'SELECT id, content FROM articles WHERE id > ?1 ORDER BY id LIMIT ?2',
    ({ id }) => id,
  )) {
    yield JSON.parse(content) as Article;
  }
}

/** Every version of an article, the first one first, as it was stored. */
export async function versionsOf(database: Database, id: string): Promise<object[]> {
  const { results } = await database
    .prepare('SELECT recorded_at, content FROM article_versions WHERE article_id = ? ORDER BY version')
    .bind(id)
    .all<{ recorded_at: string; content: string }>();
  return results.map(({ recorded_at: recordedAt, content }) => ({
    recordedAt,
    ...(JSON.parse(content) as object),
  }));
}

/** Every post that articles show, with the blobs of its pictures; `history`: what it said before. */
export async function* allCaptures(
  database: Database,
): AsyncGenerator<{ capture: Capture; blobs: string[]; history: unknown[] }> {
  const rows = pages<{ platform: string; id: string; content: string; blobs: string; history: string }>(
    database,
    `SELECT platform, id, content,
       (SELECT json_group_array(blob) FROM capture_media m WHERE m.platform = c.platform AND m.id = c.id) AS blobs,
       (SELECT json_group_array(json_object('recordedAt', recorded_at, 'content', json(v.content)))
        FROM capture_versions v WHERE v.platform = c.platform AND v.id = c.id) AS history
     FROM captures c WHERE (platform, id) > (?1, ?2) ORDER BY platform, id LIMIT ?3`,
    ({ platform, id }) => [platform, id],
    ['', ''],
  );
  for await (const { content, blobs, history } of rows) {
    yield { capture: JSON.parse(content), blobs: JSON.parse(blobs), history: JSON.parse(history) };
  }
}

/** The posts of an article: those that are shown, or those that wait with it. */
export async function capturesOf(
  database: Database,
  { id, state }: Article,
): Promise<Map<CaptureKey, Capture>> {
  const held = state === 'embargoed' || state === 'withheld';
  const { results } = await database
    .prepare(
      held
        ? 'SELECT content FROM held_captures WHERE article_id = ?'
        : `SELECT c.content FROM article_captures a JOIN captures c ON c.platform = a.platform AND c.id = a.capture_id
           WHERE a.article_id = ?`,
    )
    .bind(id)
    .all<{ content: string }>();
  const captures = results.map(({ content }) => JSON.parse(content) as Capture);
  return new Map(captures.map((capture) => [captureKey(capture), capture]));
}

/** The article as it can be published anywhere, `PUT /articles/{id}` of another service included. */
export function publishable(article: Article, html: string): JsonArticle {
  const { id, url, title, dek, section, authors, tags, language, publishedAt, updatedAt } = article;
  const { image, rights, licence, pictureRights, source, embargoUntil, state } = article;
  return {
    id,
    ...(url && { url }),
    title,
    ...(dek && { dek }),
    ...(section && { section }),
    authors,
    tags,
    language,
    publishedAt,
    updatedAt,
    ...(image && { image }),
    ...(rights && { rights }),
    ...(licence && { licence }),
    ...(pictureRights && { pictureRights }),
    ...(source && { source }),
    ...(embargoUntil && { embargoUntil }),
    ...(state === 'withheld' && { status: 'withheld' as const }),
    ...(state === 'withdrawn' && { status: 'canceled' as const }),
    html,
  };
}

/** Rows in the order of a key, a page at a time: `?` are the last key, and how many. */
async function* pages<Row>(
  database: Database,
  sql: string,
  keyOf: (row: Row) => string | string[],
  start: string[] = [''],
): AsyncGenerator<Row> {
  let last = start;
  for (;;) {
    const { results } = await database
      .prepare(sql)
      .bind(...last, PAGE)
      .all<Row>();
    yield* results;
    const row = results.at(-1);
    if (!row || results.length < PAGE) return;
    last = [keyOf(row)].flat();
  }
}
