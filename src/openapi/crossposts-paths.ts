type Json = Record<string, unknown>;

/** How the document says what all of its parts say. */
interface Pieces {
  text(description: string): Json;
  problem: Json;
  parameter(name: string, where: string, description: string): Json;
  token: Json[];
}

/** The addresses of crossposts, as OpenAPI 3.1. */
export function crosspostPaths({ text, problem, parameter, token }: Pieces): Json {
  const article = parameter('articleId', 'path', 'The id of the article.');
  const one = {
    get: {
      summary: 'What became of one article; "former" has what other accounts posted of it',
      security: token,
      parameters: [article],
      responses: { 200: text('Found.'), default: problem },
    },
    post: {
      summary: 'Post an article that failed, or was never posted',
      security: token,
      parameters: [article],
      responses: { 202: text('It is posted soon.'), default: problem },
    },
  };
  return {
    '/crossposts': {
      get: {
        summary: 'What became of articles on Bluesky, the newest change first',
        security: token,
        parameters: [
          parameter('limit', 'query', 'How many: 100, 500 at most.'),
          parameter('before', 'query', 'What "next" said in the answer before.'),
        ],
        responses: { 200: text('waiting, posted, updated, deleted or failed, each.'), default: problem },
      },
    },
    '/crossposts/account': {
      get: {
        summary: 'The account that articles are posted by, without its password',
        security: token,
        responses: { 200: text('Set, and working or refused.'), default: problem },
      },
      put: {
        summary: 'Set the account: it is logged in with at once',
        security: token,
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/CrosspostAccount' } } },
        },
        responses: { 200: text('Set; articles are posted from now on.'), default: problem },
      },
      delete: {
        summary: 'Forget the account; its posts stay',
        security: token,
        responses: { 204: text('Forgotten.'), default: problem },
      },
    },
    '/crossposts/articles/{articleId}': one,
    '/crossposts/{articleId}': {
      summary: 'The older address of it, which an article named "account" does not have',
      ...one,
    },
  };
}
