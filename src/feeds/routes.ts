import { Hono } from 'hono';
import { renderReaderCard } from '../cards/reader-card.ts';
import { articleAddress, feedAddress } from '../domain/addresses.ts';
import type { Article } from '../domain/article.ts';
import type { Config } from '../domain/config.ts';
import type { FeedFormat } from '../domain/feed.ts';
import type { Ports } from '../domain/ports.ts';
import type { Capture, CaptureKey } from '../domain/post.ts';
import { Problem } from '../domain/problem.ts';
import { respondConditionally } from '../http/conditional-response.ts';
import { weakTag } from '../http/entity-tag.ts';
import { allowOnly } from '../http/method-guard.ts';
import { listTopicArticles } from '../store/article-records.ts';
import { loadCaptures } from '../store/capture-records.ts';
import { loadTopic, type TopicState } from '../store/topic-records.ts';
import { renderAtom } from './atom-document.ts';
import type { FeedDocument } from './feed-document.ts';
import { feedItem } from './feed-item.ts';
import { FEED_VERSION } from './feed-version.ts';
import { renderJsonFeed } from './json-feed-document.ts';
import { FEED_MEDIA_TYPES } from './media-type.ts';
import { renderRss } from './rss-document.ts';

/** What readers and partners take at most (Flipboard 30, MSN 20); older articles are not in the feed. */
const MAX_ITEMS = 30;
const CACHE_CONTROL = 'public, max-age=300, stale-while-revalidate=3600';
/** The entry's key changes with the feed, so it may stay as long as the cache likes. */
const CACHE_SECONDS = 24 * 60 * 60;

const RENDERERS: Record<FeedFormat, (feed: FeedDocument) => string> = {
  rss: renderRss,
  atom: renderAtom,
  json: renderJsonFeed,
};

/** `/feeds/{topic}.{rss|atom|json}`. A 304 costs one point read; a feed rendered before costs one more. */
export function feedRoutes(ports: Ports, config: Config): Hono {
  const routes = new Hono();

  routes.get('/:path{.+}', async (context) => {
    const { topic, format } = readPath(context.req.param('path'));
    const state = await loadTopic(ports.database, topic);
    if (!state && topic !== 'all')
      throw new Problem('not-found', `No article was ever published under ${topic}.`);
    const etag = await weakTag(
      FEED_VERSION,
      format,
      topic,
      state?.digest ?? '',
      config.publicUrl,
      JSON.stringify(config.publication),
    );
    const headers = {
      'Content-Type': FEED_MEDIA_TYPES[format],
      'Cache-Control': CACHE_CONTROL,
      'Access-Control-Allow-Origin': '*',
      Link: `<${feedAddress(config.publicUrl, topic, format)}>; rel="self"`,
    };
    const validators = { etag, now: ports.clock.now(), ...(state && { modifiedAt: state.modifiedAt }) };
    return respondConditionally(context, validators, headers, async () => {
      const key = `feeds/${etag}`;
      const cached = await ports.cache.get(key);
      if (cached) return cached;
      const document = await assembleFeed(ports, config, topic, state);
      const bytes = new TextEncoder().encode(RENDERERS[format](document));
      await ports.cache.put(key, bytes, CACHE_SECONDS);
      return bytes;
    });
  });

  allowOnly(routes, '/:path{.+}', 'GET, HEAD');
  return routes;
}

function readPath(path: string): { topic: string; format: FeedFormat } {
  const match = /^(all|(?:section|author|tag|lang)\/[^/]{1,300})\.(rss|atom|json)$/.exec(path);
  const [, topic, format] = match ?? [];
  if (topic && format) return { topic, format: format as FeedFormat };
  throw new Problem(
    'not-found',
    'A feed is /feeds/all, /feeds/section/…, /author/…, /tag/… or /lang/…, and ends in .rss, .atom or .json.',
  );
}

async function assembleFeed(
  ports: Ports,
  config: Config,
  topic: string,
  state: TopicState | undefined,
): Promise<FeedDocument> {
  const { publicUrl, publication } = config;
  const articles = await listTopicArticles(ports.database, topic, MAX_ITEMS);
  const captures = await loadCaptures(ports.database, articles);
  const self = (format: FeedFormat) => feedAddress(publicUrl, topic, format);
  return {
    title: state?.name ? `${publication.name} – ${state.name}` : publication.name,
    description: publication.description || publication.name,
    language: topic.startsWith('lang/') ? topic.slice('lang/'.length) : publication.language,
    homeUrl: `${publicUrl}/`,
    self: { rss: self('rss'), atom: self('atom'), json: self('json') },
    updatedAt: state?.modifiedAt ?? '1970-01-01T00:00:00.000Z',
    items: articles.map((article) => toItem(article, captures, publicUrl)),
  };
}

function toItem(article: Article, captures: Map<CaptureKey, Capture>, publicUrl: string) {
  return feedItem(article, {
    address: articleAddress(publicUrl, article.id),
    renderEmbed: (ref) => {
      const capture = captures.get(ref.capture);
      return capture ? renderReaderCard(capture, { language: article.language }) : '';
    },
  });
}
