import type { Article } from '../domain/article.ts';
import type { Database } from '../domain/ports.ts';
import type { PartnerStub } from './profiles/profile-writer.ts';

interface StubRow {
  article_id: string;
  guid: string;
  version: number;
  changed_at: string;
  published_at: string;
  state: Article['state'];
}

/**
 * What is left, in a product, of those of these articles that were taken out of it: as they were in that moment. What
 * became of one afterwards, as long as it is not told again, is nobody's to know.
 */
export async function loadStubs(
  database: Database,
  productId: string,
  articleIds: readonly string[],
): Promise<Map<string, PartnerStub>> {
  if (articleIds.length === 0) return new Map();
  const { results } = await database
    .prepare(
      `SELECT c.article_id, a.guid, c.version, c.changed_at,
         coalesce(v.content ->> '$.publishedAt', a.published_at) AS published_at,
         coalesce(v.content ->> '$.state', a.state) AS state
       FROM json_each(?1) i CROSS JOIN product_changes c ON c.product_id = ?2 AND c.article_id = i.value
       JOIN articles a ON a.id = c.article_id
       LEFT JOIN article_versions v ON v.article_id = c.article_id AND v.version = c.version
       WHERE c.change = 'withdrawn' AND c.sequence = (SELECT max(n.sequence) FROM product_changes n
         WHERE n.product_id = c.product_id AND n.article_id = c.article_id)`,
    )
    .bind(JSON.stringify(articleIds), productId)
    .all<StubRow>();
  return new Map(
    results.map((row) => [
      row.article_id,
      {
        articleId: row.article_id,
        id: row.guid,
        version: row.version,
        publishedAt: row.published_at,
        at: row.changed_at,
        ...((row.state === 'withheld' || row.state === 'embargoed') && { status: 'withheld' as const }),
      },
    ]),
  );
}
