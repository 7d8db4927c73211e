import type { Config } from './domain/config.ts';
import type { Ports, QueueMessage } from './domain/ports.ts';
import type { Capture } from './domain/post.ts';
import { previewOf } from './previews/article-card.ts';
import { previewHash } from './previews/card.ts';
import type { PreviewRenderer } from './previews/renderer.ts';
import { mergeCapture } from './resolvers/capture-merge.ts';
import { postRef } from './resolvers/post-ref.ts';
import { resolvePosts } from './resolvers/resolve-post.ts';
import type { ResolverSettings } from './resolvers/resolver.ts';
import { type CaptureRefresh, refreshCaptures } from './store/capture-refresh.ts';
import { handleEvent, sweepOutbox } from './store/outbox.ts';
import { keepPictures } from './store/picture-copies.ts';
import { obtainPreview } from './store/preview-drawing.ts';
import { dropPreviews } from './store/preview-records.ts';

/** Bluesky takes 25 at once; a worker may ask 50 servers in one run. */
const CAPTURES_A_SWEEP = 25;

export interface Jobs {
  /** Does what a version of an article still needs; a message that comes twice does no harm. */
  handle(message: QueueMessage): Promise<void>;
  /**
   * Finds the events whose message was lost, and looks again at posts captured a while ago. To be called every minute or so.
   * Returns how many events were found.
   */
  sweep(overdueSeconds?: number): Promise<number>;
}

/** What happens after the publisher has had the answer. */
export function createJobs(ports: Ports, config: Config, renderer: PreviewRenderer): Jobs {
  const { resolve } = config;
  const mayAsk = resolve.x || resolve.xSyndication || resolve.bluesky || resolve.mastodon;
  const refresh = captureRefresh(ports, config);
  return {
    handle: (message) =>
      handleEvent(ports, message, {
        async published({ article }) {
          const hash = await previewHash(previewOf(article, config));
          await obtainPreview(ports, config, renderer, article, hash);
          if (mayAsk) await refreshCaptures(ports, refresh, CAPTURES_A_SWEEP, article.id);
        },
        withdrawn: ({ article }) => dropPreviews(ports, article.id),
      }),
    async sweep(overdueSeconds) {
      const found = await sweepOutbox(ports, overdueSeconds);
      if (mayAsk) await refreshCaptures(ports, refresh, CAPTURES_A_SWEEP);
      return found;
    },
  };
}

function captureRefresh(ports: Ports, { resolve }: Config): CaptureRefresh {
  const settings: ResolverSettings = {
    x: { oembed: resolve.x, syndication: resolve.xSyndication, shortLinks: resolve.x },
    bluesky: { enabled: resolve.bluesky, appView: resolve.blueskyAppView },
    mastodon: { enabled: resolve.mastodon },
  };
  const context = { fetch: ports.fetch, clock: ports.clock, settings };
  return {
    resolve: (captures: readonly Capture[]) => resolvePosts(captures.map(postRef), context),
    merge: mergeCapture,
    keepPictures: (next, previous) => keepPictures(ports, next, previous),
  };
}
