import { Problem } from '../domain/problem.ts';

// C0 but TAB, LF, CR; DEL; C1 but NEL; lone surrogates; noncharacters. XML 1.0 §2.2 takes hardly any of them, HTML none.
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\p{Cs}\p{Noncharacter_Code_Point}]/u;

/**
 * Refuses what holds a character that no text may hold, in any string at any depth.
 * Throws `Problem('forbidden-character')` that names the field, the code point and where it stands.
 */
export function refuseForbiddenCharacters(value: unknown, field: string): void {
  if (typeof value === 'string') {
    const found = FORBIDDEN.exec(value);
    if (found) throw forbidden(field, value, found.index);
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => {
      refuseForbiddenCharacters(item, `${field}.${index}`);
    });
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) {
      refuseForbiddenCharacters(item, field === '' ? name : `${field}.${name}`);
    }
  }
}

/** Refuses U+0000 anywhere in a source: parsers drop it silently, and the words would change. */
export function refuseNul(source: string): void {
  const index = source.indexOf('\0');
  if (index !== -1) throw forbidden('body', source, index);
}

function forbidden(field: string, text: string, index: number): Problem {
  const code = (text.codePointAt(index) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const before = text.slice(Math.max(0, index - 20), index).toWellFormed();
  const place = before === '' ? 'at its beginning' : `after ${JSON.stringify(before)}`;
  // A place in what was made of the body is none in what was sent.
  const number = /^(?:body\.|embeds\.)/.test(field) ? '' : ` as character ${index + 1}`;
  const detail = `holds U+${code}${number}, ${place}`;
  return new Problem(
    'forbidden-character',
    `The field ${field} ${detail}. Remove it and send the article again.`,
    {
      errors: [{ field, detail }],
    },
  );
}
