import type { Context, MiddlewareHandler, Next } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie } from 'hono/cookie';
import type { Config } from '../domain/config.ts';
import { equalInConstantTime } from '../domain/digest.ts';
import type { Ports } from '../domain/ports.ts';
import { Problem } from '../domain/problem.ts';
import { requestIdOf } from '../http/standing-headers.ts';
import type { Desk } from './desk.ts';
import { loginAnswer } from './login-page.ts';
import { refusalPage } from './refusal-page.ts';
import { isFromOwnPage } from './request-origin.ts';
import { MAX_FORM_BYTES, MAX_LOGIN_BYTES, readForm } from './sent-form.ts';
import { findSession } from './session-records.ts';
import { consoleLanguage } from './words/console-words.ts';

/** Nothing from anywhere else, framed by nobody, kept by nobody; our own script alone. */
const HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Resource-Policy': 'same-origin',
  // With `no-referrer` browsers send `Origin: null` with our own forms (Fetch, "append a request Origin header").
  'Referrer-Policy': 'same-origin',
  'Cache-Control': 'no-store',
  'X-Robots-Tag': 'noindex, nofollow',
};

/** The cookie of a session; over https it has a name that no other host can set (RFC 6265bis, `__Host-`). */
export function sessionCookie({ publicUrl }: Pick<Config, 'publicUrl'>): {
  name: string;
  isSecure: boolean;
  path: string;
} {
  const isSecure = publicUrl.startsWith('https:');
  return {
    name: `${isSecure ? '__Host-' : ''}tearsheet-console`,
    isSecure,
    path: isSecure ? '/' : '/console',
  };
}

/** Gives every answer of the console the headers that keep it to itself. */
export function consoleHeaders(): MiddlewareHandler {
  return async (context, next) => {
    requestIdOf(context);
    const standing = context.get('standing');
    context.set('standing', { ...standing, security: { ...standing.security, ...HEADERS } });
    await next();
  };
}

/**
 * Lets nobody pass without a session, and no form that did not stand on one of our own pages. Sets the desk, and reads
 * the form of what is posted.
 */
export function consoleGate(ports: Ports, config: Config): MiddlewareHandler {
  const { name } = sessionCookie(config);
  const [limit, loginLimit] = [upTo(MAX_FORM_BYTES), upTo(MAX_LOGIN_BYTES)];
  return async (context, next) => {
    const session = await findSession(ports, getCookie(context, name), config.tokenDigests);
    const { pathname, search } = new URL(context.req.url);
    const isReading = context.req.method === 'GET' || context.req.method === 'HEAD';
    const desk: Desk = {
      config,
      ...(session && { session }),
      ...consoleLanguage(session?.language, context.req.header('Accept-Language')),
      address: isReading ? pathname + search : pageOf(context.req.header('Referer')),
      now: ports.clock.now(),
    };
    context.set('desk', desk);
    const isLogin = pathname === '/console/login';
    if (!session && !isLogin) {
      return isReading
        ? context.redirect(`/console/login?next=${encodeURIComponent(desk.address)}`, 303)
        : loginAnswer(context, { status: 401 });
    }
    if (isReading) return next();
    if (!isFromOwnPage(context.req.raw, config)) return refusalPage(context, 403, desk.words.refusals.origin);
    const within = session ? limit : loginLimit;
    return within(context, () => takeForm(context, session?.csrf, next)) as Promise<Response | undefined>;
  };
}

/** The page that a form stood on: what answers a form may have no address of its own to come back to. */
function pageOf(referrer = ''): string {
  const url = URL.parse(referrer);
  return url ? url.pathname + url.search : '/console';
}

function upTo(bytes: number): MiddlewareHandler {
  return bodyLimit({
    maxSize: bytes,
    onError: () => {
      throw new Problem('body-too-large', `This form has at most ${bytes} bytes.`);
    },
  });
}

async function takeForm(context: Context, csrf: string | undefined, next: Next): Promise<void> {
  const form = await readForm(context);
  // Who has no session yet has only the token to show.
  if (csrf !== undefined && !equalInConstantTime(form.text('csrf'), csrf)) {
    context.res = await refusalPage(context, 403, context.get('desk').words.refusals.csrf);
    return;
  }
  context.set('form', form);
  await next();
}
