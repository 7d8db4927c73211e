import { Hono } from 'hono';
import type { Config } from '../domain/config.ts';
import type { Ports } from '../domain/ports.ts';
import { respondConditionally } from '../http/conditional-response.ts';
import { weakTag } from '../http/entity-tag.ts';
import { allowOnly } from '../http/method-guard.ts';
import { lap } from '../http/request-watch.ts';
import { listArticles } from '../store/public-articles.ts';
import { listTopics } from '../store/topic-records.ts';
import { renderHomePage } from './home-page.ts';

const SHOWN_ARTICLES = 30;
const SHOWN_TOPICS = 100;
const HEADERS = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'public, max-age=60' };

/** `/`: the front page. */
export function pageRoutes(ports: Ports, config: Config): Hono {
  const routes = new Hono();

  routes.get('/', async (context) => {
    const [articles, topics] = await Promise.all([
      listArticles(ports, SHOWN_ARTICLES),
      listTopics(ports, SHOWN_TOPICS),
    ]);
    lap(context, 'db');
    const html = renderHomePage(config, articles, topics);
    return respondConditionally(
      context,
      { etag: await weakTag(html), now: ports.clock.now() },
      HEADERS,
      async () => html,
    );
  });

  allowOnly(routes, '/', 'GET, HEAD');
  return routes;
}
