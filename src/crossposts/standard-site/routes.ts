import { Hono } from 'hono';
import type { Config } from '../../domain/config.ts';
import type { Ports } from '../../domain/ports.ts';
import { Problem } from '../../domain/problem.ts';
import { respondConditionally } from '../../http/conditional-response.ts';
import { weakTag } from '../../http/entity-tag.ts';
import { allowOnly } from '../../http/method-guard.ts';
import { loadAccount } from '../account-records.ts';
import { PUBLICATION_FILE } from './document-place.ts';
import { publicationAddress } from './publication-address.ts';

/** Short: an account that is exchanged for another is no longer believed within minutes. */
const HEADERS = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'public, max-age=300' };

/** `/.well-known/site.standard.publication`: which record this site's publication is, so that no other is believed. */
export function standardSiteRoutes(ports: Ports, config: Config): Hono {
  const routes = new Hono();
  routes.get(PUBLICATION_FILE, async (context) => {
    const account = await loadAccount(ports);
    if (!account) throw new Problem('not-found', 'This site is no publication of an account.');
    const address = publicationAddress(account.did, config);
    const etag = await weakTag(address);
    return respondConditionally(context, { etag, now: ports.clock.now() }, HEADERS, async () => address);
  });
  allowOnly(routes, PUBLICATION_FILE, 'GET, HEAD');
  return routes;
}
