import { h } from 'hastscript';
import type { Context } from 'hono';
import { deskOf } from './desk.ts';
import { field } from './forms.ts';
import { consolePage } from './layout.ts';
import { documented } from './parts.ts';

/** The page to log in on. `next`: where to go then, a path of the console. */
export function loginAnswer(
  context: Context,
  { status, problem, next = '' }: { status: 200 | 401 | 429; problem?: string; next?: string },
): Response | Promise<Response> {
  const desk = deskOf(context);
  const { login } = desk.words;
  const hasTokens = desk.config.tokenDigests.length > 0;
  const words = problem ?? (status === 401 ? login.needed : undefined);
  const content = [
    words ? h('p', { class: 'errors', role: 'alert' }, words) : undefined,
    hasTokens
      ? h('form', { method: 'post', action: '/console/login' }, [
          h('input', { type: 'hidden', name: 'next', value: next }),
          field({
            name: 'token',
            label: login.token,
            hint: login.hint,
            type: 'password',
            required: true,
            autocomplete: 'current-password',
            code: true,
          }),
          h('button', { type: 'submit' }, login.button),
        ])
      : h('p', documented(login.none)),
  ];
  return context.html(consolePage({ desk, title: login.title, content }), status);
}
