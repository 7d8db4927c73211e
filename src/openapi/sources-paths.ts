type Json = Record<string, unknown>;

/** How the document says what all of its parts say. */
export interface Pieces {
  text(description: string): Json;
  problem: Json;
  parameter(name: string, where: string, description: string): Json;
  token: Json[];
}

/** The addresses of sources, as OpenAPI 3.1. */
export function sourcePaths({ text, problem, parameter, token }: Pieces): Json {
  const source = parameter('id', 'path', 'The id of the source.');
  return {
    '/sources': {
      get: {
        summary: 'Where articles come from by themselves',
        security: token,
        responses: { 200: text('All of them.'), default: problem },
      },
      post: {
        summary: 'Add a source; a secret that the service made is in this answer and in no other',
        security: token,
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Source' } } },
        },
        responses: { 201: text('Added, and asked for the first time soon.'), default: problem },
      },
    },
    '/sources/{id}': {
      get: {
        summary: 'A source with its last runs',
        security: token,
        parameters: [source, parameter('runs', 'query', 'How many of them: 10, 100 at most.')],
        responses: { 200: text('Found.'), default: problem },
      },
      delete: {
        summary: 'Remove a source; its articles stay',
        security: token,
        parameters: [source],
        responses: { 204: text('Removed.'), default: problem },
      },
    },
    '/sources/{id}/run': {
      post: {
        summary: 'Poll a source now; {"withdraw":"all"} lets it withdraw any number of articles for a day',
        security: token,
        parameters: [source],
        responses: { 202: text('It is polled.'), default: problem },
      },
    },
    '/sources/{id}/webhook': {
      post: {
        summary: 'What a source sends, signed with its secret; docs/sources.md lists the forms',
        parameters: [source],
        responses: {
          202: text('Written down; done soon.'),
          200: text('Received before; not done again.'),
          default: problem,
        },
      },
    },
  };
}
