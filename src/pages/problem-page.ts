import { h } from 'hastscript';
import type { Config } from '../domain/config.ts';
import { PROBLEMS, type ProblemCode } from '../domain/problem.ts';
import { renderPage } from './document.ts';

/** The page a problem's `type` leads to: what it means and what to do. */
export function renderProblemPage(config: Config, code: ProblemCode): string {
  const { title, status, mend } = PROBLEMS[code];
  const main = [
    h('article', { class: 'article' }, [
      h('h1', title),
      h('p', mend),
      h('p', { class: 'byline' }, [h('code', code), ` · HTTP ${status}`]),
    ]),
  ];
  return renderPage(config, { title, language: 'en', main });
}
