import type { Database } from '../domain/ports.ts';
import { type Capture, type CaptureKey, captureKey } from '../domain/post.ts';
import type { PageEmbed } from './page-embeds.ts';

/** What we know of a post besides what the page says. */
export interface KnownPost {
  capture?: Capture;
  /** Was taken down, or is by somebody who was; then there is no more of it in `capture`. */
  takenDown: boolean;
}

interface Row {
  key: CaptureKey;
  content: string | null;
  taken_down: number;
}

/** What we know of the posts of a page, by their keys; one query, none for a page without posts. */
export async function loadKnownPosts(
  database: Database,
  embeds: readonly PageEmbed[],
): Promise<Map<CaptureKey, KnownPost>> {
  if (embeds.length === 0) return new Map();
  const asked = embeds.map(({ found: { capture } }) => [
    captureKey(capture),
    capture.platform,
    capture.id,
    `@${(capture.post?.author.handle ?? capture.handle ?? '').toLowerCase()}`,
  ]);
  const { results } = await database
    .prepare(
      `SELECT k.value ->> 0 AS key, c.content, EXISTS (SELECT 1 FROM takedowns t
         WHERE t.platform = k.value ->> 1 AND t.subject IN (k.value ->> 2, k.value ->> 3)) AS taken_down
       FROM json_each(?) k LEFT JOIN captures c ON c.platform = k.value ->> 1 AND c.id = k.value ->> 2`,
    )
    .bind(JSON.stringify(asked))
    .all<Row>();
  return new Map(
    results.map(({ key, content, taken_down }) => [
      key,
      { ...(content && { capture: JSON.parse(content) as Capture }), takenDown: taken_down === 1 },
    ]),
  );
}
