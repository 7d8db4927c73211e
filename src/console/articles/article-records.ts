import type { Article } from '../../domain/article.ts';
import type { Database, Ports } from '../../domain/ports.ts';
import { type Capture, type CaptureKey, captureKey } from '../../domain/post.ts';
import { loadCaptures } from '../../store/capture-records.ts';

/** The posts of an article, those of one that waits to be shown too. */
export async function loadPosts(database: Database, article: Article): Promise<Map<CaptureKey, Capture>> {
  if (article.state === 'live') return loadCaptures(database, [article]);
  const { results } = await database
    .prepare('SELECT content FROM held_captures WHERE article_id = ?')
    .bind(article.id)
    .all<{ content: string }>();
  const held = results.map(({ content }) => JSON.parse(content) as Capture);
  const known = await loadCaptures(database, [article]);
  return new Map([...known, ...held.map((capture) => [captureKey(capture), capture] as const)]);
}

/** A feed that an article is in. */
export interface ArticleFeed {
  topic: string;
  name: string;
}

/** The topics of an article that is public. */
export async function listFeedsOf({ database }: Ports, id: string): Promise<ArticleFeed[]> {
  const { results } = await database
    .prepare(
      `SELECT t.topic, t.name FROM article_topics a JOIN topics t ON t.topic = a.topic
       WHERE a.article_id = ? ORDER BY t.topic <> 'all', t.topic`,
    )
    .bind(id)
    .all<ArticleFeed>();
  return results;
}

/** One version of an article as it was stored. */
export async function loadVersion(
  { database }: Ports,
  id: string,
  version: number,
): Promise<Article | undefined> {
  const row = await database
    .prepare('SELECT content FROM article_versions WHERE article_id = ? AND version = ?')
    .bind(id, version)
    .first<{ content: string }>();
  return row ? (JSON.parse(row.content) as Article) : undefined;
}
