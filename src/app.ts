import { type Context, Hono } from 'hono';
import { publishingRoutes } from './articles/publishing/routes.ts';
import { articleRoutes } from './articles/routes.ts';
import { cardRoutes } from './cards/routes.ts';
import { consoleRoutes } from './console/routes.ts';
import { crosspostRoutes } from './crossposts/routes.ts';
import { standardSiteRoutes } from './crossposts/standard-site/routes.ts';
import { docsRoutes, problemTypeRoutes } from './docs/routes.ts';
import type { Config } from './domain/config.ts';
import type { Documents } from './domain/documents.ts';
import type { Ports } from './domain/ports.ts';
import { Problem } from './domain/problem.ts';
import { feedDirectoryRoutes } from './feeds/directory/routes.ts';
import { feedRoutes } from './feeds/routes.ts';
import { prefersHtml } from './http/accepted-form.ts';
import { healthRoutes } from './http/health.ts';
import { allowOnly, MethodNotAllowed } from './http/method-guard.ts';
import { problemResponse, toProblem } from './http/problem-response.ts';
import { RememberingRouter } from './http/remembering-router.ts';
import { logRequest } from './http/request-log.ts';
import { watchRequests } from './http/request-watch.ts';
import { requestIdOf, standingHeaders } from './http/standing-headers.ts';
import { hubsOf } from './hub/hub.ts';
import { hubRoutes } from './hub/routes.ts';
import { RequestTally } from './metrics/request-tally.ts';
import { metricsRoutes } from './metrics/routes.ts';
import { openApiDocument } from './openapi/document.ts';
import { refusalAnswer } from './pages/refusal-answer.ts';
import { pageRoutes } from './pages/routes.ts';
import { allowanceHeaders, TooManyRequests } from './partners/key-access.ts';
import { KeyAllowances } from './partners/key-allowance.ts';
import { readLinkTopic } from './partners/link-topics.ts';
import { partnerManagementRoutes } from './partners/management/routes.ts';
import { reportRoutes } from './partners/report/routes.ts';
import { partnerRoutes } from './partners/routes.ts';
import { endpointRoutes } from './partners/webhooks/routes.ts';
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
  const refuse = (context: Context, problem: Problem, headers: Record<string, string> = {}): Response => {
    const told = { ...headers, Vary: 'Accept' };
    return prefersHtml(context.req.header('Accept'))
      ? refusalAnswer(config, problem, told)
      : problemResponse(config.publicUrl, problem, told);
  };
  const allowances = new KeyAllowances();
  const tally = new RequestTally();
  const { clock } = ports;
  const elapsed = clock.elapsed ?? (() => clock.now().getTime());

  app.use(
    watchRequests(elapsed, (answered, context) => {
      tally.count(answered, answered.milliseconds / 1000);
      logRequest(ports.log, config.log, answered, context);
    }),
  );

  if (config.front && frontPorts) {
    const front = createFront({ ...ports, ...frontPorts }, config, config.front);
    const isUnanswered = (request: Request) => unanswered.has(request);
    app.use(frontGate(front, config, { isUnanswered, files: frontPorts.files }));
  }
  app.use(standingHeaders());

  app.route('/articles', publishingRoutes(ports, config));
  app.route('/articles', articleRoutes(ports, config));
  app.route('/', feedDirectoryRoutes(ports, config));
  app.route('/feeds', feedRoutes(ports, config, hubsOf(config)));
  app.route(
    '/hub',
    hubRoutes(ports, config, (address) => readLinkTopic(ports, config, allowances, address)),
  );
  app.route('/previews', previewRoutes(ports, config, renderer));
  app.route('/cards', cardRoutes(ports, config, renderer));
  app.route('/sources', sourceRoutes(ports, config));
  app.route('/crossposts', crosspostRoutes(ports, config));
  app.route('/', standardSiteRoutes(ports, config));
  app.route('/partners', partnerRoutes(ports, config, allowances));
  app.route('/partners', reportRoutes(ports, config));
  app.route('/partners', endpointRoutes(ports, config));
  app.route('/partners', partnerManagementRoutes(ports, config));
  app.route('/oembed', unfurlRoutes(ports, config));
  app.route('/console', consoleRoutes(ports, config, renderer));
  app.route('/', pageRoutes(ports, config));
  app.route('/docs', docsRoutes(ports, config, documents));
  app.route('/problems', problemTypeRoutes());
  app.get('/openapi.json', (context) => context.json(openApiDocument(config)));
  app.route('/healthz', healthRoutes(ports));
  app.route('/metrics', metricsRoutes(ports, config, tally));

  allowOnly(app, '/openapi.json', 'GET, HEAD');

  app.notFound((context) => {
    unanswered.add(context.req.raw);
    return refuse(context, new Problem('not-found', 'There is nothing at this address.'));
  });
  app.onError((error, context) => {
    const problem = toProblem(error, ports.log, requestIdOf(context));
    const headers: Record<string, string> = {};
    if (problem instanceof MethodNotAllowed) headers.Allow = problem.allow;
    if (problem.code === 'busy') headers['Retry-After'] = '1';
    if (problem instanceof TooManyRequests) Object.assign(headers, allowanceHeaders(problem.allowance));
    if (problem.code === 'partner-key-refused')
      headers['WWW-Authenticate'] = 'Bearer realm="tearsheet partners"';
    if (problem.code === 'unauthorized') headers['WWW-Authenticate'] = 'Bearer realm="tearsheet"';
    return refuse(context, problem, headers);
  });
  return app;
}
