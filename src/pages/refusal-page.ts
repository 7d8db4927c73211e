import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Config } from '../domain/config.ts';
import { PROBLEMS, type Problem } from '../domain/problem.ts';
import { renderPage } from './document.ts';
import { foreignMarks, voiceOf } from './words.ts';

/**
 * A refusal for somebody with a browser: in the publication's language what a reader can use, then in English what the
 * problem says for those who can mend it.
 */
export function renderRefusalPage(config: Config, problem: Problem): string {
  const { status, title } = PROBLEMS[problem.code];
  const { words, language } = voiceOf(config.publication.language);
  const english = foreignMarks('en', language);
  const told =
    status === 404
      ? { title: words.notFound, help: words.notFoundHelp }
      : status >= 500
        ? { title: words.failed, help: words.failedHelp }
        : undefined;
  const main = [
    h('article', { class: 'article' }, [
      h('p', { class: 'kicker' }, String(status)),
      h('h1', told ? {} : english, told?.title ?? title),
      told ? h('p', told.help) : undefined,
      h('div', { class: told ? 'rights' : undefined, ...english }, [
        h('p', { dir: 'auto' }, problem.detail),
        fieldErrors(problem),
        h('p', [h('a', { href: `/problems/${problem.code}` }, 'About this kind of problem')]),
      ]),
      h('p', [h('a', { href: '/' }, words.home)]),
    ]),
  ];
  const head = [h('meta', { name: 'robots', content: 'noindex' })];
  return renderPage(config, { title: told?.title ?? title, language, head, main });
}

function fieldErrors({ errors = [] }: Problem): Element | undefined {
  if (errors.length === 0) return undefined;
  const entries = errors.flatMap(({ field, detail }) => [
    h('dt', [h('code', field)]),
    h('dd', { dir: 'auto' }, detail),
  ]);
  return h('dl', entries);
}
