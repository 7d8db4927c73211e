import type { Element } from 'hast';
import { h } from 'hastscript';
import { PRODUCT_PROFILES, type Product } from '../../domain/partner.ts';
import type { Problem } from '../../domain/problem.ts';
import { type Partner, readPartner, readProduct } from '../../partners/partner-request.ts';
import type { Desk } from '../desk.ts';
import { checkbox, errorSummary, type FieldParts, field, fieldId, hiddenFields, postForm } from '../forms.ts';
import type { SentForm } from '../sent-form.ts';

/** What stands in a form by the names of its fields. */
export type Values = Record<string, string>;

/** A form that was sent and cannot be taken. */
export interface Rejection {
  values: Values;
  /** Products whose boxes were ticked. */
  held?: string[];
  problem: Problem;
}

const PRODUCT_FIELDS = [
  'id',
  'name',
  'permit',
  'block',
  'text',
  'pictures',
  'uncleared',
  'territories',
  'licence',
  'embargo',
  'profile',
];
const PARTNER_FIELDS = ['id', 'name', 'requests'];
/** How the fields of a refusal are called in the form. */
const FORM_NAMES: Record<string, string> = {
  embargoMinutes: 'embargo',
  requestsPerMinute: 'requests',
  'rights.licence': 'licence',
  'rights.territories': 'territories',
};

/** The values that a form was sent with. */
export function valuesOf(form: SentForm, kind: 'product' | 'partner'): Values {
  const names = kind === 'product' ? PRODUCT_FIELDS : PARTNER_FIELDS;
  return Object.fromEntries(names.map((name) => [name, form.text(name)]));
}

/** A product as its form says. Throws `invalid-partner`. */
export function productOfForm(form: SentForm): Product {
  const lines = (name: string) =>
    form
      .text(name)
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
  const words = (name: string) => (form.text(name) === '' ? undefined : form.text(name));
  const rights = {
    text: words('text'),
    pictures: words('pictures'),
    uncleared: words('uncleared'),
    territories: words('territories'),
    licence: words('licence'),
  };
  const embargoMinutes = numberOf(form.text('embargo'));
  const body = {
    name: form.text('name'),
    permit: lines('permit'),
    block: lines('block'),
    rights,
    profile: words('profile'),
    embargoMinutes,
  };
  return readProduct(form.text('id'), JSON.stringify(body));
}

/** The products whose boxes are ticked, by their ids. */
export function ticked(form: SentForm, products: readonly Product[]): string[] {
  return products.map(({ id }) => id).filter((id) => form.has(`product-${id}`));
}

/** A partner as its form says, with the products whose boxes are ticked. Throws `invalid-partner`. */
export function partnerOfForm(form: SentForm, products: readonly Product[]): Partner {
  const body = {
    name: form.text('name'),
    products: ticked(form, products),
    requestsPerMinute: numberOf(form.text('requests')),
  };
  return readPartner(form.text('id'), JSON.stringify(body));
}

/** What stands in the form of a product that is there. */
export function productValues({ id, name, permit, block, rights, profile, embargoMinutes }: Product): Values {
  return {
    id,
    name,
    permit: permit.join('\n'),
    block: block.join('\n'),
    text: rights.text,
    pictures: rights.pictures,
    uncleared: rights.uncleared,
    territories: rights.territories ?? '',
    licence: rights.licence ?? '',
    embargo: String(embargoMinutes),
    profile,
  };
}

/** The form of a partner stands on the same page. */
function productFieldId(name: string): string {
  return fieldId(`product-${name}`);
}

/** The form of a product; `id` is where it cannot be chosen any more. */
export function productForm(
  desk: Desk,
  values: Values,
  problem?: Problem,
  id?: string,
): (Element | undefined)[] {
  const words = desk.words.partnerPages;
  const errors = renamed(problem);
  const own = (parts: FieldParts) => field({ ...parts, id: productFieldId(parts.name) }, errors);
  const choice = (name: string, label: string, options: Record<string, string>) =>
    own({ name, label, value: values[name], options: Object.entries(options) });
  const profiles = Object.fromEntries(PRODUCT_PROFILES.map((name) => [name, words.profiles[name]]));
  return [
    problem ? errorSummary(desk.words, problem.detail, errors, PRODUCT_FIELDS, productFieldId) : undefined,
    postForm(desk, '/console/partners/products', [
      ...hiddenFields(id === undefined ? {} : { known: 'yes' }),
      idField(desk, values, errors, id, productFieldId('id')),
      own({ name: 'name', label: words.name, value: values.name, required: true }),
      own({
        name: 'permit',
        label: words.permit,
        hint: words.permitHint,
        value: values.permit,
        rows: 4,
        code: true,
      }),
      own({
        name: 'block',
        label: words.block,
        hint: words.blockHint,
        value: values.block,
        rows: 2,
        code: true,
      }),
      choice('text', words.text, words.texts),
      own({
        name: 'pictures',
        label: words.pictures,
        value: values.pictures ?? 'cleared',
        options: Object.entries(words.pictureRights),
      }),
      choice('uncleared', words.uncleared, words.unclearedRights),
      own({ name: 'embargo', label: words.embargo, hint: words.embargoHint, value: values.embargo ?? '0' }),
      choice('profile', words.profile, profiles),
      own({ name: 'licence', label: words.licence, value: values.licence, rows: 2 }),
      own({ name: 'territories', label: words.territories, value: values.territories }),
      h('button', { type: 'submit' }, id === undefined ? words.makeProduct : words.save),
    ]),
  ];
}

/** The form of a partner, with a box for each product. */
export function partnerForm(
  desk: Desk,
  values: Values,
  products: readonly Product[],
  { held, problem, id }: { held: readonly string[]; problem?: Problem | undefined; id?: string },
): (Element | undefined)[] {
  const words = desk.words.partnerPages;
  const errors = renamed(problem);
  const box = ({ id: product, name: label }: Product) => {
    const name = `product-${product}`;
    return checkbox({ name, id: name, label, checked: held.includes(product) });
  };
  return [
    problem ? errorSummary(desk.words, problem.detail, errors, PARTNER_FIELDS) : undefined,
    postForm(desk, '/console/partners', [
      ...hiddenFields(id === undefined ? {} : { known: 'yes' }),
      idField(desk, values, errors, id),
      field({ name: 'name', label: words.name, value: values.name, required: true }, errors),
      h('fieldset', [
        h('legend', words.products),
        ...(products.length > 0 ? products.map(box) : [h('p', words.noProducts)]),
      ]),
      field({ name: 'requests', label: words.requests, value: values.requests ?? '60' }, errors),
      h('button', { type: 'submit' }, id === undefined ? words.makePartner : words.save),
    ]),
  ];
}

function idField(
  desk: Desk,
  values: Values,
  errors: { field: string; detail: string }[],
  id?: string,
  ownId?: string,
): Element {
  const words = desk.words.partnerPages;
  if (id !== undefined) return h('input', { type: 'hidden', name: 'id', value: id });
  return field(
    {
      name: 'id',
      label: words.id,
      hint: words.idHint,
      value: values.id,
      required: true,
      code: true,
      ...(ownId && { id: ownId }),
    },
    errors,
  );
}

function renamed(problem: Problem | undefined): { field: string; detail: string }[] {
  return (problem?.errors ?? []).map(({ field: name, detail }) => ({
    field: FORM_NAMES[name] ?? name,
    detail,
  }));
}

/** A number where it is one; what is none goes on as it is, to be refused in words. */
function numberOf(text: string): number | string | undefined {
  if (text === '') return undefined;
  return /^\d{1,9}$/.test(text) ? Number(text) : text;
}
