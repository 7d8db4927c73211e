import { toInstant } from '../domain/instant.ts';
import { batchAtOnce, type Ports } from '../domain/ports.ts';
import type { CaptureKey } from '../domain/post.ts';
import type { previewType } from '../previews/card.ts';
import { handleIn } from './capture-handle.ts';

export type PreviewType = ReturnType<typeof previewType>;

/** A preview that was drawn and kept. */
export interface KeptPreview {
  type: PreviewType;
  /** The post it quotes. */
  quotes?: CaptureKey;
  /** Why it is not the picture that was meant, where that will stay so. */
  reason?: string;
}

interface PreviewRow {
  type: PreviewType;
  quotes: CaptureKey | null;
  reason: string | null;
}

function blobName(articleId: string, hash: string, type: PreviewType): string {
  return `previews/${articleId}/${hash}.${type === 'image/png' ? 'png' : 'jpg'}`;
}

/** What is noted of a preview. */
export async function findPreview(
  { database }: Ports,
  articleId: string,
  hash: string,
): Promise<KeptPreview | undefined> {
  const row = await database
    .prepare('SELECT type, quotes, reason FROM previews WHERE article_id = ? AND hash = ?')
    .bind(articleId, hash)
    .first<PreviewRow>();
  if (!row) return undefined;
  const { type, quotes, reason } = row;
  return { type, ...(quotes && { quotes }), ...(reason && { reason }) };
}

/** The bytes of a preview drawn before; `undefined` where only the note of it is there. */
export function loadPreview(
  { blobs }: Ports,
  articleId: string,
  hash: string,
  type: PreviewType,
): Promise<Uint8Array | undefined> {
  return blobs.get(blobName(articleId, hash, type));
}

/**
 * Keeps a preview, and notes it so that a withdrawal or a take-down finds it. `atOnce`: fails rather than wait for a
 * database that is held.
 */
export async function keepPreview(
  ports: Ports,
  articleId: string,
  hash: string,
  { type, quotes, reason }: KeptPreview,
  bytes: Uint8Array,
  atOnce = false,
): Promise<void> {
  const { database } = ports;
  const note = database
    .prepare(
      `INSERT OR IGNORE INTO previews (article_id, hash, drawn_at, type, quotes, reason) VALUES (?, ?, ?, ?, ?, ?)`,
    )
    .bind(articleId, hash, toInstant(ports.clock.now()), type, quotes ?? null, reason ?? null);
  // Noted first: a crash in between leaves a note without a blob, which a withdrawal can bear.
  await (atOnce ? batchAtOnce(database, [note]) : note.run());
  await ports.blobs.put(blobName(articleId, hash, type), bytes);
}

/**
 * Whether a preview that was just kept may stay. Between drawing and keeping, its article may have been withdrawn or its
 * post taken down: whoever did that looked for it too early. Both are written down before anything is deleted, so one of
 * the two finds it. What may not stay is gone when this returns.
 */
export async function mayStay(
  ports: Ports,
  articleId: string,
  hash: string,
  kept: KeptPreview,
): Promise<boolean> {
  const slash = kept.quotes?.indexOf('/') ?? 0;
  const row = await ports.database
    .prepare(
      `SELECT 1 FROM previews p JOIN articles a ON a.id = p.article_id AND a.state = 'live'
       WHERE p.article_id = ?1 AND p.hash = ?2 AND (?3 IS NULL OR EXISTS (
         SELECT 1 FROM captures c WHERE c.platform = ?3 AND c.id = ?4 AND c.content ->> '$.state' <> 'withdrawn'
         AND NOT EXISTS (SELECT 1 FROM takedowns t WHERE t.platform = ?3 AND t.subject IN (?4, '@' || ${handleIn('c.content')}))))`,
    )
    .bind(articleId, hash, kept.quotes?.slice(0, slash) ?? null, kept.quotes?.slice(slash + 1) ?? null)
    .first();
  if (row) return true;
  await ports.blobs.delete(blobName(articleId, hash, kept.type));
  await ports.database
    .prepare('DELETE FROM previews WHERE article_id = ? AND hash = ?')
    .bind(articleId, hash)
    .run();
  return false;
}

/** Deletes every preview an article ever had. */
export function dropPreviews(ports: Ports, articleId: string): Promise<void> {
  return drop(ports, 'article_id = ?', articleId);
}

/** Deletes every preview that quotes one of these posts. */
export function dropPreviewsQuoting(ports: Ports, captures: readonly CaptureKey[]): Promise<void> {
  return drop(ports, 'quotes IN (SELECT value FROM json_each(?))', JSON.stringify(captures));
}

async function drop({ database, blobs }: Ports, condition: string, value: string): Promise<void> {
  const { results } = await database
    .prepare(`SELECT article_id, hash, type FROM previews WHERE ${condition}`)
    .bind(value)
    .all<{ article_id: string; hash: string; type: PreviewType }>();
  for (const { article_id, hash, type } of results) await blobs.delete(blobName(article_id, hash, type));
  await database.prepare(`DELETE FROM previews WHERE ${condition}`).bind(value).run();
}
