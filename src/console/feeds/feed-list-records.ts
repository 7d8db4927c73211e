import type { Instant } from '../../domain/instant.ts';
import type { Ports } from '../../domain/ports.ts';

/** A feed in the publisher's list. */
export interface ListedFeed {
  topic: string;
  name: string;
  modifiedAt: Instant;
  articles: number;
  subscribers: number;
}

const LIMIT = 500;

/** The public feeds that have articles, the one of everything first. */
export async function listFeeds({ database }: Ports): Promise<ListedFeed[]> {
  const { results } = await database
    .prepare(
      `SELECT t.topic, t.name, t.modified_at AS modifiedAt,
         (SELECT count(*) FROM article_topics a WHERE a.topic = t.topic) AS articles,
         (SELECT count(*) FROM hub_feed_topics f JOIN hub_subscriptions s ON s.feed = f.feed
          WHERE f.topic = t.topic) AS subscribers
       FROM topics t
       WHERE t.topic NOT GLOB 'product/*' AND EXISTS (SELECT 1 FROM article_topics a WHERE a.topic = t.topic)
       ORDER BY t.topic <> 'all', t.topic LIMIT ${LIMIT}`,
    )
    .all<ListedFeed>();
  return results;
}

/** Who is subscribed to a feed, by their host alone: callbacks may hold secrets. */
export interface SubscriberHost {
  host: string;
  subscriptions: number;
  deliveredAt: Instant | null;
}

/** The hosts that are subscribed to a feed in any format, those with most subscriptions first. */
export async function listSubscriberHosts({ database }: Ports, topic: string): Promise<SubscriberHost[]> {
  const { results } = await database
    .prepare(
      `SELECT s.host, count(*) AS subscriptions, max(s.delivered_at) AS deliveredAt
       FROM hub_feed_topics f JOIN hub_subscriptions s ON s.feed = f.feed
       WHERE f.topic = ? GROUP BY s.host ORDER BY subscriptions DESC, s.host LIMIT 200`,
    )
    .bind(topic)
    .all<SubscriberHost>();
  return results;
}
