import { createCrossposts } from './crossposts/crossposts.ts';
import { documentMaker } from './crossposts/standard-site/document-maker.ts';
import { publicationMaker } from './crossposts/standard-site/publication-maker.ts';
import type { Config } from './domain/config.ts';
import { sha256 } from './domain/digest.ts';
import type { Ports, QueueMessage } from './domain/ports.ts';
import type { Capture } from './domain/post.ts';
import { Problem } from './domain/problem.ts';
import { createEmbedFinder } from './embeds/embed-finder.ts';
import { FEED_MEDIA_TYPES } from './feeds/media-type.ts';
import { createHub, hubAddress, WORKER_PACE } from './hub/hub.ts';
import type { HubFeeds } from './hub/hub-feeds.ts';
import { loadLinkFeed } from './partners/link-topics.ts';
import { sweepPartners } from './partners/partner-sweep.ts';
import { createWebhooks } from './partners/webhooks/webhooks.ts';
import { LOGO_ROOM, PHOTO_ROOM } from './previews/card.ts';
import type { PreviewRenderer } from './previews/renderer.ts';
import { mergeCapture } from './resolvers/capture-merge.ts';
import { postRef } from './resolvers/post-ref.ts';
import { resolvePosts } from './resolvers/resolve-posts.ts';
import type { ResolverSettings } from './resolvers/resolver.ts';
import { handlePageMessage } from './sources/pages/page-message.ts';
import { createSources } from './sources/sources.ts';
import { type CaptureRefresh, refreshCaptures } from './store/capture-refresh.ts';
import { joinParts, wholeFeed } from './store/feed-answers.ts';
import { keepFeedItems } from './store/feed-items.ts';
import { loadFeedState } from './store/feed-state.ts';
import { openDueArticles } from './store/opening.ts';
import { handleEvent, sweepOutbox } from './store/outbox.ts';
import { keepPictures } from './store/picture-copies.ts';
import { newestPreview, obtainPreview, prepareDrawing } from './store/preview-drawing.ts';
import { dropPictures, LOGO_OWNER, retryPictures } from './store/preview-pictures.ts';
import { dropPreviews } from './store/preview-records.ts';

/** Bluesky takes 25 at once; a worker may ask 50 servers in one run. */
const CAPTURES_A_SWEEP = 25;
const PICTURES_A_SWEEP = 10;
const MAX_LOADS = 3;

export interface Jobs {
  /** Does what a version of an article still needs; a message that comes twice does no harm. */
  handle(message: QueueMessage): Promise<void>;
  /**
   * Opens the articles whose embargo is over, finds the events and the work of the hub whose message was lost or whose
   * time has come, the sources that are due, and looks again at posts captured a while ago. To be called every minute or so.
   * Returns how many events were found.
   */
  sweep(overdueSeconds?: number): Promise<number>;
}

/** What happens after the publisher has had the answer. `hubPace`: how many subscribers are given something at once. */
export function createJobs(
  ports: Ports,
  config: Config,
  renderer: PreviewRenderer,
  hubPace = WORKER_PACE,
): Jobs {
  const { resolve } = config;
  const mayAsk = resolve.x || resolve.xSyndication || resolve.bluesky || resolve.mastodon;
  const refresh = captureRefresh(ports, config);
  const finder = createEmbedFinder();
  const hub = createHub(ports, config, hubFeeds(ports, config), hubPace);
  const webhooks = createWebhooks(ports, config, hubPace);
  const sources = createSources(ports, config, finder);
  const crossposts = createCrossposts(ports, config, renderer, [publicationMaker, documentMaker]);
  const announce = async (): Promise<void> => {
    await hub.announce();
    await webhooks.announce();
  };
  return {
    async handle(message) {
      if ('hub' in message) return hub.handle(message);
      if ('webhooks' in message) return webhooks.handle(message);
      if ('page' in message) return handlePageMessage(ports, config, finder, message);
      if ('source' in message) return sources.handle(message);
      if ('crosspost' in message) return crossposts.handle(message);
      return handleEvent(ports, message, {
        async published({ article }) {
          await crossposts.published(article);
          await keepFeedItems(ports.database, config, [article.id]);
          await announce();
          await prepareDrawing(ports, config, article);
          if (mayAsk) {
            await refreshCaptures(ports, refresh, CAPTURES_A_SWEEP, article.id);
            await announce();
          }
          // Last: what the network knows of a post may change the quote on it.
          const { hash } = await newestPreview(ports, config, article);
          await obtainPreview(ports, config, renderer, article, hash);
          await crossposts.ready(article.id);
        },
        async withdrawn({ article }) {
          await crossposts.withdrawn(article.id);
          await announce();
          await dropPreviews(ports, article.id);
          await dropPictures(ports, article.id);
        },
      });
    },
    async sweep(overdueSeconds) {
      await openDueArticles(ports);
      const found = await sweepOutbox(ports, overdueSeconds);
      await sweepPartners(ports, config);
      await hub.sweep();
      await webhooks.sweep();
      await sources.sweep();
      await crossposts.sweep();
      await retryPictures(
        ports,
        (owner) => (owner === LOGO_OWNER ? LOGO_ROOM : PHOTO_ROOM),
        PICTURES_A_SWEEP,
      );
      if (!mayAsk) return found;
      await refreshCaptures(ports, refresh, CAPTURES_A_SWEEP);
      await announce();
      return found;
    },
  };
}

/** Feeds as `GET /feeds/…` answers them. */
function hubFeeds(ports: Ports, config: Config): HubFeeds {
  return {
    loadPrivate: (feed) => loadLinkFeed(ports, config, feed),
    isKnown: (topics) =>
      loadFeedState(ports, topics).then(
        () => true,
        (error: unknown) => {
          if (error instanceof Problem) return false;
          throw error;
        },
      ),
    async load({ selection, format }) {
      for (let tries = 1; ; tries++) {
        const state = await loadFeedState(ports, selection.topics);
        const plan = { selection, format, state, hubUrl: hubAddress(config) };
        const { parts, settled } = await wholeFeed(ports, config, plan);
        // What changed while it was put together is delivered after it.
        if (!settled && tries < MAX_LOADS) continue;
        const items = parts.items.map(({ articleId, key }) => [articleId, key]);
        const content = await sha256(JSON.stringify([{ ...parts.head, updatedAt: '' }, items]), 32);
        return { bytes: joinParts(plan, parts), contentType: FEED_MEDIA_TYPES[format], content };
      }
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
