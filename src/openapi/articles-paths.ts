import { STATED_FIELDS } from './article-fields.ts';
import { ARTICLE_ID, type Json, PROBLEM, parameter, read, TOKEN, text } from './operation-parts.ts';

const IF_MATCH = parameter('If-Match', 'header', 'The ETag of the version you changed.');
const IF_NONE_MATCH = parameter('If-None-Match', 'header', '`*`: only create the article, never change it.');
const STATED = STATED_FIELDS.map(([name, description]) => parameter(name, 'query', description));

const ARTICLE_BODY: Json = {
  required: true,
  content: {
    'application/json': { schema: { $ref: '#/components/schemas/JsonArticle' } },
    'text/plain': {
      schema: { type: 'string', description: 'Flattened text; fields may be stated in the query.' },
    },
    'text/html': {
      schema: { type: 'string', description: 'A page or a body; fields may be stated in the query.' },
    },
    'text/markdown': {
      schema: { type: 'string', description: 'Markdown, with YAML front matter if you like.' },
    },
  },
};

/** The addresses of articles, as OpenAPI 3.1. */
export function articlePaths(): Json {
  return {
    '/articles': {
      get: {
        summary: 'Live articles, newest first',
        parameters: [parameter('after', 'query', 'The cursor of the page before.')],
        responses: { 200: text('A page of articles, with the next one’s address.'), default: PROBLEM },
      },
      post: publishing(
        'Publish an article, or the page at a url; the same canonical URL or Idempotency-Key finds it again',
        [
          ...STATED,
          parameter('Idempotency-Key', 'header', 'Names this request: repeating it makes no second article.'),
          IF_MATCH,
        ],
      ),
    },
    '/articles/{id}': {
      ...read('The page of an article', [ARTICLE_ID]),
      put: publishing('Publish or change the article of this id', [
        ARTICLE_ID,
        ...STATED,
        IF_MATCH,
        IF_NONE_MATCH,
      ]),
      delete: {
        summary: 'Withdraw an article: 410 from now on, out of every feed; 404 where it was never public',
        security: TOKEN,
        parameters: [ARTICLE_ID, IF_MATCH],
        responses: {
          200: text('Withdrawn, with the state of every output that it reaches.'),
          default: PROBLEM,
        },
      },
    },
    '/articles/{id}.json': read('An article as data; with the token also while it is embargoed or withheld', [
      ARTICLE_ID,
    ]),
    '/articles/{id}/versions': {
      get: {
        summary: 'The versions an article had, the newest first',
        security: TOKEN,
        parameters: [
          ARTICLE_ID,
          parameter('before', 'query', 'The number of a version: only those before it.'),
        ],
        responses: { 200: text('A page of versions, with the next one’s address.'), default: PROBLEM },
      },
    },
  };
}

function publishing(summary: string, parameters: Json[]): Json {
  return {
    summary,
    security: TOKEN,
    parameters,
    requestBody: ARTICLE_BODY,
    responses: { 201: text('Created.'), 200: text('Updated, or unchanged.'), default: PROBLEM },
  };
}
