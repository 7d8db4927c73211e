import { Hono } from 'hono';
import type { Config } from '../domain/config.ts';
import type { Ports } from '../domain/ports.ts';
import { toProblem } from '../http/problem-response.ts';
import { requestIdOf } from '../http/standing-headers.ts';
import type { PreviewRenderer } from '../previews/renderer.ts';
import { articlePages } from './articles/routes.ts';
import { dashboardAnswer } from './dashboard/dashboard-page.ts';
import { deliveryPages } from './deliveries/routes.ts';
import { deskOf } from './desk.ts';
import { feedPages } from './feeds/routes.ts';
import { consoleGate, consoleHeaders } from './gate.ts';
import { partnerPages } from './partners/routes.ts';
import { pastePages } from './paste/routes.ts';
import { postPages } from './posts/routes.ts';
import { problemPage, refusalPage } from './refusal-page.ts';
import { sessionRoutes } from './session-routes.ts';
import { sourcePages } from './sources/routes.ts';
import { themePages } from './themes/routes.ts';

/**
 * `/console`: the publisher's own pages. Who is not logged in sees the page to log in on, whatever they ask for; what is
 * posted must come from a page of ours and carry the token of its session.
 */
export function consoleRoutes(ports: Ports, config: Config, renderer: PreviewRenderer): Hono {
  const routes = new Hono();
  routes.use(consoleHeaders());
  routes.use(consoleGate(ports, config));
  routes.get('/', (context) => dashboardAnswer(context, ports));
  routes.route('/', sessionRoutes(ports, config));
  routes.route('/articles', articlePages(ports, config, renderer));
  routes.route('/paste', pastePages(ports, config));
  routes.route('/posts', postPages(ports));
  routes.route('/feeds', feedPages(ports, config));
  routes.route('/deliveries', deliveryPages(ports));
  routes.route('/sources', sourcePages(ports, config));
  routes.route('/partners', partnerPages(ports, config));
  routes.route('/themes', themePages(config));
  routes.all('*', (context) => {
    const path = context.req.path;
    if (context.req.method === 'GET' && path.endsWith('/'))
      return context.redirect(path.replace(/(?<!\/)\/+$/, ''), 301);
    return refusalPage(context, 404, deskOf(context).words.refusals.notFound);
  });
  routes.onError((error, context) => problemPage(context, toProblem(error, ports.log, requestIdOf(context))));
  return routes;
}
