import type { Database } from '../domain/ports.ts';

/** What a conditional request for a feed needs to know. */
export interface TopicState {
  topic: string;
  name: string;
  /** Changes with everything that changes what the feed says. */
  digest: string;
  /** Moves on every publication, correction and removal. */
  modifiedAt: string;
}

interface TopicRow {
  topic: string;
  name: string;
  digest: string;
  modified_at: string;
}

const COLUMNS = 'topic, name, digest, modified_at';
const toState = (row: TopicRow): TopicState => ({
  topic: row.topic,
  name: row.name,
  digest: row.digest,
  modifiedAt: row.modified_at,
});

/** One point read. `undefined` for a topic no article was ever about. */
export async function loadTopic(database: Database, topic: string): Promise<TopicState | undefined> {
  const row = await database
    .prepare(`SELECT ${COLUMNS} FROM topics WHERE topic = ?`)
    .bind(topic)
    .first<TopicRow>();
  return row ? toState(row) : undefined;
}

/** Several topics at once, by point reads; those no article was ever about are not in the answer. */
export async function loadTopics(database: Database, topics: readonly string[]): Promise<TopicState[]> {
  const { results } = await database
    .prepare(`SELECT ${COLUMNS} FROM topics WHERE topic IN (SELECT value FROM json_each(?)) ORDER BY topic`)
    .bind(JSON.stringify(topics))
    .all<TopicRow>();
  return results.map(toState);
}

/** Topics of live articles in name order, `limit` at most, without `all`. */
export async function listTopics(database: Database, limit: number): Promise<TopicState[]> {
  const { results } = await database
    .prepare(`SELECT ${COLUMNS} FROM topics WHERE topic <> 'all'
       AND EXISTS (SELECT 1 FROM article_topics a WHERE a.topic = topics.topic) ORDER BY topic LIMIT ?`)
    .bind(limit)
    .all<TopicRow>();
  return results.map(toState);
}
