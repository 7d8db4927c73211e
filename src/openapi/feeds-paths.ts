import { type Json, PROBLEM, parameter, read, text } from './operation-parts.ts';

const TOPIC = parameter('topic', 'path', 'all, section/{slug}, author/{slug}, tag/{slug} or lang/{code}.');
/** How a feed may be narrowed and paged; docs/feeds.md explains each. */
const NARROWING = [
  ['section', 'Only articles of this section, by its slug.'],
  ['author', 'Only articles by this author; may be repeated, as may tag.'],
  ['tag', 'Only articles with this tag.'],
  ['lang', 'Only articles in this language.'],
  ['content', 'full or summary.'],
  ['page', 'An archive document, counted from the oldest.'],
  ['before', 'A cursor: follow the links.'],
].map(([name = '', description = '']) => parameter(name, 'query', description));

/** The addresses of feeds and of the hub that tells of their changes, as OpenAPI 3.1. */
export function feedPaths(): Json {
  return {
    '/feeds/{topic}.{format}': read('A feed', [
      TOPIC,
      parameter('format', 'path', 'rss, atom or json.'),
      ...NARROWING,
    ]),
    '/feeds/{topic}': read('A feed as a page for people, or in the format that is accepted', [TOPIC]),
    '/feeds.opml': read('Every feed, as OPML', []),
    '/sitemap-news.xml': read('The articles of two days, for Google News', []),
    '/hub': {
      post: {
        summary:
          'Subscribe to a feed, end a subscription, or ping (WebSub); a form, answered before it is verified',
        responses: { 202: text('Will be verified.'), default: PROBLEM },
      },
    },
  };
}
