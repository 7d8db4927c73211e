import { AUTHORS, SECTIONS, TAGS } from './desk.ts';
import { type House, PUBLIC_URL } from './house.ts';

const numbered = (kind: string, name: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${kind}/${name}-${index}`);

/** Fifty of them. */
export const FEEDS: readonly string[] = [
  'all',
  'lang/fr',
  ...numbered('section', 'section', SECTIONS),
  ...numbered('tag', 'tag', TAGS),
  ...numbered('author', 'author', AUTHORS),
];
const FORMATS = ['rss', 'atom', 'json'] as const;
const POLL_MINUTES = 10;
export const SUBSCRIBERS_A_FEED = 4;

/** Readers that come back every ten minutes with the tag they were given: one a format of each feed; one of them takes differences. */
export interface FeedReaders {
  polls: number;
  unchanged: number;
  poll(minute: number, onAnswer: (status: number, ms: number) => void): Promise<void>;
}

export function createFeedReaders({ request }: House): FeedReaders {
  const readers = FEEDS.flatMap((feed) =>
    FORMATS.map((format) => ({
      path: `/feeds/${feed}.${format}`,
      takesDifferences: format === 'atom',
      etag: '',
    })),
  );
  const all: FeedReaders = {
    polls: 0,
    unchanged: 0,
    async poll(minute, onAnswer) {
      for (const [index, reader] of readers.entries()) {
        if (index % POLL_MINUTES !== minute % POLL_MINUTES) continue;
        const start = performance.now();
        const response = await request(reader.path, {
          headers: {
            ...(reader.etag && { 'If-None-Match': reader.etag }),
            ...(reader.takesDifferences && { 'A-IM': 'feed' }),
          },
        });
        await response.arrayBuffer();
        // Nothing was published in it yet.
        if (response.status === 404) continue;
        if (![200, 226, 304].includes(response.status)) throw new Error(`${reader.path}: ${response.status}`);
        onAnswer(response.status, performance.now() - start);
        reader.etag = response.headers.get('ETag') ?? '';
        all.polls++;
        if (response.status === 304) all.unchanged++;
      }
    },
  };
  return all;
}

/** Subscribes to every feed at the hub. */
export async function subscribeToAll({ request }: House): Promise<void> {
  for (const [place, feed] of FEEDS.entries()) {
    for (let index = 0; index < SUBSCRIBERS_A_FEED; index++) {
      const body = new URLSearchParams({
        'hub.mode': 'subscribe',
        'hub.topic': `${PUBLIC_URL}/feeds/${feed}.rss`,
        'hub.callback': `https://reader-${place}-${index}.example/callback`,
        'hub.secret': `secret ${place} ${index}`,
      }).toString();
      const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
      const response = await request('/hub', { method: 'POST', headers, body });
      if (response.status !== 202) throw new Error(`the hub answers ${response.status}`);
    }
  }
}
