import { readdirSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type HttpBindings, serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { CONNECTION_LIMITS } from './adapters/node/connection-limits.ts';
import { readDocuments } from './adapters/node/document-folder.ts';
import { loadEnvironmentFile } from './adapters/node/environment-file.ts';
import { enterFolder, type FolderServices } from './adapters/node/folder-lock.ts';
import { publicFonts } from './adapters/node/font-folder.ts';
import { openNodePorts } from './adapters/node/node-ports.ts';
import { createNodeOrigin } from './adapters/node/origin.ts';
import { wasmPageRewriter } from './adapters/node/page-rewriter.ts';
import { loadPreviewAssets } from './adapters/node/preview-assets.ts';
import { newToken, obtainPublisherToken, type PublisherToken } from './adapters/node/publisher-token.ts';
import { obtainSecretsKey } from './adapters/node/secrets-key.ts';
import { createApp } from './app.ts';
import { sha256 } from './domain/digest.ts';
import { publishExamples } from './first-start.ts';
import { NODE_PACE } from './hub/hub.ts';
import { createJobs } from './jobs.ts';
import { readNodeSettings } from './node-settings.ts';
import { createPreviewRenderer } from './previews/renderer.ts';
import { type SiteHosts, siteHosts } from './rewriter/site-hosts.ts';
import { misspeltSettings } from './setting-names.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SWEEP_MS = 60_000;

/** Brings the service up; throws an `Error` whose message an operator can act on. */
async function start(): Promise<void> {
  loadEnvironmentFile();
  const { env } = process;
  const { config, dataFolder, hostname, port } = readNodeSettings(env);

  const ports = await openNodePorts(dataFolder, {
    loopback: config.hub.callbacks === 'loopback',
  }).catch((cause: Error) => {
    throw new Error(
      `The data folder ${dataFolder} cannot be used: ${cause.message}. Set DATA_DIR to one that can.`,
      { cause },
    );
  });
  const { others, leave } = enterFolder(dataFolder);
  for (const line of startWarnings(env, dataFolder, others)) ports.log('warn', line);
  config.secretsKey ??= obtainSecretsKey(dataFolder, ports.random);
  const isFirst = (await ports.database.prepare('SELECT 1 FROM article_versions LIMIT 1').first()) === null;
  const renderer = createPreviewRenderer(loadPreviewAssets(), publicFonts);
  const front = config.front && {
    origin: createNodeOrigin(config.front.origin),
    pageRewriter: wasmPageRewriter,
  };
  const service = createApp(ports, config, renderer, front, readDocuments());
  const answer = withPublicFiles(service, siteHosts(config));

  const server = await listen(answer, hostname, port);
  // Only now, so that a start that fails has not used up the one time the token is shown.
  const token = env.TOKEN_SHA256 ? undefined : await obtainPublisherToken(dataFolder, ports.random);
  if (token) config.tokenDigests.push(token.digest);

  const jobs = createJobs(ports, config, renderer, NODE_PACE);
  const stopQueue = ports.queue.start(jobs.handle);
  const sweep = () =>
    jobs
      .sweep()
      .catch((error: unknown) => ports.log('error', 'the sweep failed; the next one tries again', { error }));
  const sweeper = setInterval(sweep, SWEEP_MS);
  await sweep();
  if (isFirst && token) {
    // Lives for a moment: the server publishes its examples by the same door as everyone.
    const ownToken = newToken(ports.random);
    config.tokenDigests.push(await sha256(ownToken));
    await publishExamples(service, config.publicUrl, ports, ownToken, (line) => ports.log('warn', line));
    config.tokenDigests.pop();
  }
  greet(config.publicUrl, dataFolder, token);

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, async () => {
      clearInterval(sweeper);
      server.close();
      await stopQueue();
      ports.database.close();
      leave();
      process.exit(0);
    });
  }
}

/** What an operator should know, though it keeps nothing from starting. */
function startWarnings(env: NodeJS.ProcessEnv, dataFolder: string, others: FolderServices): string[] {
  const warnings = misspeltSettings(Object.keys(env));
  if (others.isRunning) {
    const who = others.pids.length > 0 ? ` (process ${others.pids.join(', ')})` : '';
    warnings.push(
      `another service works on ${dataFolder} already${who}: stop one of them, or set DATA_DIR to a folder for each`,
    );
  }
  return warnings;
}

type Answer = (request: Request, connection: HttpBindings) => Response | Promise<Response>;

/**
 * The service with the files of `public/` before it. They are looked for only at addresses that begin as one of them
 * does: a look at the disk costs as much as a whole answer.
 */
function withPublicFiles(service: Hono, { isForSite }: SiteHosts): Answer {
  const folder = `${ROOT}public`;
  // `_headers` is for Cloudflare, which gives it out to nobody.
  const names = new Set(readdirSync(folder).filter((name) => !name.startsWith('_')));
  const files = new Hono();
  files.use(serveStatic({ root: relative(process.cwd(), folder) || '.' }));
  files.all('*', (context) => service.fetch(context.req.raw, context.env));
  return (request, { incoming }) => {
    const [, name = ''] = /^https?:\/\/[^/]*\/([^/?#]*)/.exec(request.url) ?? [];
    const isFile = names.has(name) && !isForSite(new URL(request.url));
    return (isFile ? files : service).fetch(request, { peer: incoming.socket.remoteAddress });
  };
}

function listen(answer: Answer, hostname: string, port: number): Promise<ReturnType<typeof serve>> {
  return new Promise((resolve, reject) => {
    const server = serve(
      {
        fetch: (request, connection) => answer(request, connection as HttpBindings),
        hostname,
        port,
        serverOptions: CONNECTION_LIMITS,
      },
      () => resolve(server),
    );
    server.on('error', (cause: NodeJS.ErrnoException) => {
      const reason = cause.code === 'EADDRINUSE' ? 'it is in use' : cause.message;
      const isPort = cause.code === 'EADDRINUSE' || cause.code === 'EACCES';
      const mend = isPort ? 'Set PORT to another' : 'Set HOST to an address of this machine';
      reject(new Error(`Nothing can listen on ${hostname}:${port}: ${reason}. ${mend}.`, { cause }));
    });
  });
}

function greet(address: string, dataFolder: string, token: PublisherToken | undefined): void {
  const lines = [''];
  if (token?.token) {
    lines.push('Your publisher token, shown this once:', '', `  export TEARSHEET_TOKEN=${token.token}`, '');
    lines.push(`(Only its digest is kept, in ${token.file}; delete that file to get a new one.)`, '');
  }
  lines.push(
    'Tearsheet is running. Open:',
    `  ${address}/                 the articles and every feed`,
    `  ${address}/feeds/all.rss    RSS (.atom and .json as well)`,
    `  ${address}/openapi.json     the API`,
    `  ${address}/console          the publisher’s desk: log in with the token`,
    `  ${address}/docs             how to use all of it`,
    '',
    `Data is kept in ${dataFolder}/. Stop with Ctrl-C.`,
  );
  console.log(lines.join('\n'));
}

await start().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
