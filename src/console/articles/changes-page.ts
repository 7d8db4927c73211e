import { h } from 'hastscript';
import type { Article } from '../../domain/article.ts';
import type { Desk } from '../desk.ts';
import { consolePage } from '../layout.ts';
import { foreign, moment } from '../parts.ts';
import { fill } from '../words/console-words.ts';
import { articleWords } from './article-words.ts';
import { diffWords } from './word-diff.ts';

/** What a version says that the one before it did not, and the other way round. */
export function renderChanges(desk: Desk, before: Article, after: Article): string {
  const words = desk.words.articles;
  const { id, title, language, direction } = after;
  const changes = diffWords(articleWords(before), articleWords(after));
  const isSame = changes?.every(({ kind }) => kind === 'same');
  const content = [
    h('p', [words.updated, ' ', moment(desk, after.updatedAt)]),
    changes === undefined ? h('p', words.tooLong) : isSame ? h('p', words.sameWords) : undefined,
    changes &&
      h(
        'div',
        { class: 'changes', lang: language, dir: direction },
        changes.map(({ kind, text }) => (kind === 'same' ? text : h(kind === 'added' ? 'ins' : 'del', text))),
      ),
  ];
  const trail = [
    { href: '/console/articles', words: words.title },
    { href: `/console/articles/${id}`, words: foreign(title, language) },
  ];
  const heading = fill(words.changes, { from: before.version, to: after.version });
  return consolePage({ desk, title: heading, section: 'articles', trail, content });
}
