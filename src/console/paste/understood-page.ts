import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { quoteCard } from '../../cards/quote-card.ts';
import type { ArticleDraft } from '../../domain/article.ts';
import type { FoundEmbed } from '../../domain/embed.ts';
import { toInstant } from '../../domain/instant.ts';
import { previewFigure } from '../articles/article-page.ts';
import type { Desk } from '../desk.ts';
import { counted, errorSummary, field, hiddenFields, postForm } from '../forms.ts';
import { consolePage } from '../layout.ts';
import { foreign, rows, section } from '../parts.ts';
import { pictureless } from '../pictureless.ts';
import { fill } from '../words/console-words.ts';
import type { TriedDesign } from './designs.ts';
import { EDITED_FIELDS } from './edited-fields.ts';
import { carriedSource } from './pasted-source.ts';
import type { Understanding } from './understanding.ts';
import { understoodField, unseenFacts } from './understood-fields.ts';

const MAX_LEFT_OUT = 300;
const FEW_LEFT_OUT = 20;

/** The article as understood: each field to be changed, its posts, its preview, its text, and what was left out. */
export function renderUnderstood(
  desk: Desk,
  understood: Understanding,
  { designs, dropped }: { designs: readonly TriedDesign[]; dropped: readonly string[] },
): string {
  const { words } = desk;
  const { draft, problem, source, id, prefilled } = understood;
  const errors = problem?.errors ?? [];
  const form = postForm(desk, '/console/paste', [
    ...hiddenFields({
      ...carriedSource(source),
      known: etagOf(understood),
      filled: JSON.stringify(prefilled.texts),
    }),
    field({ name: 'id', label: words.fields.id, hint: words.paste.idHint, value: id, code: true }, errors),
    ...EDITED_FIELDS.map((name) => understoodField(desk, name, understood)),
    unseenFacts(desk, understood),
    h('p', { class: 'warning' }, [verdict(desk, understood)]),
    h('p', { class: 'actions' }, [
      h('button', { type: 'submit', name: 'step', value: 'check', class: 'second' }, words.paste.check),
      draft && !problem
        ? h('button', { type: 'submit', name: 'step', value: 'publish' }, words.paste.publish)
        : undefined,
      h('button', { type: 'submit', name: 'step', value: 'back', class: 'quiet' }, words.paste.back),
    ]),
  ]);
  const content = [
    problem ? errorSummary(words, problem.detail, errors, ['id', ...EDITED_FIELDS]) : undefined,
    section(words.paste.fields, [prefilled.kept.length > 0 ? h('p', words.paste.keptLead) : undefined, form]),
    draft
      ? section(
          words.articles.preview,
          designs.map((design) => designFigure(desk, design)),
        )
      : undefined,
    draft ? section(words.articles.posts, [postsFound(desk, draft)]) : undefined,
    draft ? section(words.paste.text, [textOf(desk, draft)]) : undefined,
    draft ? section(words.paste.leftOut, leftOutList(desk, dropped)) : undefined,
  ];
  const trail = [{ href: '/console/paste', words: words.paste.title }];
  return consolePage({ desk, title: words.paste.understood, section: 'paste', trail, content });
}

/** Of what publishing would replace; what was withdrawn is as good as not there. */
function etagOf({ current }: Understanding): string {
  return current && current.article.state !== 'withdrawn' ? current.etag : '';
}

/** What publishing would do. */
function verdict({ words }: Desk, { current, draft, problem }: Understanding): ElementContent | string {
  if (!draft || problem) return words.paste.notYet;
  if (!current) return words.paste.makesNew;
  const { id, title, version, state } = current.article;
  const pattern = state === 'withdrawn' ? words.paste.bringsBack : words.paste.makesVersion;
  return h('span', [
    fill(pattern, { version: version + 1 }),
    ' ',
    h('a', { href: `/console/articles/${id}` }, [foreign(title, current.article.language)]),
  ]);
}

function designFigure(desk: Desk, { design, isOwn, link }: TriedDesign): Element {
  const { words } = desk;
  const name = words.paste.designs[design];
  return h('div', [
    h('h3', isOwn ? fill(words.paste.ownDesign, { name }) : name),
    link ? previewFigure(desk, link) : h('p', words.paste.tooLong),
  ]);
}

function postsFound(desk: Desk, draft: ArticleDraft): Element {
  const { words, config } = desk;
  const capturedAt = toInstant(desk.now);
  const entry = ({ ref, capture }: FoundEmbed) =>
    h('li', [
      h('p', [
        h('code', ref.capture),
        ` ${words.paste.forms[ref.form]}, ${counted(desk, words.articles.sure, Math.round(ref.confidence * 100))}`,
      ]),
      quoteCard({ ...capture, capturedAt }, { language: draft.language, onDeleted: config.onDeleted }),
    ]);
  return rows(draft.embeds.map(entry), words.articles.noPosts);
}

function textOf({ words }: Desk, { body, language, direction }: ArticleDraft): Element {
  return h('details', [
    h('summary', words.paste.showText),
    h(
      'div',
      { class: 'article-text', lang: language, dir: direction },
      body.flatMap((block) =>
        block.type === 'html'
          ? pictureless(block.html, words.fields.image)
          : [h('p', [h('code', `[${block.ref.capture}]`)])],
      ),
    ),
  ]);
}

function leftOutList(desk: Desk, dropped: readonly string[]): (Element | string)[] {
  const { words } = desk;
  if (dropped.length === 0) return [h('p', words.paste.nothingLeftOut)];
  const shown = dropped.slice(0, MAX_LEFT_OUT).map((line) => h('li', [foreign(line)]));
  return [
    h('p', words.paste.leftOutHint),
    h('details', { open: dropped.length <= FEW_LEFT_OUT }, [
      h('summary', counted(desk, words.paste.leftOutLines, dropped.length)),
      h('ul', { class: 'left-out' }, [...shown, ...(dropped.length > MAX_LEFT_OUT ? [h('li', '…')] : [])]),
    ]),
  ];
}
