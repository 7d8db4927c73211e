import { type Context, Hono } from 'hono';
import type { Config } from '../domain/config.ts';
import type { Documents } from '../domain/documents.ts';
import type { Clock } from '../domain/ports.ts';
import { PROBLEMS, Problem } from '../domain/problem.ts';
import { respondConditionally } from '../http/conditional-response.ts';
import { weakTag } from '../http/entity-tag.ts';
import { allowOnly } from '../http/method-guard.ts';
import { documentPath, INDEX } from './document-links.ts';
import { createHandbook, type Handbook } from './handbook.ts';

const HEADERS = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'public, max-age=300' };
/** Empty where the address of the index ends in a slash. */
const PAGE = '/:page{[\\w-]*(?:\\.md)?}';

/** `/docs`, `/docs/{page}` and `/docs/problems/{code}`: the documentation. */
export function docsRoutes({ clock }: { clock: Clock }, config: Config, documents: Documents): Hono {
  const routes = new Hono();
  let handbook: Handbook | undefined;

  async function answer(context: Context, name: string): Promise<Response> {
    // Only when it is asked for: a start on the edge has no time to give away.
    handbook ??= createHandbook(config, documents);
    const html = handbook.pageOf(name);
    if (html === undefined) return context.notFound();
    const validators = { etag: await weakTag(html), now: clock.now() };
    return respondConditionally(context, validators, HEADERS, async () => html);
  }

  routes.get('/', (context) => answer(context, INDEX));
  routes.get(PAGE, async (context) => {
    const page = context.req.param('page');
    const name = page.replace(/\.md$/, '') || INDEX;
    if (name !== page || name === INDEX) return context.redirect(documentPath(name), 301);
    return answer(context, name);
  });
  routes.get('/problems/:code', (context) => answer(context, `problems/${context.req.param('code')}`));
  for (const path of ['/', PAGE, '/problems/:code']) allowOnly(routes, path, 'GET, HEAD');
  return routes;
}

/** `/problems/{code}`: what a problem's `type` says for ever leads to its page. */
export function problemTypeRoutes(): Hono {
  const routes = new Hono();
  routes.get('/:code', (context) => {
    const code = context.req.param('code');
    if (!Object.hasOwn(PROBLEMS, code)) throw new Problem('not-found', 'There is no problem of this name.');
    return context.redirect(documentPath(`problems/${code}`), 301);
  });
  allowOnly(routes, '/:code', 'GET, HEAD');
  return routes;
}
