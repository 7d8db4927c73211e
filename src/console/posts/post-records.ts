import type { ArticleState } from '../../domain/article.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Ports } from '../../domain/ports.ts';
import type { Capture } from '../../domain/post.ts';

/** A post as it is kept. */
export interface KeptPost {
  capture: Capture;
  version: number;
  /** When the network is asked again; missing where nobody is. */
  nextCheckAt?: Instant;
  checks: number;
  /** Our copies of its pictures. */
  pictures: number;
}

export interface PostQuery {
  state?: Capture['state'];
  /** Words of the post, or the name, handle or id. */
  words?: string;
  /** Counts from 1. */
  page: number;
}

export const POST_STATES = [
  'live',
  'unknown',
  'deleted',
  'suspended',
  'private',
  'blocked',
  'unavailable',
  'withdrawn',
] as const satisfies readonly Capture['state'][];
export const POSTS_A_PAGE = 30;

const COLUMNS = `content, version, next_check_at, checks,
  (SELECT count(*) FROM capture_media m WHERE m.platform = captures.platform AND m.id = captures.id) AS pictures`;

interface PostRow {
  content: string;
  version: number;
  next_check_at: Instant | null;
  checks: number;
  pictures: number;
}

/** Posts, the latest captures first; one more than a page holds, where there are more. */
export async function findPosts({ database }: Ports, { state, words, page }: PostQuery): Promise<KeptPost[]> {
  const pattern = words === undefined ? null : `%${words.slice(0, 200).replace(/[\\%_]/g, '\\$&')}%`;
  const places = ['$.post.text', '$.post.author.name', '$.post.author.handle', '$.handle', '$.id', '$.title'];
  const { results } = await database
    .prepare(
      `SELECT ${COLUMNS} FROM captures
       WHERE (?1 IS NULL OR content ->> '$.state' = ?1)
         AND (?2 IS NULL OR ${places.map((place) => `content ->> '${place}' LIKE ?2 ESCAPE '\\'`).join(' OR ')})
       ORDER BY content ->> '$.capturedAt' DESC, platform, id LIMIT ?3 OFFSET ?4`,
    )
    .bind(state ?? null, pattern, POSTS_A_PAGE + 1, (page - 1) * POSTS_A_PAGE)
    .all<PostRow>();
  return results.map(readPost);
}

/** One post; `undefined` where nothing is kept of it. */
export async function loadPost(
  { database }: Ports,
  platform: string,
  id: string,
): Promise<KeptPost | undefined> {
  const row = await database
    .prepare(`SELECT ${COLUMNS} FROM captures WHERE platform = ? AND id = ?`)
    .bind(platform, id)
    .first<PostRow>();
  return row ? readPost(row) : undefined;
}

function readPost({ content, version, next_check_at, checks, pictures }: PostRow): KeptPost {
  return {
    capture: JSON.parse(content) as Capture,
    version,
    ...(next_check_at !== null && { nextCheckAt: next_check_at }),
    checks,
    pictures,
  };
}

/** What a post was at one time. */
export interface PostVersion {
  version: number;
  recordedAt: Instant;
  state: Capture['state'];
}

/** What a post was, the newest first. */
export async function listPostVersions(
  { database }: Ports,
  platform: string,
  id: string,
): Promise<PostVersion[]> {
  const { results } = await database
    .prepare(
      `SELECT version, recorded_at AS recordedAt, content ->> '$.state' AS state FROM capture_versions
       WHERE platform = ? AND id = ? ORDER BY version DESC LIMIT 100`,
    )
    .bind(platform, id)
    .all<PostVersion>();
  return results;
}

/** An article that a post stands in. */
export interface QuotingArticle {
  id: string;
  title: string;
  language: string;
  state: ArticleState;
}

/** The articles that show a post, and those that will. */
export async function listQuoting(
  { database }: Ports,
  platform: string,
  id: string,
): Promise<QuotingArticle[]> {
  const { results } = await database
    .prepare(
      `SELECT id, state, content ->> '$.title' AS title, content ->> '$.language' AS language FROM articles
       WHERE id IN (SELECT article_id FROM article_captures WHERE platform = ?1 AND capture_id = ?2
         UNION SELECT article_id FROM held_captures WHERE platform = ?1 AND id = ?2)
       ORDER BY published_at DESC LIMIT 200`,
    )
    .bind(platform, id)
    .all<QuotingArticle>();
  return results;
}
