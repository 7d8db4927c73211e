import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Problem } from '../../domain/problem.ts';
import { SOURCE_KINDS, TEXT_PLACES } from '../../sources/source.ts';
import type { Desk } from '../desk.ts';
import { checkbox, errorSummary, type FieldParts, type FormError, field, postForm } from '../forms.ts';
import { section } from '../parts.ts';
import type { SentForm } from '../sent-form.ts';

const FIRST = ['kind', 'address', 'id', 'every'] as const;
const MORE = ['text', 'since', 'hosts', 'key', 'secret'] as const;
type SourceField = (typeof FIRST)[number] | (typeof MORE)[number];

/** A form that was sent and cannot be taken. */
export interface RefusedSource {
  form: SentForm;
  problem: Problem;
}

/** What the form says, as `POST /sources` takes it; whether that can be taken is found out there. */
export function sourceRequestOf(form: SentForm): string {
  const words = (name: SourceField) => (form.text(name) === '' ? {} : { [name]: form.text(name) });
  const [every, hosts] = [form.text('every'), form.text('hosts')];
  return JSON.stringify({
    kind: form.text('kind'),
    address: form.text('address'),
    ...words('id'),
    ...(every !== '' && { every: /^\d{1,6}$/.test(every) ? Number(every) : every }),
    ...words('text'),
    ...words('since'),
    ...(hosts !== '' && { hosts: hosts.split(/[\s,]+/).filter(Boolean) }),
    ...words('key'),
    ...words('secret'),
    ...(form.has('webhook') && { webhook: true }),
  });
}

/** The form to add a source; as it was sent, where it was refused. */
export function sourceForm(desk: Desk, refused?: RefusedSource): Element {
  const words = desk.words.sourceForm;
  const errors = refused ? errorsOf(desk, refused.problem) : [];
  const own = (name: SourceField, parts: Omit<FieldParts, 'name' | 'value'>, value = '') =>
    field({ name, ...parts, value: refused ? refused.form.text(name) : value }, errors);
  const isMoreWanted =
    refused?.form.has('webhook') ||
    MORE.some((name) => {
      const sent = refused?.form.text(name) ?? '';
      return (sent !== '' && sent !== 'auto') || errors.some(({ field: wrong }) => wrong === name);
    });
  const form = postForm(desk, '/console/sources', [
    own(
      'kind',
      { label: words.kind, options: SOURCE_KINDS.map((kind) => [kind, words.kinds[kind]]) },
      'feed',
    ),
    own('address', {
      label: words.address,
      hint: words.addressHint,
      type: 'url',
      code: true,
      required: true,
    }),
    own('id', { label: words.id, hint: words.idHint, code: true }),
    own('every', { label: words.every }, '15'),
    h('details', { open: isMoreWanted }, [
      h('summary', words.more),
      own(
        'text',
        {
          label: words.text,
          hint: words.textHint,
          options: TEXT_PLACES.map((place) => [place, words.texts[place]]),
        },
        'auto',
      ),
      own('since', { label: words.since, hint: words.sinceHint, code: true }),
      own('hosts', { label: words.hosts, hint: words.hostsHint, rows: 2, code: true }),
      own('key', { label: words.key, hint: words.keyHint, code: true }),
      checkbox({ name: 'webhook', label: words.webhook, checked: refused?.form.has('webhook') ?? false }),
      own('secret', { label: words.secret, hint: words.secretHint, type: 'password' }),
    ]),
    h('button', { type: 'submit' }, words.button),
  ]);
  form.properties.dataBusy = words.busy;
  return section(words.heading, [
    refused
      ? errorSummary(
          desk.words,
          errors.length > 0 ? { text: words.refused, language: desk.language } : refused.problem.detail,
          errors,
          [...FIRST, ...MORE],
        )
      : h('p', words.lead),
    form,
  ]);
}

/** What each field takes, in the language of the console. */
function errorsOf({ words, language }: Desk, { code, errors = [] }: Problem): FormError[] {
  const { sourceForm: own } = words;
  const rules: Record<string, string> = code === 'source-taken' ? own.taken : own.errors;
  const names = [...new Set(errors.map(({ field: path }) => path.split('.')[0] ?? ''))];
  return names.map((name) => {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    const label = own[name as SourceField];
    if (rule && typeof label === 'string') return { field: name, label, detail: rule, language };
    return { field: name, detail: errors.find(({ field: path }) => path.startsWith(name))?.detail ?? '' };
  });
}
