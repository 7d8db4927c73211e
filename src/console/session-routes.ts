import { Hono } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import type { Config } from '../domain/config.ts';
import { sha256 } from '../domain/digest.ts';
import type { Ports } from '../domain/ports.ts';
import { requireToken } from '../http/bearer-token.ts';
import { deskOf } from './desk.ts';
import { counted } from './forms.ts';
import { sessionCookie } from './gate.ts';
import { loginAnswer } from './login-page.ts';
import {
  chooseLanguage,
  closeSession,
  countAttempt,
  openSession,
  SESSION_SECONDS,
} from './session-records.ts';
import { CONSOLE_LANGUAGES } from './words/console-words.ts';

/** Logging in and out, and the language of the console. */
export function sessionRoutes(ports: Ports, config: Config): Hono {
  const routes = new Hono();
  const { name, isSecure, path } = sessionCookie(config);
  const cookie = { path, secure: isSecure, httpOnly: true, sameSite: 'Strict' as const };

  routes.get('/login', (context) => {
    if (deskOf(context).session) return context.redirect('/console', 303);
    return loginAnswer(context, { status: 200, next: ownPath(context.req.query('next')) });
  });

  routes.post('/login', async (context) => {
    const desk = deskOf(context);
    const form = context.get('form');
    const next = ownPath(form.text('next'));
    const seconds = await countAttempt(ports);
    if (seconds > 0) {
      context.header('Retry-After', String(seconds));
      return loginAnswer(context, {
        status: 429,
        problem: counted(desk, desk.words.login.tooMany, seconds),
        next,
      });
    }
    const token = form.text('token');
    const isKnown = await requireToken(`Bearer ${token}`, config.tokenDigests).then(
      () => true,
      () => false,
    );
    if (!isKnown) return loginAnswer(context, { status: 401, problem: desk.words.login.wrong, next });
    // One session a browser: the one before ends with it.
    if (desk.session) await closeSession(ports, desk.session);
    setCookie(context, name, await openSession(ports, await sha256(token)), {
      ...cookie,
      maxAge: SESSION_SECONDS,
    });
    return context.redirect(next, 303);
  });

  routes.post('/logout', async (context) => {
    const { session } = deskOf(context);
    if (session) await closeSession(ports, session);
    deleteCookie(context, name, cookie);
    return context.redirect('/console/login', 303);
  });

  routes.post('/language', async (context) => {
    const { session } = deskOf(context);
    const form = context.get('form');
    const language = form.text('language');
    const isKnown = Object.hasOwn(CONSOLE_LANGUAGES, language);
    if (session) await chooseLanguage(ports, session, isKnown ? language : undefined);
    return context.redirect(ownPath(form.text('next')), 303);
  });
  return routes;
}

/** A page of the console, or its first one: nobody is sent anywhere else. */
function ownPath(given = ''): string {
  return /^\/console(?:[/?][\x21-\x7e]{0,1500})?$/.test(given) && !given.includes('\\') ? given : '/console';
}
