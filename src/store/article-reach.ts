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
  /** Posts of it on other platforms. */
  crossposts: number;
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
};

/** One query. Everything is nothing where there is no such article. */
export async function countReach(database: Database, id: string): Promise<ArticleReach> {
  const partners = `FROM product_articles m JOIN partner_products g ON g.product_id = m.product_id
    WHERE m.article_id = ?1 AND m.state = 'placed'`;
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
         (SELECT count(*) FROM crossposts c WHERE c.article_id = ?1 AND c.state IN ('posted', 'updated')) AS crossposts
       FROM articles WHERE id = ?1`,
    )
    .bind(id)
    .first<Omit<ArticleReach, 'isPublic'> & { isPublic: number }>();
  return row ? { ...row, isPublic: row.isPublic === 1 } : NOTHING;
}

/** One of the things that a withdrawal reaches. */
export interface WithdrawalOutput {
  output:
    | 'page'
    | 'oembed'
    | 'rewriter'
    | 'feeds'
    | 'archive'
    | 'previews'
    | 'cards'
    | 'partners'
    | 'webhooks'
    | 'hub'
    | 'crossposts';
  /** `done`: the next request sees it. `queued`: it is sent right after, and again until it is taken. `none`: there is nothing of it. */
  state: 'done' | 'queued' | 'none';
  count?: number;
  /** For how long caches on the way may still give what they hold. */
  cachedSeconds?: number;
}

/** What the withdrawal of an article with this reach has done when it returns, output by output. */
export function withdrawalOutputs(reach: ArticleReach): WithdrawalOutput[] {
  const shown = (
    output: WithdrawalOutput['output'],
    count: number,
    cachedSeconds?: number,
  ): WithdrawalOutput => {
    if (count === 0) return { output, state: 'none' };
    return { output, state: 'done', count, ...(cachedSeconds !== undefined && { cachedSeconds }) };
  };
  const told = (output: WithdrawalOutput['output'], count: number): WithdrawalOutput =>
    count === 0 ? { output, state: 'none' } : { output, state: 'queued', count };
  const once = reach.isPublic ? 1 : 0;
  return [
    shown('page', once, 60),
    shown('oembed', once, 60),
    shown('rewriter', once),
    shown('feeds', reach.feeds, 300),
    shown('archive', reach.feeds, 300),
    // Named by what is on them, so that caches keep them for a year.
    shown('previews', reach.previews, 31_536_000),
    shown('cards', reach.cards, 300),
    shown('partners', reach.partners, 60),
    told('webhooks', reach.endpoints),
    told('hub', reach.subscribers),
    told('crossposts', reach.crossposts),
  ];
}
