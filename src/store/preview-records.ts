import { toInstant } from '../domain/instant.ts';
import type { Ports } from '../domain/ports.ts';

function blobName(articleId: string, hash: string): string {
  return `previews/${articleId}/${hash}.png`;
}

/** The bytes of a preview drawn before. */
export function loadPreview(
  { blobs }: Ports,
  articleId: string,
  hash: string,
): Promise<Uint8Array | undefined> {
  return blobs.get(blobName(articleId, hash));
}

/** Keeps a preview, and notes it so that a withdrawal finds it. */
export async function keepPreview(
  ports: Ports,
  articleId: string,
  hash: string,
  png: Uint8Array,
): Promise<void> {
  // Noted first: a crash in between leaves a note without a blob, which a withdrawal can bear.
  await ports.database
    .prepare('INSERT OR IGNORE INTO previews (article_id, hash, drawn_at) VALUES (?, ?, ?)')
    .bind(articleId, hash, toInstant(ports.clock.now()))
    .run();
  await ports.blobs.put(blobName(articleId, hash), png);
}

/** Deletes every preview an article ever had. */
export async function dropPreviews({ database, blobs }: Ports, articleId: string): Promise<void> {
  const { results } = await database
    .prepare('SELECT hash FROM previews WHERE article_id = ?')
    .bind(articleId)
    .all<{ hash: string }>();
  for (const { hash } of results) await blobs.delete(blobName(articleId, hash));
  await database.prepare('DELETE FROM previews WHERE article_id = ?').bind(articleId).run();
}
