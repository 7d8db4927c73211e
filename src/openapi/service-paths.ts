import { type Json, PROBLEM, parameter, read, TOKEN, text } from './operation-parts.ts';

/** The addresses of the service itself and of its documentation, as OpenAPI 3.1. */
export function servicePaths(): Json {
  return {
    '/': { get: { summary: 'The front page: articles and feeds', responses: { 200: text('A page.') } } },
    '/healthz': {
      get: {
        summary: 'Whether the database answers and the storage can be written, a line each',
        responses: { 200: text('All is well.'), 503: text('Something is not; the lines say what.') },
      },
    },
    '/metrics': {
      get: {
        summary: 'Figures for Prometheus; docs/operations.md lists them',
        security: TOKEN,
        responses: { 200: text('In the text exposition format, version 0.0.4.'), default: PROBLEM },
      },
    },
    '/problems/{code}': {
      get: {
        summary: 'Leads to the page of a problem, at /docs/problems/{code}',
        parameters: [parameter('code', 'path', 'The end of its type.')],
        responses: { 301: text('Its page.'), default: PROBLEM },
      },
    },
    '/docs': read('The documentation', []),
    '/docs/{page}': read('A page of the documentation', [parameter('page', 'path', 'Its name.')]),
    '/docs/problems/{code}': read('What a problem means and what to do', [
      parameter('code', 'path', 'The end of its type.'),
    ]),
  };
}
