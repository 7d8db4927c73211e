import { type Json, PROBLEM, parameter, read, TOKEN, text } from './operation-parts.ts';

const POST_ID = parameter('id', 'path', 'The id of the post.');
const PLATFORM = parameter(
  'platform',
  'path',
  'x, bluesky, mastodon, or a platform whose posts become link cards.',
);
const POST_ADDRESS = parameter('url', 'query', 'The address of a post.', true);

/** The addresses of quote cards, as OpenAPI 3.1. */
export function cardPaths(): Json {
  return {
    '/cards/{platform}/{id}.{format}': read('The quote card of a post', [
      PLATFORM,
      POST_ID,
      parameter('format', 'path', 'html, mail.html, md, json, txt or png.'),
    ]),
    '/cards/{platform}/{subject}': {
      delete: takeDown([
        PLATFORM,
        parameter('subject', 'path', 'The id of a post, or @handle for all of an author.'),
      ]),
    },
    '/cards': {
      get: {
        summary: 'Leads from the address of a post to its card',
        security: TOKEN,
        parameters: [POST_ADDRESS],
        responses: { 302: text('To the card.'), default: PROBLEM },
      },
      delete: takeDown([POST_ADDRESS]),
    },
    '/cards/media/{file}': read('Our copy of a picture of a post', [
      parameter('file', 'path', 'As cards name it.'),
    ]),
    '/cards/sheet': read('Every state of a card, of invented posts', []),
  };
}

function takeDown(parameters: Json[]): Json {
  return {
    summary: 'Take a post or an author down for good, everywhere',
    security: TOKEN,
    parameters,
    responses: { 200: text('What it reached.'), default: PROBLEM },
  };
}
