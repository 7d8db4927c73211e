import { h } from 'hastscript';
import type { Problem } from '../../domain/problem.ts';
import type { Desk } from '../desk.ts';
import { errorSummary, field, hiddenFields, postForm } from '../forms.ts';
import { consolePage } from '../layout.ts';
import { section } from '../parts.ts';
import type { SentForm } from '../sent-form.ts';
import { fill } from '../words/console-words.ts';
import { PASTE_KINDS } from './pasted-source.ts';

/** Two forms: for what is pasted, and for the address of a page; `id` is of the article that it is a version of. */
export function renderPaste(desk: Desk, id: string, sent?: SentForm, problem?: Problem): string {
  const { words } = desk;
  const named = hiddenFields(id === '' ? {} : { id });
  const errors = problem?.errors ?? [];
  const busy = (form: ReturnType<typeof postForm>) => {
    form.properties.dataBusy = words.paste.busy;
    return form;
  };
  const content = [
    problem ? errorSummary(words, problem.detail, errors, ['url']) : undefined,
    h('p', { class: 'lead' }, words.paste.lead),
    id === '' ? undefined : h('p', { class: 'warning' }, fill(words.paste.nextVersion, { id })),
    section(words.paste.byText, [
      postForm(desk, '/console/paste', [
        ...named,
        field({
          name: 'source',
          label: words.paste.source,
          hint: words.paste.sourceHint,
          value: sent?.raw('source'),
          rows: 16,
        }),
        field({
          name: 'kind',
          label: words.paste.kind,
          value: sent?.text('kind') ?? 'auto',
          options: PASTE_KINDS.map((kind) => [kind, words.paste.kinds[kind]] as const),
        }),
        h('button', { type: 'submit', name: 'step', value: 'read' }, words.paste.read),
      ]),
    ]),
    section(words.paste.byAddress, [
      busy(
        postForm(desk, '/console/paste', [
          ...named,
          field(
            {
              name: 'url',
              label: words.paste.url,
              hint: words.paste.urlHint,
              type: 'url',
              value: sent?.text('url'),
              required: true,
              code: true,
            },
            errors,
          ),
          h('button', { type: 'submit', name: 'step', value: 'read' }, words.paste.fetch),
        ]),
      ),
    ]),
  ];
  return consolePage({ desk, title: words.paste.title, section: 'paste', content });
}
