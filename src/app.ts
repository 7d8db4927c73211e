import { Hono } from 'hono';
import { articleRoutes } from './articles/routes.ts';
import { cardRoutes } from './cards/routes.ts';
import { docsRoutes, problemTypeRoutes } from './docs/routes.ts';
import type { Config } from './domain/config.ts';
import type { Documents } from './domain/documents.ts';
import type { Ports } from './domain/ports.ts';
import { Problem } from './domain/problem.ts';
import { feedDirectoryRoutes } from './feeds/directory/routes.ts';
import { feedRoutes } from './feeds/routes.ts';
import { allowOnly, MethodNotAllowed } from './http/method-guard.ts';
import { problemResponse, toProblem } from './http/problem-response.ts';
import { RememberingRouter } from './http/remembering-router.ts';
import { requestIdOf, standingHeaders } from './http/standing-headers.ts';
import { hubsOf } from './hub/hub.ts';
import { hubRoutes } from './hub/routes.ts';
import { openApiDocument } from './openapi.ts';
import { pageRoutes } from './pages/routes.ts';
import type { PreviewRenderer } from './previews/renderer.ts';
import { previewRoutes } from './previews/routes.ts';
import { createFront, type FrontPorts } from './rewriter/front.ts';
import { frontGate } from './rewriter/routes.ts';
import { sourceRoutes } from './sources/routes.ts';
import { unfurlRoutes } from './unfurl/routes.ts';

/**
 * The whole service over any runtime's ports; the only list of what it answers. `frontPorts` are needed where the
 * settings put it in front of the publisher's own site; `documents` are what `/docs` shows.
 */
export function createApp(
  ports: Ports,
  config: Config,
  renderer: PreviewRenderer,
  frontPorts?: FrontPorts,
  documents: Documents = {},
): Hono {
  const app = new Hono({ router: new RememberingRouter() });
  const unanswered = new WeakSet<Request>();

  if (config.front && frontPorts) {
    const front = createFront({ ...ports, ...frontPorts }, config, config.front);
    const isUnanswered = (request: Request) => unanswered.has(request);
    app.use(frontGate(front, config, { isUnanswered, files: frontPorts.files }));
  }
  app.use(standingHeaders());

  app.route('/articles', articleRoutes(ports, config));
  app.route('/', feedDirectoryRoutes(ports, config));
  app.route('/feeds', feedRoutes(ports, config, hubsOf(config)));
  app.route('/hub', hubRoutes(ports, config));
  app.route('/previews', previewRoutes(ports, config, renderer));
  app.route('/cards', cardRoutes(ports, config, renderer));
  app.route('/sources', sourceRoutes(ports, config));
  app.route('/oembed', unfurlRoutes(ports, config));
  app.route('/', pageRoutes(ports, config));
  app.route('/docs', docsRoutes(ports, config, documents));
  app.route('/problems', problemTypeRoutes());
  app.get('/openapi.json', (context) => context.json(openApiDocument(config)));
  app.get('/healthz', async (context) => {
    await ports.database.prepare('SELECT 1').first();
    context.header('Cache-Control', 'no-store');
    return context.text('ok\n');
  });

  for (const path of ['/openapi.json', '/healthz']) allowOnly(app, path, 'GET, HEAD');

  app.notFound((context) => {
    unanswered.add(context.req.raw);
    return problemResponse(config.publicUrl, new Problem('not-found', 'There is nothing at this address.'));
  });
  app.onError((error, context) => {
    const problem = toProblem(error, ports.log, requestIdOf(context));
    const headers: Record<string, string> = {};
    if (problem instanceof MethodNotAllowed) headers.Allow = problem.allow;
    if (problem.code === 'busy') headers['Retry-After'] = '1';
    if (problem.code === 'unauthorized') headers['WWW-Authenticate'] = 'Bearer realm="tearsheet"';
    return problemResponse(config.publicUrl, problem, headers);
  });
  return app;
}
