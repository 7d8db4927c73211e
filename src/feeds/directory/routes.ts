import { Hono } from 'hono';
import { feedAddress } from '../../domain/addresses.ts';
import type { Config } from '../../domain/config.ts';
import type { FeedFormat } from '../../domain/feed.ts';
import { toInstant } from '../../domain/instant.ts';
import type { Ports } from '../../domain/ports.ts';
import { respondConditionally } from '../../http/conditional-response.ts';
import { weakTag } from '../../http/entity-tag.ts';
import { allowOnly } from '../../http/method-guard.ts';
import { feedTitle } from '../../store/feed-assembly.ts';
import { listNews } from '../../store/feed-news.ts';
import { listTopics } from '../../store/topic-records.ts';
import { MAX_NEWS, NEWS_AGE_MS, renderNewsSitemap } from '../news-sitemap.ts';
import { renderOpml } from '../opml-document.ts';

/** Where feeds are found by custom, and where those of other systems were. */
const CONVENTIONAL: Record<string, FeedFormat> = {
  '/feed': 'rss',
  '/feed/': 'rss',
  '/rss': 'rss',
  '/rss.xml': 'rss',
  '/feed.xml': 'rss',
  '/index.xml': 'rss',
  '/atom.xml': 'atom',
  '/feed.json': 'json',
};

const MAX_TOPICS = 5000;
const HOUR_MS = 60 * 60 * 1000;

/** What leads to the feeds: `/feeds.opml`, `/sitemap-news.xml`, and the conventional paths. */
export function feedDirectoryRoutes(ports: Ports, config: Config): Hono {
  const routes = new Hono();
  const { clock } = ports;
  const { publicUrl, publication } = config;

  for (const [path, format] of Object.entries(CONVENTIONAL)) {
    routes.get(path, (context) =>
      context.body(null, 301, {
        Location: `/feeds/all.${format}`,
        'Cache-Control': 'public, max-age=86400',
        'Access-Control-Allow-Origin': '*',
      }),
    );
    allowOnly(routes, path, 'GET, HEAD');
  }

  routes.get('/feeds', (context) => context.redirect('/feeds/all', 301));

  routes.get('/feeds.opml', async (context) => {
    const topics = await listTopics(ports, MAX_TOPICS);
    const homeUrl = `${publicUrl}/`;
    const entry = (topic: string, name: string) => ({
      title: feedTitle(publication.name, { names: name ? [name] : [] }),
      feedUrl: feedAddress(publicUrl, topic, 'rss'),
      homeUrl,
      language: topic.startsWith('lang/') ? topic.slice('lang/'.length) : publication.language,
    });
    const opml = renderOpml(publication.name, [
      entry('all', ''),
      ...topics.map(({ topic, name }) => entry(topic, name)),
    ]);
    const validators = { etag: await weakTag(opml), now: clock.now() };
    const headers = {
      'Content-Type': 'text/x-opml; charset=utf-8',
      'Cache-Control': 'public, max-age=3600',
      'Access-Control-Allow-Origin': '*',
    };
    return respondConditionally(context, validators, headers, async () => opml);
  });

  routes.get('/sitemap-news.xml', async (context) => {
    const now = clock.now();
    // By the hour, so that it stays the same document between two articles.
    const since = new Date(Math.ceil((now.getTime() - NEWS_AGE_MS) / HOUR_MS) * HOUR_MS);
    const news = await listNews(ports, publicUrl, toInstant(since), MAX_NEWS);
    const sitemap = renderNewsSitemap(publication.name, news);
    const headers = {
      'Content-Type': 'application/xml; charset=utf-8',
      'Cache-Control': 'public, max-age=300',
    };
    return respondConditionally(context, { etag: await weakTag(sitemap), now }, headers, async () => sitemap);
  });

  for (const path of ['/feeds', '/feeds.opml', '/sitemap-news.xml']) allowOnly(routes, path, 'GET, HEAD');
  return routes;
}
