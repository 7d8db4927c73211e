import type { Article } from '../domain/article.ts';
import type { Database } from '../domain/ports.ts';
import type { Capture, CaptureKey } from '../domain/post.ts';
import { captureKey } from '../domain/post.ts';
import { type Reader, readPublic } from './public-reads.ts';

/** The captures that stand in these articles, by key; one query. */
export async function loadCaptures(
  database: Database,
  articles: readonly Pick<Article, 'body'>[],
): Promise<Map<CaptureKey, Capture>> {
  const keys = new Set<CaptureKey>();
  for (const article of articles) {
    for (const block of article.body) if (block.type === 'embed') keys.add(block.ref.capture);
  }
  if (keys.size === 0) return new Map();
  const { results } = await database
    .prepare(
      `SELECT c.content FROM json_each(?) k
       JOIN captures c ON c.platform = k.value ->> 0 AND c.id = k.value ->> 1`,
    )
    .bind(JSON.stringify([...keys].map((key) => splitKey(key))))
    .all<{ content: string }>();
  const captures = results.map((row) => JSON.parse(row.content) as Capture);
  return new Map(captures.map((capture) => [captureKey(capture), capture]));
}

function splitKey(key: CaptureKey): [platform: string, id: string] {
  const slash = key.indexOf('/');
  return [key.slice(0, slash), key.slice(slash + 1)];
}

/** A capture that at least one live article shows; what only other articles have is not found. */
export async function loadShownCapture(
  ports: Reader,
  platform: string,
  id: string,
): Promise<Capture | undefined> {
  const [row] = await readPublic<{ content: string }>(
    ports,
    'content',
    `captures c WHERE platform = ? AND id = ? AND EXISTS
       (SELECT 1 FROM article_captures a WHERE a.platform = c.platform AND a.capture_id = c.id)`,
    platform,
    id,
  );
  return row && (JSON.parse(row.content) as Capture);
}

/** Whether a picture belongs to posts of which none is shown any more, or yet. */
export async function isHiddenPicture(ports: Reader, blob: string): Promise<boolean> {
  const [row] = await readPublic<{ posts: number; shown: number }>(
    ports,
    'count(*) AS posts, count(a.article_id) AS shown',
    `capture_media m LEFT JOIN article_captures a ON a.platform = m.platform AND a.capture_id = m.id
       AND NOT EXISTS (SELECT 1 FROM captures c
         WHERE c.platform = m.platform AND c.id = m.id AND c.content ->> '$.state' = 'withdrawn')
     WHERE m.blob = ?`,
    blob,
  );
  return row !== undefined && row.posts > 0 && row.shown === 0;
}
