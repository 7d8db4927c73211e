import { articleAddress } from '../domain/addresses.ts';
import type { Instant } from '../domain/instant.ts';
import type { NewsArticle } from '../feeds/news-sitemap.ts';
import { LIVE_ENTRIES } from './feed-entries.ts';
import { type Reader, readPublic } from './public-reads.ts';

interface NewsRow {
  id: string;
  url: string | null;
  title: string;
  language: string;
  published_at: Instant;
}

/** What was published after `since`, newest first, `limit` at most; without reading the articles' bodies into memory. */
export async function listNews(
  ports: Reader,
  publicUrl: string,
  since: Instant,
  limit: number,
): Promise<NewsArticle[]> {
  const results = await readPublic<NewsRow>(
    ports,
    `a.id, a.url, a.content ->> '$.title' AS title, a.content ->> '$.language' AS language, t.published_at`,
    `${LIVE_ENTRIES} WHERE t.topic = 'all' AND t.published_at > ?1
     ORDER BY t.published_at DESC, t.article_id DESC LIMIT ?2`,
    since,
    limit,
  );
  return results.map(({ id, url, title, language, published_at }) => ({
    url: url ?? articleAddress(publicUrl, id),
    title,
    language,
    publishedAt: published_at,
  }));
}
