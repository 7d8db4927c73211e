import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { readArticleFiles } from './adapters/node/article-files.ts';
import { publicFonts } from './adapters/node/font-folder.ts';
import { openNodePorts } from './adapters/node/node-ports.ts';
import { loadPreviewAssets } from './adapters/node/preview-assets.ts';
import { newToken, obtainPublisherToken } from './adapters/node/publisher-token.ts';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import { sha256 } from './domain/digest.ts';
import { createJobs } from './jobs.ts';
import { createPreviewRenderer } from './previews/renderer.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SWEEP_MS = 60_000;

const { env } = process;
const dataFolder = env.DATA_DIR ?? 'data';
const hostname = env.HOST ?? '127.0.0.1';
const port = Number(env.PORT ?? 8080);

const ports = await openNodePorts(dataFolder);
const firstStart = (await ports.database.prepare('SELECT 1 FROM article_versions LIMIT 1').first()) === null;
const ownToken = env.TOKEN_SHA256 ? undefined : await obtainPublisherToken(dataFolder, ports.random);
// Lives as long as the process: the server publishes its examples by the same door as everyone.
const examplesToken = firstStart && ownToken ? newToken(ports.random) : undefined;

const config = readConfig({
  PUBLIC_URL: `http://localhost:${port}`,
  PUBLICATION_NAME: 'The Example Times',
  PUBLICATION_DESCRIPTION: 'News from an example of a newspaper.',
  TAG_AUTHORITY: 'example.org,2026',
  ...env,
  TOKEN_SHA256: [env.TOKEN_SHA256, ownToken?.digest, examplesToken && (await sha256(examplesToken))]
    .filter(Boolean)
    .join(' '),
});
const renderer = createPreviewRenderer(loadPreviewAssets(), publicFonts);
const app = new Hono();
app.use('*', serveStatic({ root: relative(process.cwd(), `${ROOT}public`) || '.' }));
app.route('/', createApp(ports, config, renderer));

const jobs = createJobs(ports, config, renderer);
const stopQueue = ports.queue.start(jobs.handle);
const sweep = () =>
  jobs.sweep().catch((error: unknown) => ports.log('error', 'the outbox could not be swept', { error }));
const sweeper = setInterval(sweep, SWEEP_MS);
await sweep();

const server = serve({ fetch: app.fetch, hostname, port }, async (address) => {
  if (examplesToken) await publishExamples(examplesToken);
  greet(`http://${hostname}:${address.port}`);
});

async function publishExamples(token: string): Promise<void> {
  for (const { id, mediaType, body } of readArticleFiles(`${ROOT}examples/articles`)) {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': mediaType };
    const answer = await app.request(`/articles/${id}`, {
      method: 'PUT',
      headers,
      body: new Uint8Array(body),
    });
    if (!answer.ok) ports.log('warn', `the example ${id} was not published`, { status: answer.status });
  }
}

function greet(address: string): void {
  const lines = [''];
  if (ownToken?.token) {
    lines.push('Your publisher token, shown this once:', `  ${ownToken.token}`);
    lines.push(`(Only its digest is kept, in ${ownToken.file}; delete that file to get a new one.)`, '');
  }
  lines.push(
    'Tearsheet is running. Open:',
    `  ${address}/                 the articles and every feed`,
    `  ${address}/feeds/all.rss    RSS (.atom and .json as well)`,
    `  ${address}/openapi.json     the API`,
    '',
    `Data is kept in ${dataFolder}/. Stop with Ctrl-C.`,
  );
  console.log(lines.join('\n'));
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    clearInterval(sweeper);
    server.close();
    await stopQueue();
    ports.database.close();
    process.exit(0);
  });
}
