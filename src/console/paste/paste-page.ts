import { h } from 'hastscript';
import type { Problem } from '../../domain/problem.ts';
import type { Desk } from '../desk.ts';
import { errorSummary, field, hiddenFields, postForm } from '../forms.ts';
import { consolePage } from '../layout.ts';
import { section } from '../parts.ts';
import { fill } from '../words/console-words.ts';
import type { EditedField, Edits } from './edited-fields.ts';
import { PASTE_KINDS, type PasteValues } from './pasted-source.ts';

export interface PasteParts {
  /** Of the article that it is a version of, or that it is to be. */
  id: string;
  values?: PasteValues;
  /** What was filled in by hand on the page after this one, and stays. */
  edits?: Edits;
  problem?: Problem;
}

/** Two forms: for what is pasted, and for the address of a page. */
export function renderPaste(desk: Desk, { id, values, edits = {}, problem }: PasteParts): string {
  const { words } = desk;
  const filledIn = Object.keys(edits) as EditedField[];
  const named = hiddenFields({
    ...(id !== '' && { id }),
    ...(filledIn.length > 0 && { edits: JSON.stringify(edits) }),
  });
  const errors = problem?.errors ?? [];
  const busy = (form: ReturnType<typeof postForm>) => {
    form.properties.dataBusy = words.paste.busy;
    return form;
  };
  const content = [
    problem ? errorSummary(words, problem.detail, errors, ['url']) : undefined,
    h('p', { class: 'lead' }, words.paste.lead),
    id === '' ? undefined : h('p', { class: 'warning' }, fill(words.paste.nextVersion, { id })),
    filledIn.length > 0
      ? h(
          'p',
          { class: 'notice' },
          fill(words.paste.carried, { fields: filledIn.map((name) => words.fields[name]).join(', ') }),
        )
      : undefined,
    section(words.paste.byText, [
      postForm(desk, '/console/paste', [
        ...named,
        field({
          name: 'source',
          label: words.paste.source,
          hint: words.paste.sourceHint,
          value: values?.source,
          rows: 16,
        }),
        field({
          name: 'kind',
          label: words.paste.kind,
          value: values?.kind ?? 'auto',
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
              value: values?.url,
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
