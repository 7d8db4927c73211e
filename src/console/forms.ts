import type { Element, ElementContent, Properties } from 'hast';
import { h } from 'hastscript';
import type { Desk } from './desk.ts';
import { type ConsoleWords, fill } from './words/console-words.ts';

/** What is wrong with a field of a form, in words that follow its name. */
export interface FormError {
  field: string;
  detail: string;
  /** Of its words, where that is not English. */
  language?: string;
  /** What the form calls the field. */
  label?: string;
}

/** The field by which a form shows that it stood on one of our pages. */
export function csrfField({ session }: Desk): Element {
  return h('input', { type: 'hidden', name: 'csrf', value: session?.csrf ?? '' });
}

/** A form that changes something. */
export function postForm(desk: Desk, action: string, content: (ElementContent | undefined)[]): Element {
  return h('form', { method: 'post', action, encType: 'multipart/form-data' }, [csrfField(desk), ...content]);
}

/** A form of one button. */
export function postButton(
  desk: Desk,
  action: string,
  words: string,
  fields: Record<string, string> = {},
): Element {
  return h('form', { method: 'post', action, class: 'inline' }, [
    csrfField(desk),
    ...hiddenFields(fields),
    h('button', { type: 'submit' }, words),
  ]);
}

/** Fields that are sent as they are. */
export function hiddenFields(fields: Record<string, string>): Element[] {
  return Object.entries(fields).map(([name, value]) => h('input', { type: 'hidden', name, value }));
}

export interface FieldParts {
  name: string;
  /** What the field is called in its page, where another form there has one of that name. */
  id?: string;
  label: string;
  value?: string | undefined;
  /** Says more than the label. */
  hint?: ElementContent | string | undefined;
  type?: 'text' | 'url' | 'password' | 'search' | 'color';
  /** Makes it a field of several lines. */
  rows?: number;
  /** Makes it a choice: value and words. */
  options?: readonly (readonly [string, string])[];
  /** Of what is written in it. */
  language?: string;
  required?: boolean;
  autocomplete?: string;
  /** Called by code, such as addresses and ids. */
  code?: boolean;
}

/** A label, its field, a hint, and what is wrong with it. */
export function field(parts: FieldParts, errors: readonly FormError[] = []): Element {
  const { name, label, hint } = parts;
  const id = parts.id ?? fieldId(name);
  const own = errors.filter((error) => isOf(error, name));
  const described = [...(hint ? [`${id}-hint`] : []), ...(own.length > 0 ? [`${id}-error`] : [])];
  return h('div', { class: own.length > 0 ? 'field wrong' : 'field' }, [
    h('label', { htmlFor: id }, label),
    hint ? h('p', { id: `${id}-hint`, class: 'hint' }, [hint]) : undefined,
    own.length > 0
      ? h(
          'p',
          { id: `${id}-error`, class: 'error', lang: own[0]?.language ?? 'en' },
          own.map(({ detail }) => detail).join('; '),
        )
      : undefined,
    control(parts, {
      id,
      name,
      ariaDescribedBy: described.length > 0 ? described : undefined,
      ariaInvalid: own.length > 0 ? 'true' : undefined,
      required: parts.required,
      lang: parts.language,
      // Hostile text in a field keeps its own direction.
      dir: parts.code ? 'ltr' : 'auto',
    }),
  ]);
}

function control(parts: FieldParts, common: Properties): Element {
  const { value = '', rows, options, type = 'text', autocomplete } = parts;
  if (options) {
    return h(
      'select',
      { ...common, dir: undefined },
      options.map(([code, words]) => h('option', { value: code, selected: code === value }, words)),
    );
  }
  // A text area loses one line end at its beginning (HTML, "textarea"); ours has one to lose.
  if (rows) return h('textarea', { ...common, rows, spellCheck: !parts.code }, `\n${value}`);
  return h('input', { ...common, type, value, autoComplete: autocomplete ?? 'off' });
}

/** A box to tick, and what it means. */
export function checkbox(parts: { name: string; id?: string; label: string; checked: boolean }): Element {
  const { name, id = fieldId(name), label, checked } = parts;
  return h('p', { class: 'box' }, [
    h('input', { type: 'checkbox', id, name, value: 'yes', checked }),
    ' ',
    h('label', { htmlFor: id }, [h('bdi', label)]),
  ]);
}

/** What is wrong with a form, at its head: each error leads to its field. Takes the focus by script. */
export function errorSummary(
  { errors: words }: ConsoleWords,
  detail: string | { text: string; language: string },
  errors: readonly FormError[],
  shown: readonly string[],
  idOf = fieldId,
): Element {
  const { text: lead, language } = typeof detail === 'string' ? { text: detail, language: 'en' } : detail;
  const line = (error: FormError) => {
    const target = shown.find((name) => isOf(error, name));
    const text = error.label
      ? fill(words.line, { label: error.label, detail: error.detail })
      : `${error.field}: ${error.detail}`;
    return h('li', { lang: error.language ?? 'en' }, [
      target ? h('a', { href: `#${idOf(target)}` }, text) : text,
    ]);
  };
  return h('section', { class: 'errors', id: 'errors', tabIndex: -1, ariaLabelledBy: 'errors-title' }, [
    h('h2', { id: 'errors-title' }, words.title),
    h('p', { lang: language }, lead),
    errors.length > 0 ? h('ul', errors.slice(0, 50).map(line)) : undefined,
  ]);
}

/** What a step reaches, and the button that takes it; nothing of the kind is done without such a page. */
export function confirmation(
  desk: Desk,
  parts: {
    action: string;
    lead: string;
    /** What is reached, in words and numbers. */
    reach: (readonly [string, ElementContent | string | number])[];
    after: string[];
    button: string;
    back: string;
    fields?: Record<string, string>;
  },
): ElementContent[] {
  const { words } = desk;
  return [
    h('p', { class: 'lead' }, parts.lead),
    h('h2', words.confirm.reaches),
    h(
      'dl',
      { class: 'facts reach' },
      parts.reach.map(([term, value]) =>
        h('div', [
          h('dt', term),
          h('dd', [typeof value === 'number' ? new Intl.NumberFormat(desk.language).format(value) : value]),
        ]),
      ),
    ),
    ...parts.after.map((sentence) => h('p', sentence)),
    h('form', { method: 'post', action: parts.action, class: 'decision' }, [
      csrfField(desk),
      ...hiddenFields(parts.fields ?? {}),
      h('button', { type: 'submit', class: 'danger' }, parts.button),
      h('a', { href: parts.back }, words.confirm.cancel),
    ]),
  ];
}

/** How a field of the form is called in its page. */
export function fieldId(name: string): string {
  return `field-${name}`;
}

/** `authors.0.name` is wrong in `authors`. */
function isOf({ field: path }: FormError, name: string): boolean {
  return path === name || path.startsWith(`${name}.`);
}

/** The words for how many of something there are. */
export function counted(desk: Desk, pattern: string, count: number): string {
  return fill(pattern, { count: new Intl.NumberFormat(desk.language).format(count) });
}
