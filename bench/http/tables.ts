import { HAS_ACCOUNTS } from '../measure/process-accounts.ts';
import { reasonOf } from '../previews/engines.ts';
import { openPublication, publish, TOKEN } from '../publication.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { EMPTY_PATH, POINT_READ_PATH } from './empty-app.ts';
import { getRequest } from './load.ts';
import { startNodeServers } from './node-servers.ts';
import type { Servers } from './servers.ts';
import { printThroughput } from './throughput.ts';
import { startWorkerdServers } from './workerd-servers.ts';

const ARTICLES = 1000;
const FEED = '/feeds/all.rss';
const ARTICLE = '/articles/article-500';
const PARTNER_FEED = '/partners/feeds/wire.json';

/** What readers, platforms and partners ask most, beside a route that does nothing. */
export async function benchHttp(): Promise<void> {
  const folder = temporaryFolder();
  const key = await publishAll(folder);
  for (const [runtime, startServers] of [
    ['Node', startNodeServers],
    ['workerd', startWorkerdServers],
  ] as const) {
    try {
      await benchRuntime(runtime, await startServers(folder), key);
    } catch (error) {
      console.log(`\nNot measured:\n\n- ${runtime}: ${reasonOf(error)}`);
    }
  }
  if (!HAS_ACCOUNTS) console.log('\nCPU not measured: this system does not say what a process has used.');
}

/** Returns the key of a partner, who may ask as often as there is time. */
async function publishAll(folder: string): Promise<string> {
  const publication = await openPublication(folder);
  const tell = async (method: string, path: string, body: object) => {
    const headers = { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' };
    const response = await publication.request(path, { method, headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  await tell('PUT', '/partners/products/wire', { name: 'Wire' });
  await tell('PUT', '/partners/agency', { name: 'Agency', products: ['wire'] });
  const { key } = (await (await tell('POST', '/partners/agency/keys', {})).json()) as { key: string };
  for (let index = 0; index < ARTICLES; index++) await publish(publication, `article-${index}`);
  const { database } = publication.ports;
  // Their pictures are another bench's.
  database.execute('UPDATE outbox SET done_at = recorded_at; DELETE FROM queue_messages;');
  database.execute('UPDATE partners SET requests_a_minute = 1000000000;');
  database.close();
  return key;
}

async function benchRuntime(runtime: string, { empty, ours, stop }: Servers, key: string): Promise<void> {
  const get = (server: { pid: number; port: number }, path: string, status = 200, headers = {}) => ({
    pid: server.pid,
    shot: { port: server.port, request: getRequest(path, headers), status },
  });
  const tagOf = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`http://127.0.0.1:${ours.port}${path}`, { headers });
    await response.arrayBuffer();
    return { 'If-None-Match': response.headers.get('ETag') ?? '', ...headers };
  };
  const asPartner = { Authorization: `Bearer ${key}` };
  try {
    await printThroughput(`${ARTICLES.toLocaleString('en')} articles, on ${runtime}`, [
      { name: 'empty Hono route', ...get(empty, EMPTY_PATH) },
      { name: 'empty Hono route with a point read', ...get(empty, POINT_READ_PATH) },
      { name: 'feed, 304 to If-None-Match', ...get(ours, FEED, 304, await tagOf(FEED)) },
      { name: 'feed, whole', ...get(ours, FEED) },
      { name: 'article page, 304', ...get(ours, ARTICLE, 304, await tagOf(ARTICLE)) },
      { name: 'article page, whole', ...get(ours, ARTICLE) },
      {
        name: 'feed of a product with a key, 304',
        ...get(ours, PARTNER_FEED, 304, await tagOf(PARTNER_FEED, asPartner)),
      },
      { name: 'feed of a product with a key, whole', ...get(ours, PARTNER_FEED, 200, asPartner) },
    ]);
  } finally {
    await stop();
  }
}
