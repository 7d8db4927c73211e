import type { ArticleDraft } from '../domain/article.ts';
import type { FieldError } from '../domain/problem.ts';
import { LIMITS } from './limits.ts';
import { invalidArticle } from './schema-problem.ts';

/** Refuses a source of more than 2 MiB of UTF-8. Throws `Problem('invalid-article')`. */
export function refuseHugeSource(body: string): void {
  if (body.length <= LIMITS.bodyBytes / 3) return;
  if (body.length <= LIMITS.bodyBytes && new TextEncoder().encode(body).length <= LIMITS.bodyBytes) return;
  throw invalidArticle('The article', [{ field: 'body', detail: 'may have 2 MiB at most' }]);
}

/** Refuses a body of more than 5,000 blocks, as soon as there is one too many. Throws `Problem('invalid-article')`. */
export function refuseTooManyBlocks(blocks: number): void {
  if (blocks <= LIMITS.blocks) return;
  throw invalidArticle('The article', [
    { field: 'body', detail: `may have ${LIMITS.blocks} blocks at most` },
  ]);
}

/** Refuses a text with more than 10,000 lines that are not blank. Throws `Problem('invalid-article')`. */
export function refuseTooManyLines(lines: readonly string[]): void {
  let filled = 0;
  for (const line of lines) if (line.trim() !== '') filled++;
  if (filled <= LIMITS.lines) return;
  const detail = `may have ${LIMITS.lines} lines at most, blank ones not counted; it has ${filled}`;
  throw invalidArticle('The article', [{ field: 'body', detail }]);
}

/** Refuses a draft with a field over its limit. Throws `Problem('invalid-article')` with an error for each. */
export function refuseOverlong(draft: ArticleDraft): void {
  refuseTooManyBlocks(draft.body.length);
  const errors: FieldError[] = [];
  const check = (field: string, length: number | undefined, limit: number, unit = 'characters') => {
    if ((length ?? 0) > limit) errors.push({ field, detail: `may have ${limit} ${unit} at most` });
  };
  check('title', draft.title.length, LIMITS.title);
  check('dek', draft.dek?.length, LIMITS.dek);
  check('section', draft.section?.length, LIMITS.name);
  check('authors', draft.authors.length, LIMITS.items, 'entries');
  draft.authors.forEach(({ name }, index) => {
    check(`authors.${index}.name`, name.length, LIMITS.name);
  });
  check('tags', draft.tags.length, LIMITS.items, 'entries');
  draft.tags.forEach((tag, index) => {
    check(`tags.${index}`, tag.length, LIMITS.name);
  });
  check('image.alt', draft.image?.alt?.length, LIMITS.alt);
  check('image.credit', draft.image?.credit?.length, LIMITS.credit);
  check('rights', draft.rights?.length, LIMITS.rights);
  check('source.name', draft.source?.name.length, LIMITS.name);
  if (errors.length > 0) throw invalidArticle('The article', errors);
}
