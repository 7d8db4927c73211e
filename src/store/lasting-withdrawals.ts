import type { Database } from '../domain/ports.ts';

/**
 * Notes that the publisher takes an article back: a source that took it back before may not publish it again then. Where a
 * source does it itself, its item says so afterwards.
 */
export async function keepWithdrawn(database: Database, articleId: string): Promise<void> {
  await database
    .prepare("UPDATE source_items SET state = 'skipped' WHERE article_id = ? AND state = 'withdrawn'")
    .bind(articleId)
    .run();
}
