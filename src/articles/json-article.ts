import * as z from 'zod/v4';
import { Problem } from '../domain/problem.ts';
import { ARTICLE_ID_RULE, isArticleId } from './article-id.ts';
import { GIVEN_SHAPE, type GivenFields } from './given.ts';
import { schemaProblem } from './schema-problem.ts';
import type { Source } from './source.ts';

/** The body of an article as JSON. */
export interface JsonArticle extends GivenFields {
  id?: string | undefined;
  html?: string | undefined;
  text?: string | undefined;
  markdown?: string | undefined;
}

const FORMS = ['html', 'text', 'markdown'] as const;

/** An article as JSON: what is stated about it, and its body in exactly one of three forms. */
export const jsonArticle: z.ZodType<JsonArticle> = z
  .strictObject({
    id: z
      .string()
      .refine(isArticleId, `must be ${ARTICLE_ID_RULE}`)
      .optional()
      .describe('The name of the article in our addresses. Made by the service where none is given.'),
    ...GIVEN_SHAPE,
    html: z.string().optional().describe('The body as HTML: a fragment or a whole page.'),
    text: z.string().optional().describe('The body as plain text, a paragraph on each line.'),
    markdown: z
      .string()
      .optional()
      .describe('The body as Markdown (CommonMark with tables), with front matter if you like.'),
  })
  .refine((article) => FORMS.filter((form) => article[form] !== undefined).length === 1, {
    message: 'must hold exactly one of html, text and markdown',
  })
  .meta({
    title: 'Article',
    description: 'An article to publish. Exactly one of html, text and markdown is given.',
    oneOf: FORMS.map((form) => ({ required: [form] })),
  });

/**
 * Reads the body of an `application/json` request.
 * Throws `Problem('invalid-json')`, or `Problem('invalid-article')` with an error for each field that cannot be taken.
 */
export function readJsonArticle(body: string): { id?: string; source: Source } {
  const result = jsonArticle.safeParse(parseJson(body));
  if (!result.success) throw schemaProblem('The article', result.error.issues);
  const { id, html, text, markdown, ...given } = result.data;
  const form = FORMS.find((name) => result.data[name] !== undefined) ?? 'text';
  const source: Source = { type: form, body: html ?? text ?? markdown ?? '', given, field: form };
  return id === undefined ? { source } : { id, source };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    const why = cause instanceof Error ? ` (${cause.message.slice(0, 120)})` : '';
    throw new Problem('invalid-json', `The body cannot be parsed as JSON${why}.`, { cause });
  }
}
