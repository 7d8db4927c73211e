import { type Reader, readPublic, readPublicRow } from './public-reads.ts';

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
export async function loadTopic(ports: Reader, topic: string): Promise<TopicState | undefined> {
  const row = await readPublicRow<TopicRow>(ports, COLUMNS, 'topics WHERE topic = ?', topic);
  return row ? toState(row) : undefined;
}

/** Several topics at once, by point reads; those no article was ever about are not in the answer. */
export async function loadTopics(ports: Reader, topics: readonly string[]): Promise<TopicState[]> {
  const rows = await readPublic<TopicRow>(
    ports,
    COLUMNS,
    'topics WHERE topic IN (SELECT value FROM json_each(?)) ORDER BY topic',
    JSON.stringify(topics),
  );
  return rows.map(toState);
}

/** Topics of live articles in name order, `limit` at most, without `all` and without the products of partners. */
export async function listTopics(ports: Reader, limit: number): Promise<TopicState[]> {
  const rows = await readPublic<TopicRow>(
    ports,
    COLUMNS,
    `topics WHERE topic <> 'all' AND topic NOT GLOB 'product/*'
     AND EXISTS (SELECT 1 FROM article_topics a WHERE a.topic = topics.topic) ORDER BY topic LIMIT ?`,
    limit,
  );
  return rows.map(toState);
}
