import type { Context, MiddlewareHandler } from 'hono';
import { serverTiming } from './request-watch.ts';

interface Standing {
  security: Readonly<Record<string, string>>;
  requestId: string;
  /** The answer that was made with them. */
  answer: Response | undefined;
}

declare module 'hono' {
  interface ContextVariableMap {
    standing: Standing;
  }
}

/** Pages that are made to stand in frames on other sites. */
const FRAMED = /^\/(?:cards|oembed)\//;

/** No script, nothing loaded but pictures, framed by nobody but as meant. */
const SECURITY = {
  ...securityFor("'self'"),
  // Older than frame-ancestors, and knows no list.
  'X-Frame-Options': 'SAMEORIGIN',
};
const FRAMED_SECURITY = securityFor('*');

function securityFor(ancestors: string): Record<string, string> {
  const policy = `default-src 'none'; style-src 'self'; img-src 'self' https: http:; form-action 'none'; base-uri 'none'`;
  return {
    'Content-Security-Policy': `${policy}; frame-ancestors ${ancestors}`,
    // Feeds, cards and pictures are there for other sites to use.
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Origin-Agent-Cluster': '?1',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-DNS-Prefetch-Control': 'off',
    'X-Download-Options': 'noopen',
    'X-Permitted-Cross-Domain-Policies': 'none',
    'X-XSS-Protection': '0',
  };
}

/**
 * Puts the headers that every answer has on those that were not made with them: what keeps pages to themselves, the id
 * of the request, and what its time went into.
 */
export function standingHeaders(): MiddlewareHandler {
  return async (context, next) => {
    await next();
    const { security, requestId, answer } = standingOf(context);
    if (answer === context.res) return;
    const { headers } = context.res;
    for (const name in security) headers.set(name, security[name] ?? '');
    headers.set('X-Request-Id', requestId);
    const timing = serverTiming(context, context.res.status);
    if (timing) headers.set('Server-Timing', timing);
  };
}

/**
 * Makes an answer with the standing headers: to change those of an answer that is made costs more than all the rest
 * of a 304. `coding` is the one that `body` is in already.
 */
export function makeAnswer(
  context: Context,
  body: Uint8Array | null,
  status: number,
  headers: Readonly<Record<string, string>>,
  coding?: string,
): Response {
  const standing = standingOf(context);
  const all: Record<string, string> = {
    ...headers,
    ...standing.security,
    'X-Request-Id': standing.requestId,
  };
  if (body) all['Content-Length'] = String(body.byteLength);
  if (coding) all['Content-Encoding'] = coding;
  const timing = serverTiming(context, status);
  if (timing) all['Server-Timing'] = timing;
  // workerd would encode it again. Nothing here shares memory between threads; the types of the two runtimes differ on
  // whether that is known.
  const init = { status, headers: all, ...(coding && { encodeBody: 'manual' as const }) };
  standing.answer = new Response(body as Uint8Array<ArrayBuffer> | null, init);
  return standing.answer;
}

/** The id that the request came with, or a new one; the same each time it is asked for. */
export function requestIdOf(context: Context): string {
  return standingOf(context).requestId;
}

const ID = /^[\w\-=]{1,255}$/;

function standingOf(context: Context): Standing {
  const known = context.get('standing');
  if (known) return known;
  const given = context.req.header('X-Request-Id');
  const requestId = given && ID.test(given) ? given : crypto.randomUUID();
  const security = FRAMED.test(context.req.path) ? FRAMED_SECURITY : SECURITY;
  const standing: Standing = { security, requestId, answer: undefined };
  context.set('standing', standing);
  return standing;
}
