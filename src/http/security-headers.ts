import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/** Pages that are made to stand in frames on other sites. */
const FRAMED = /^\/(?:cards|oembed)\//;

/** The headers that keep pages to themselves: no script, nothing loaded but pictures, framed by nobody but as meant. */
export function securityHeaders(): MiddlewareHandler {
  const [own, framed] = [headersFor("'self'"), headersFor('*')];
  return (context, next) => (FRAMED.test(context.req.path) ? framed : own)(context, next);
}

function headersFor(ancestors: string): MiddlewareHandler {
  return secureHeaders({
    // Feeds, cards and pictures are there for other sites to use.
    crossOriginResourcePolicy: 'cross-origin',
    // Whether a whole domain is https only is for whoever owns the domain to say.
    strictTransportSecurity: false,
    // Older than frame-ancestors, and knows no list.
    xFrameOptions: ancestors === '*' ? false : 'SAMEORIGIN',
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'https:', 'http:'],
      formAction: ["'none'"],
      baseUri: ["'none'"],
      frameAncestors: [ancestors],
    },
  });
}
