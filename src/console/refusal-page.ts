import { h } from 'hastscript';
import type { Context } from 'hono';
import { PROBLEMS, type Problem } from '../domain/problem.ts';
import { deskOf } from './desk.ts';
import { consolePage } from './layout.ts';

type RefusalStatus = 403 | 404;

/** The page that says why something was not done. */
export function refusalPage(
  context: Context,
  status: RefusalStatus,
  words: string,
): Response | Promise<Response> {
  const desk = deskOf(context);
  const content = [
    h('p', { class: 'errors' }, words),
    h('p', [h('a', { href: '/console' }, desk.words.nav.dashboard)]),
  ];
  return context.html(consolePage({ desk, title: desk.words.refusals.title, content }), status);
}

/** The same for a problem: what is wrong, and what to do about it. */
export function problemPage(
  context: Context,
  { code, detail, errors = [] }: Problem,
): Response | Promise<Response> {
  const desk = deskOf(context);
  const { status, title, mend } = PROBLEMS[code];
  const content = [
    h('div', { class: 'errors', lang: 'en' }, [
      h('p', [h('strong', `${title}. `), detail]),
      errors.length > 0
        ? h(
            'ul',
            errors.map((error) => h('li', `${error.field}: ${error.detail}`)),
          )
        : undefined,
      h('p', [mend, ' ', h('a', { href: `/problems/${code}` }, code)]),
    ]),
    h('p', [h('a', { href: '/console' }, desk.words.nav.dashboard)]),
  ];
  return context.html(consolePage({ desk, title: desk.words.refusals.title, content }), status);
}
