import type { Article } from '../domain/article.ts';
import { topicsOf } from '../domain/feed.ts';
import type { Instant } from '../domain/instant.ts';
import type { Database, Statement } from '../domain/ports.ts';
import { feedStatements } from './feed-tombstones.ts';

/**
 * What a version of an article changes in the public topics: those it leaves and those it is in, its place in each, and
 * their digests, which become `revision`. For the batch that writes the version.
 */
export function topicStatements(
  database: Database,
  article: Article,
  revision: string,
  at: Instant,
): Statement[] {
  const topics = article.state === 'live' ? [...topicsOf(article)] : [];
  const named = JSON.stringify(topics);
  return [
    // The topics it leaves change as well.
    database
      .prepare(
        `UPDATE topics SET digest = ?, modified_at = ?
         WHERE topic IN (SELECT topic FROM article_topics WHERE article_id = ?)`,
      )
      .bind(revision, at, article.id),
    ...feedStatements(database, article, at),
    database
      .prepare(
        // The feeds of products keep a live article: contracts are weighed once all is written.
        `DELETE FROM article_topics WHERE article_id = ?1 AND topic NOT IN (SELECT value ->> 0 FROM json_each(?2))
           AND (?3 <> 'live' OR topic NOT GLOB 'product/*')`,
      )
      .bind(article.id, named, article.state),
    database
      .prepare('UPDATE article_topics SET published_at = ?1 WHERE article_id = ?2 AND published_at <> ?1')
      .bind(article.publishedAt, article.id),
    database
      .prepare(
        `INSERT INTO topics (topic, name, digest, modified_at)
         SELECT value ->> 0, value ->> 1, ?1, ?2 FROM json_each(?3) WHERE true
         ON CONFLICT (topic) DO UPDATE SET digest = ?1, modified_at = ?2`,
      )
      .bind(revision, at, named),
    // An article that comes to a topic takes the next place there, and keeps it through corrections.
    database
      .prepare(
        `INSERT INTO feed_lengths (topic, entries) SELECT value ->> 0, 1 FROM json_each(?1)
         WHERE NOT EXISTS (SELECT 1 FROM article_topics t WHERE t.topic = value ->> 0 AND t.article_id = ?2)
         ON CONFLICT (topic) DO UPDATE SET entries = entries + 1`,
      )
      .bind(named, article.id),
    database
      .prepare(
        `INSERT INTO article_topics (topic, published_at, article_id, sequence)
         SELECT l.topic, ?1, ?2, l.entries FROM json_each(?3) JOIN feed_lengths l ON l.topic = value ->> 0
         WHERE NOT EXISTS (SELECT 1 FROM article_topics t WHERE t.topic = l.topic AND t.article_id = ?2)`,
      )
      .bind(article.publishedAt, article.id, named),
  ];
}
