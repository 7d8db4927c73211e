import { env } from 'cloudflare:workers';
import { systemClock } from './adapters/web/clock.ts';
import { jsonLog } from './adapters/web/log.ts';
import { cryptoRandom } from './adapters/web/random.ts';
import { bundledDocuments } from './adapters/workerd/bundled-documents.ts';
import { consumeBatch, createCloudflareQueue } from './adapters/workerd/cloudflare-queue.ts';
import { createEdgeCache } from './adapters/workerd/edge-cache.ts';
import { createFontAssets } from './adapters/workerd/font-assets.ts';
import { createWorkerFetch } from './adapters/workerd/guarded-fetch.ts';
import { createWorkerOrigin } from './adapters/workerd/origin.ts';
import { edgePageRewriter } from './adapters/workerd/page-rewriter.ts';
import { pictureModules } from './adapters/workerd/pictures/picture-modules.ts';
import { previewAssets } from './adapters/workerd/preview-assets.ts';
import { createR2Blobs } from './adapters/workerd/r2-blobs.ts';
import { createWorkerPixels } from './adapters/workerd/worker-pixels.ts';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import type { Ports, QueueMessage } from './domain/ports.ts';
import { createJobs } from './jobs.ts';
import { createPreviewRenderer } from './previews/renderer.ts';
import { warmUp } from './previews/warm-up.ts';
import { misspeltSettings } from './setting-names.ts';

/** The bindings of wrangler.toml; its variables come beside them. */
interface Env {
  DATABASE: D1Database;
  BLOBS: R2Bucket;
  QUEUE: Queue<QueueMessage>;
  ASSETS: Fetcher;
  /** Not bound unless the operator binds it. */
  IMAGES?: ImagesBinding;
}

/** The same for an isolate's whole life, and there from its start. */
const bindings = env as unknown as Env;
const renderer = createPreviewRenderer(previewAssets, createFontAssets(bindings.ASSETS));
// Starting is not on anybody's time; a picture is.
await warmUp(renderer);
const wired = wire(bindings);

function wire(env: Env) {
  const config = readConfig({ ...env });
  for (const line of misspeltSettings(Object.keys(env))) jsonLog('warn', line);
  if (!config.secretsKey) {
    const words = 'SECRETS_KEY is not set: secrets of sources and subscriptions are stored in the clear';
    jsonLog('warn', `${words}; set it with wrangler secret put SECRETS_KEY`);
  }
  const loopback = config.hub.callbacks === 'loopback';
  const ports: Ports = {
    database: env.DATABASE,
    blobs: createR2Blobs(env.BLOBS),
    cache: createEdgeCache(caches.default),
    queue: createCloudflareQueue(env.QUEUE),
    clock: systemClock,
    random: cryptoRandom,
    fetch: createWorkerFetch({ clock: systemClock, loopback, localHosts: loopback }),
    pixels: createWorkerPixels({ modules: pictureModules, images: env.IMAGES }),
    log: jsonLog,
  };
  const front = config.front && {
    origin: createWorkerOrigin(config.front.origin),
    pageRewriter: edgePageRewriter,
    files: async (request: Request) => env.ASSETS.fetch(request),
  };
  const app = createApp(ports, config, renderer, front, bundledDocuments);
  return { app, jobs: createJobs(ports, config, renderer) };
}

export default {
  fetch(request) {
    return wired.app.fetch(request);
  },
  async queue(batch) {
    await consumeBatch(batch, wired.jobs.handle, (error) =>
      jsonLog('warn', 'a queued message will be tried again', { error }),
    );
  },
  async scheduled() {
    await wired.jobs.sweep();
  },
} satisfies ExportedHandler<Env, unknown>;
