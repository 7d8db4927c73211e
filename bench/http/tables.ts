import { HAS_ACCOUNTS } from '../measure/process-accounts.ts';
import { reasonOf } from '../previews/engines.ts';
import { openPublication, publish } from '../publication.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { EMPTY_PATH, POINT_READ_PATH } from './empty-app.ts';
import { getRequest } from './load.ts';
import { startNodeServers } from './node-servers.ts';
import { printThroughput } from './throughput.ts';
import { startWorkerdServers } from './workerd-servers.ts';

const ARTICLES = 1000;
const FEED = '/feeds/all.rss';

/** Two servers of one runtime, over the same database. */
export interface Servers {
  empty: { pid: number; port: number };
  ours: { pid: number; port: number };
  stop(): Promise<void>;
}

/** What a conditional GET of an unchanged feed costs, beside a route that does nothing. */
export async function benchHttp(): Promise<void> {
  const folder = temporaryFolder();
  await publishAll(folder);
  for (const [runtime, startServers] of [
    ['Node', startNodeServers],
    ['workerd', startWorkerdServers],
  ] as const) {
    try {
      await benchRuntime(runtime, await startServers(folder));
    } catch (error) {
      console.log(`\nNot measured:\n\n- ${runtime}: ${reasonOf(error)}`);
    }
  }
  if (!HAS_ACCOUNTS) console.log('\nCPU not measured: this system does not say what a process has used.');
}

async function publishAll(folder: string): Promise<void> {
  const publication = await openPublication(folder);
  for (let index = 0; index < ARTICLES; index++) await publish(publication, `article-${index}`);
  // Their pictures are another bench's.
  publication.ports.database.execute('UPDATE outbox SET done_at = recorded_at; DELETE FROM queue_messages;');
  publication.ports.database.close();
}

async function benchRuntime(runtime: string, { empty, ours, stop }: Servers): Promise<void> {
  const get = (server: { pid: number; port: number }, path: string, status = 200, headers = {}) => ({
    pid: server.pid,
    shot: { port: server.port, request: getRequest(path, headers), status },
  });
  try {
    // Matches whatever there is, so that the tag is told without a feed being made.
    const feed = await fetch(`http://127.0.0.1:${ours.port}${FEED}`, { headers: { 'If-None-Match': '*' } });
    const etag = feed.headers.get('ETag') ?? '';
    await printThroughput(
      `A feed of ${ARTICLES.toLocaleString('en')} articles asked for again, on ${runtime}`,
      [
        { name: 'empty Hono route', ...get(empty, EMPTY_PATH) },
        { name: 'empty Hono route with a point read', ...get(empty, POINT_READ_PATH) },
        { name: 'ours: 304 to If-None-Match', ...get(ours, FEED, 304, { 'If-None-Match': etag }) },
      ],
    );
  } finally {
    await stop();
  }
}
