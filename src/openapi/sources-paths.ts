import { type Json, jsonBody, PROBLEM, parameter, TOKEN, text } from './operation-parts.ts';

/** The addresses of sources, as OpenAPI 3.1. */
export function sourcePaths(): Json {
  const source = parameter('id', 'path', 'The id of the source.');
  return {
    '/sources': {
      get: {
        summary: 'Where articles come from by themselves',
        security: TOKEN,
        responses: { 200: text('All of them.'), default: PROBLEM },
      },
      post: {
        summary: 'Add a source; a secret that the service made is in this answer and in no other',
        security: TOKEN,
        requestBody: jsonBody('Source'),
        responses: { 201: text('Added, and asked for the first time soon.'), default: PROBLEM },
      },
    },
    '/sources/{id}': {
      get: {
        summary: 'A source with its last runs',
        security: TOKEN,
        parameters: [source, parameter('runs', 'query', 'How many of them: 10, 100 at most.')],
        responses: { 200: text('Found.'), default: PROBLEM },
      },
      delete: {
        summary: 'Remove a source; its articles stay',
        security: TOKEN,
        parameters: [source],
        responses: { 204: text('Removed.'), default: PROBLEM },
      },
    },
    '/sources/{id}/run': {
      post: {
        summary: 'Poll a source now; {"withdraw":"all"} lets it withdraw any number of articles for a day',
        security: TOKEN,
        parameters: [source],
        responses: { 202: text('It is polled.'), default: PROBLEM },
      },
    },
    '/sources/{id}/webhook': {
      post: {
        summary: 'What a source sends, signed with its secret; docs/sources.md lists the forms',
        parameters: [source],
        responses: {
          202: text('Written down; done soon.'),
          200: text('Received before; not done again.'),
          default: PROBLEM,
        },
      },
    },
  };
}
