import * as z from 'zod/v4';
import { Problem } from '../domain/problem.ts';
import { ARTICLE_ID_RULE, isArticleId } from './article-id.ts';
import { GIVEN_SHAPE, type GivenFields } from './given.ts';
import { schemaProblem } from './schema-problem.ts';
import type { Source } from './source.ts';
import { webUrl } from './web-url.ts';

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
  .refine((article) => formsOf(article).length === 1 || (formsOf(article).length === 0 && article.url), {
    message:
      'must hold exactly one of html, text and markdown, or a url alone: then the page there is fetched',
  })
  .meta({
    title: 'Article',
    description:
      'An article to publish. Exactly one of html, text and markdown is given; with a url and none of them, the page there is fetched and read.',
    oneOf: [
      ...FORMS.map((form) => ({ required: [form] })),
      { required: ['url'], not: { anyOf: FORMS.map((form) => ({ required: [form] })) } },
    ],
  });

function formsOf(article: JsonArticle): (typeof FORMS)[number][] {
  return FORMS.filter((form) => article[form] !== undefined);
}

/**
 * Reads the body of an `application/json` request. With a `url` and no body it is a page that is still to be fetched.
 * Throws `Problem('invalid-json')`, or `Problem('invalid-article')` with an error for each field that cannot be taken.
 */
export function readJsonArticle(body: string): { id?: string; source: Source } {
  const result = jsonArticle.safeParse(parseJson(body));
  if (!result.success) throw schemaProblem('The article', result.error.issues);
  const { id, html, text, markdown, ...given } = result.data;
  const [form] = formsOf(result.data);
  const source = form
    ? { body: html ?? text ?? markdown ?? '', type: form, given, field: form }
    : pageSource(given);
  return id === undefined ? { source } : { id, source };
}

/** The page decides which address is the article's own: the one it was sent with may be any that leads there. */
function pageSource({ url = '', ...given }: GivenFields): Source {
  return { type: 'page', body: '', given, address: webUrl(url) ?? url };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    const why = cause instanceof Error ? ` (${cause.message.slice(0, 120)})` : '';
    throw new Problem('invalid-json', `The body cannot be parsed as JSON${why}.`, { cause });
  }
}
