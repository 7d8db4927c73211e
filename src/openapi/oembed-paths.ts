import { ARTICLE_ID, type Json, parameter, read } from './operation-parts.ts';

/** The addresses of oEmbed, as OpenAPI 3.1. */
export function oembedPaths(): Json {
  return {
    '/oembed': read('An article or a card as oEmbed', [
      parameter(
        'url',
        'query',
        'Its address here, or on the publisher’s site; of a post, the post’s own.',
        true,
      ),
      parameter('format', 'query', 'json or xml.'),
      parameter('maxwidth', 'query', 'Room, in pixels.'),
      parameter('maxheight', 'query', 'Room, in pixels.'),
    ]),
    '/oembed/articles/{id}': read('An article as it stands in a frame', [ARTICLE_ID]),
  };
}
