import { Hono } from 'hono';
import { previewAddress } from '../domain/addresses.ts';
import type { Article } from '../domain/article.ts';
import type { Config } from '../domain/config.ts';
import type { Ports } from '../domain/ports.ts';
import { Problem } from '../domain/problem.ts';
import { respondConditionally } from '../http/conditional-response.ts';
import { allowOnly } from '../http/method-guard.ts';
import { loadArticle } from '../store/article-records.ts';
import { obtainPreview } from '../store/preview-drawing.ts';
import { previewOf } from './article-card.ts';
import { previewHash } from './card.ts';
import type { PreviewRenderer } from './renderer.ts';

/** The address names the bytes, so they never change (RFC 8246). */
const IMMUTABLE = 'public, max-age=31536000, immutable';

/** `/previews/{id}/{hash}.png`, kept for good, and `/previews/{id}`, which leads to the newest. */
export function previewRoutes(ports: Ports, config: Config, renderer: PreviewRenderer): Hono {
  const routes = new Hono();

  routes.get('/:id', async (context) => {
    const article = await loadLive(ports, context.req.param('id'));
    const hash = await previewHash(previewOf(article, config));
    context.header('Cache-Control', 'public, max-age=60');
    return context.redirect(previewAddress(config.publicUrl, article.id, hash), 302);
  });

  routes.get('/:id/:file', async (context) => {
    const article = await loadLive(ports, context.req.param('id'));
    const hash = /^([0-9a-f]{16})\.png$/.exec(context.req.param('file'))?.[1];
    const preview = hash ? await obtainPreview(ports, config, renderer, article, hash) : undefined;
    if (!preview) {
      throw new Problem(
        'not-found',
        `The article has no such preview; /previews/${article.id} leads to the newest.`,
      );
    }
    const headers = {
      'Content-Type': 'image/png',
      'Cache-Control': preview.complete ? IMMUTABLE : 'no-store',
      ...(!preview.complete && { 'Tearsheet-Preview': 'incomplete; reason=font' }),
      'Access-Control-Allow-Origin': '*',
    };
    const validators = { etag: `"${hash}"`, now: ports.clock.now() };
    return respondConditionally(context, validators, headers, async () => preview.png);
  });

  allowOnly(routes, '/:id', 'GET, HEAD');
  allowOnly(routes, '/:id/:file', 'GET, HEAD');
  return routes;
}

async function loadLive(ports: Ports, id: string): Promise<Article> {
  const stored = await loadArticle(ports.database, id.slice(0, 100));
  if (!stored) throw new Problem('not-found', 'There is no such article, so it has no preview.');
  if (stored.article.state === 'withdrawn') {
    throw new Problem('article-withdrawn', 'The article was withdrawn, and its preview with it.');
  }
  return stored.article;
}
