import type { Context, MiddlewareHandler } from 'hono';
import { PUBLICATION_FILE } from '../crossposts/standard-site/document-place.ts';
import type { Config } from '../domain/config.ts';
import type { Front } from './front.ts';
import { siteHosts } from './site-hosts.ts';

/** What the server knows of a connection, where it says so. */
interface Bindings {
  peer?: string;
}

/** The service beside the site. */
export interface Service {
  /** Whether no route of the service has an answer to a request. */
  isUnanswered(request: Request): boolean;
  /** Its own files, where nothing before it answers them; 404 for what is none. */
  files?: ((request: Request) => Promise<Response>) | undefined;
}

/**
 * Sends to the publisher's own server what is for the site. To stand before everything that adds headers, for these
 * answers go on as they are.
 */
export function frontGate(front: Front, config: Config, { isUnanswered, files }: Service): MiddlewareHandler {
  const { isForSite, shared } = siteHosts(config);
  return async (context, next) => {
    const { raw } = context.req;
    const { peer } = (context.env ?? {}) as Bindings;
    const url = new URL(raw.url);
    if (isForSite(url)) {
      if (!isAskedOfBoth(raw, url)) return front.answer(raw, peer);
      await next();
      if (context.res.status === 404) answerInstead(context, await front.answer(raw, peer));
      return;
    }
    await next();
    if (!isUnanswered(raw)) return;
    const file = await files?.(raw);
    const answer = file && file.status !== 404 ? file : shared ? await front.answer(raw, peer) : undefined;
    if (answer) answerInstead(context, answer);
  };
}

/** What the site is asked for and the service may know: whose publication the site is. */
function isAskedOfBoth({ method }: Request, { pathname }: URL): boolean {
  return pathname === PUBLICATION_FILE && (method === 'GET' || method === 'HEAD');
}

function answerInstead(context: Context, answer: Response): void {
  // Else the headers of the answer that is replaced would be kept.
  context.res = undefined;
  context.res = answer;
}
