import type { Database } from '../domain/ports.ts';

/** What shows an article at this moment, and who would have to be told of its withdrawal. */
export interface ArticleReach {
  isPublic: boolean;
  /** Public feeds that it is in. */
  feeds: number;
  previews: number;
  /** Cards that no other article shows. */
  cards: number;
  /** Subscriptions at the hub to feeds that it is in. */
  subscribers: number;
  /** Partners whose contract has it. */
  partners: number;
  /** Active endpoints of these partners. */
  endpoints: number;
  /** Posts of it on other platforms, also those of which it is not known whether they arrived. */
  crossposts: number;
  /** The same at accounts that are not set any more, where nothing can be deleted. */
  strandedCrossposts: number;
}

const NOTHING: ArticleReach = {
  isPublic: false,
  feeds: 0,
  previews: 0,
  cards: 0,
  subscribers: 0,
  partners: 0,
  endpoints: 0,
  crossposts: 0,
  strandedCrossposts: 0,
};

/** One query. Everything is nothing where there is no such article. */
export async function countReach(database: Database, id: string): Promise<ArticleReach> {
  const partners = `FROM product_articles m JOIN partner_products g ON g.product_id = m.product_id
    WHERE m.article_id = ?1 AND m.state = 'placed'`;
  const posts = `FROM crossposts c WHERE c.article_id = ?1 AND c.sent IN ('unclear', 'answered')`;
  const row = await database
    .prepare(
      `SELECT state = 'live' AS isPublic,
         (SELECT count(*) FROM article_topics WHERE article_id = ?1 AND topic NOT GLOB 'product/*') AS feeds,
         (SELECT count(*) FROM previews WHERE article_id = ?1) AS previews,
         (SELECT count(*) FROM article_captures a WHERE a.article_id = ?1 AND NOT EXISTS
           (SELECT 1 FROM article_captures o WHERE o.platform = a.platform AND o.capture_id = a.capture_id
             AND o.article_id <> ?1)) AS cards,
         (SELECT count(*) FROM hub_subscriptions WHERE feed IN
           (SELECT f.feed FROM hub_feed_topics f JOIN article_topics t ON t.topic = f.topic
            WHERE t.article_id = ?1)) AS subscribers,
         (SELECT count(DISTINCT g.partner_id) ${partners}) AS partners,
         (SELECT count(*) FROM partner_endpoints e WHERE e.state = 'active'
            AND e.partner_id IN (SELECT g.partner_id ${partners})) AS endpoints,
         (SELECT count(*) ${posts} AND c.account IN (SELECT did FROM crosspost_account)) AS crossposts,
         (SELECT count(*) ${posts} AND c.account NOT IN (SELECT did FROM crosspost_account)) AS strandedCrossposts
       FROM articles WHERE id = ?1`,
    )
    .bind(id)
    .first<Omit<ArticleReach, 'isPublic'> & { isPublic: number }>();
  return row ? { ...row, isPublic: row.isPublic === 1 } : NOTHING;
}

/** What shows posts that are to be taken down, and who would have to be told. */
export interface TakedownReach {
  articles: number;
  feeds: number;
  /** Previews that quote one of them. */
  previews: number;
  cards: number;
  subscribers: number;
  partners: number;
  endpoints: number;
}

/** The same for posts: `captures` by `platform/id`, and the articles that show them. One query. */
export async function countTakedownReach(
  database: Database,
  { articles, captures }: { articles: readonly string[]; captures: readonly string[] },
): Promise<TakedownReach> {
  const among = 'article_id IN (SELECT value FROM json_each(?1))';
  const topics = `SELECT topic FROM article_topics WHERE ${among}`;
  const partners = `FROM product_articles m JOIN partner_products g ON g.product_id = m.product_id
    WHERE m.${among} AND m.state = 'placed'`;
  const row = await database
    .prepare(
      `SELECT (SELECT count(DISTINCT topic) FROM (${topics}) WHERE topic NOT GLOB 'product/*') AS feeds,
         (SELECT count(*) FROM previews WHERE quotes IN (SELECT value FROM json_each(?2))) AS previews,
         (SELECT count(*) FROM hub_subscriptions WHERE feed IN
           (SELECT feed FROM hub_feed_topics WHERE topic IN (${topics}))) AS subscribers,
         (SELECT count(DISTINCT g.partner_id) ${partners}) AS partners,
         (SELECT count(*) FROM partner_endpoints e WHERE e.state = 'active'
            AND e.partner_id IN (SELECT g.partner_id ${partners})) AS endpoints`,
    )
    .bind(JSON.stringify(articles), JSON.stringify(captures))
    .first<Omit<TakedownReach, 'articles' | 'cards'>>();
  const counted = row ?? { feeds: 0, previews: 0, subscribers: 0, partners: 0, endpoints: 0 };
  return { articles: articles.length, cards: captures.length, ...counted };
}
