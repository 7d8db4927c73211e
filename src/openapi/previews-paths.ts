import { ARTICLE_ID, type Json, jsonBody, PROBLEM, parameter, read, TOKEN, text } from './operation-parts.ts';

/** The addresses of previews, as OpenAPI 3.1. */
export function previewPaths(): Json {
  return {
    '/previews/{id}': {
      get: {
        summary: 'Leads to the newest preview',
        parameters: [ARTICLE_ID],
        responses: { 302: text('There.'), default: PROBLEM },
      },
    },
    '/previews/{id}/{hash}.{format}': read('A preview of 1200 × 630 pixels; never changes', [
      ARTICLE_ID,
      parameter('hash', 'path', 'Names the picture.'),
      parameter('format', 'path', 'jpg with a photo, else png.'),
    ]),
    '/previews/preview': {
      post: {
        summary:
          'A preview of fields that nothing was published of; with Accept: application/json a link to it',
        security: TOKEN,
        requestBody: jsonBody('PreviewFields'),
        responses: { 200: text('The picture, or a link that shows it for an hour.'), default: PROBLEM },
      },
    },
  };
}
