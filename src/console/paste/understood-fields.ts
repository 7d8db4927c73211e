import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { reading } from '../articles/article-fields.ts';
import type { Desk } from '../desk.ts';
import { type FieldParts, field } from '../forms.ts';
import { facts, foreign } from '../parts.ts';
import { fill } from '../words/console-words.ts';
import type { EditedField } from './edited-fields.ts';
import type { Understanding } from './understanding.ts';

/** How a field is edited; one line of plain text where nothing is said. */
const FORMS: Partial<Record<EditedField, Partial<FieldParts>>> = {
  dek: { rows: 3 },
  authors: { rows: 2 },
  tags: { rows: 2 },
  language: { code: true },
  url: { type: 'url', code: true },
  publishedAt: { code: true },
  updatedAt: { code: true },
  image: { type: 'url', code: true },
  imageAlt: { rows: 2 },
  licence: { type: 'url', code: true },
  embargoUntil: { code: true },
};
/** Of what a field had, or was said to be, so much is shown beside it. */
const MOST_SHOWN = 300;

/** A field of an article as understood, and where what stands in it is from. */
export function understoodField(desk: Desk, name: EditedField, understood: Understanding): Element {
  const { words } = desk;
  const { texts, draft, problem } = understood;
  const hints: Partial<Record<EditedField, string>> = words.paste.hints;
  const parts = [...originOf(desk, name, understood), ...(hints[name] ? [hints[name]] : [])];
  const hint = h('span', separated(parts));
  return field(
    {
      name,
      label: words.fields[name],
      value: texts[name],
      ...(parts.length > 0 && { hint }),
      ...(draft && (name === 'title' || name === 'dek') && { language: draft.language }),
      ...(name === 'status' && {
        options: [
          ['', words.paste.statusKept],
          ['usable', words.paste.statusUsable],
          ['withheld', words.paste.statusWithheld],
        ] as const,
      }),
      ...FORMS[name],
    },
    problem?.errors,
  );
}

/** Sentences on where a field is from, and what else it could be. */
function originOf(desk: Desk, name: EditedField, understood: Understanding): (ElementContent | string)[] {
  const { words } = desk;
  const { texts, draft, current, edited, prefilled } = understood;
  const { kept, said, now } = prefilled;
  const known = draft && texts[name] !== '' && reading(desk, draft, name);
  const from = known ? h('span', [`${words.articles.from} `, known, '.']) : undefined;
  const other = (label: string, value: string | undefined) =>
    value && value !== texts[name]
      ? h('span', [`${label} `, foreign(value.replaceAll('\n', ' · ').slice(0, MOST_SHOWN)), '.'])
      : undefined;
  const present = name === 'updatedAt' ? undefined : other(words.paste.hasNow, now?.[name]);
  const parts = edited.includes(name)
    ? [words.paste.filledIn, present]
    : kept.includes(name)
      ? [
          h('strong', fill(words.paste.kept, { version: current?.article.version ?? '' })),
          other(words.paste.says, said[name]),
          from,
        ]
      : [from, present];
  return parts.filter((part) => part !== undefined);
}

function separated(parts: readonly (ElementContent | string)[]): (ElementContent | string)[] {
  return parts.flatMap((part, index) => (index > 0 ? [' ', part] : [part]));
}

/** What is kept of the article though no field of the form has it. */
export function unseenFacts({ words }: Desk, { draft, current }: Understanding): Element | undefined {
  if (!draft || !current) return undefined;
  const { source, pictureRights } = draft;
  const rights = { syndicate: words.paste.mayShare, 'own-use': words.paste.ownUse };
  return facts([
    [words.fields.source, source && foreign(source.name)],
    [words.fields.image, pictureRights && rights[pictureRights]],
  ]);
}
