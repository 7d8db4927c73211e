import { type Json, jsonBody, PROBLEM, parameter, read, TOKEN, text } from './operation-parts.ts';

/** The addresses of crossposts, as OpenAPI 3.1. */
export function crosspostPaths(): Json {
  const article = parameter('articleId', 'path', 'The id of the article.');
  const one = {
    get: {
      summary: 'What became of one article; "former" has what other accounts posted of it',
      security: TOKEN,
      parameters: [article],
      responses: { 200: text('Found.'), default: PROBLEM },
    },
    post: {
      summary: 'Post an article that failed, or was never posted',
      security: TOKEN,
      parameters: [article],
      responses: { 202: text('It is posted soon.'), default: PROBLEM },
    },
  };
  return {
    '/crossposts': {
      get: {
        summary: 'What became of articles on Bluesky, the newest change first',
        security: TOKEN,
        parameters: [
          parameter('limit', 'query', 'How many: 100, 500 at most.'),
          parameter('before', 'query', 'What "next" said in the answer before.'),
        ],
        responses: { 200: text('waiting, posted, updated, deleted or failed, each.'), default: PROBLEM },
      },
    },
    '/crossposts/account': {
      get: {
        summary: 'The account that articles are posted by, without its password',
        security: TOKEN,
        responses: { 200: text('Set, and working or refused.'), default: PROBLEM },
      },
      put: {
        summary: 'Set the account: it is logged in with at once',
        security: TOKEN,
        requestBody: jsonBody('CrosspostAccount'),
        responses: { 200: text('Set; articles are posted from now on.'), default: PROBLEM },
      },
      delete: {
        summary: 'Forget the account; its posts stay',
        security: TOKEN,
        responses: { 204: text('Forgotten.'), default: PROBLEM },
      },
    },
    '/crossposts/articles/{articleId}': one,
    '/crossposts/{articleId}': {
      summary: 'The older address of it, which an article named "account" does not have',
      ...one,
    },
    '/.well-known/site.standard.publication': read('Which record of an account this publication is', []),
  };
}
