import * as z from 'zod/v4';
import { jsonArticle } from '../articles/json-article.ts';
import { accountFields } from '../crossposts/account-request.ts';
import type { Config } from '../domain/config.ts';
import { PROBLEMS } from '../domain/problem.ts';
import { keyFields, partnerFields, productFields } from '../partners/partner-fields.ts';
import { previewFields } from '../previews/preview-fields.ts';
import { sourceFields } from '../sources/source-request.ts';
import { STATED_FIELDS } from './article-fields.ts';
import { crosspostPaths } from './crossposts-paths.ts';
import { partnerPaths } from './partners-paths.ts';
import { sourcePaths } from './sources-paths.ts';

type Json = Record<string, unknown>;

const text = (description: string): Json => ({ description });
const problem: Json = {
  description: 'A problem (RFC 9457); its type leads to what to do. A page for whoever prefers text/html.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};
const parameter = (name: string, where: string, description: string, required = where === 'path'): Json => ({
  name,
  in: where,
  description,
  required,
  schema: { type: 'string' },
});
const ID = parameter('id', 'path', "The article's id.");
const TOPIC = parameter('topic', 'path', 'all, section/{slug}, author/{slug}, tag/{slug} or lang/{code}.');
const IF_MATCH = parameter('If-Match', 'header', 'The ETag of the version you changed.');

const IF_NONE_MATCH = parameter('If-None-Match', 'header', '`*`: only create the article, never change it.');
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

const STATED = STATED_FIELDS.map(([name, description]) => parameter(name, 'query', description));

const articleBody: Json = {
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
const token = [{ publisherToken: [] }];
const read = (summary: string, parameters: Json[]): Json => ({
  get: {
    summary,
    parameters,
    responses: { 200: text('Found.'), 304: text('Your copy is current.'), default: problem },
  },
});
const publishing = (summary: string, parameters: Json[]): Json => ({
  summary,
  security: token,
  parameters,
  requestBody: articleBody,
  responses: { 201: text('Created.'), 200: text('Updated, or unchanged.'), default: problem },
});

const PLATFORM = parameter(
  'platform',
  'path',
  'x, bluesky, mastodon, or a platform whose posts become link cards.',
);
const POST_ADDRESS = parameter('url', 'query', 'The address of a post.', true);
const takeDown = (parameters: Json[]): Json => ({
  summary: 'Take a post or an author down for good, everywhere',
  security: token,
  parameters,
  responses: { 200: text('What it reached.'), default: problem },
});

/** What the service answers, as OpenAPI 3.1: the schemas are the ones requests are checked by. */
export function openApiDocument(config: Config): Json {
  return {
    openapi: '3.1.0',
    info: { title: `Tearsheet of ${config.publication.name}`, version: '0.1.0' },
    servers: [{ url: config.publicUrl }],
    paths: {
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
          security: token,
          responses: { 200: text('In the text exposition format, version 0.0.4.'), default: problem },
        },
      },
      '/problems/{code}': {
        get: {
          summary: 'Leads to the page of a problem, at /docs/problems/{code}',
          parameters: [parameter('code', 'path', 'The end of its type.')],
          responses: { 301: text('Its page.'), default: problem },
        },
      },
      '/docs': read('The documentation', []),
      '/docs/{page}': read('A page of the documentation', [parameter('page', 'path', 'Its name.')]),
      '/docs/problems/{code}': read('What a problem means and what to do', [
        parameter('code', 'path', 'The end of its type.'),
      ]),
      '/articles': {
        get: {
          summary: 'Live articles, newest first',
          parameters: [parameter('after', 'query', 'The cursor of the page before.')],
          responses: { 200: text('A page of articles, with the next one’s address.'), default: problem },
        },
        post: publishing(
          'Publish an article, or the page at a url; the same canonical URL or Idempotency-Key finds it again',
          [
            ...STATED,
            parameter(
              'Idempotency-Key',
              'header',
              'Names this request: repeating it makes no second article.',
            ),
            IF_MATCH,
          ],
        ),
      },
      '/articles/{id}': {
        ...read('The page of an article', [ID]),
        put: publishing('Publish or change the article of this id', [ID, ...STATED, IF_MATCH, IF_NONE_MATCH]),
        delete: {
          summary: 'Withdraw an article: 410 from now on, out of every feed; 404 where it was never public',
          security: token,
          parameters: [ID, IF_MATCH],
          responses: {
            200: text('Withdrawn, with the state of every output that it reaches.'),
            default: problem,
          },
        },
      },
      '/articles/{id}.json': read(
        'An article as data; with the token also while it is embargoed or withheld',
        [ID],
      ),
      '/articles/{id}/versions': {
        get: {
          summary: 'The versions an article had, the newest first',
          security: token,
          parameters: [ID, parameter('before', 'query', 'The number of a version: only those before it.')],
          responses: { 200: text('A page of versions, with the next one’s address.'), default: problem },
        },
      },
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
          responses: { 202: text('Will be verified.'), default: problem },
        },
      },
      ...sourcePaths({ text, problem, parameter, token }),
      ...crosspostPaths({ text, problem, parameter, token }),
      ...partnerPaths({ text, problem, parameter, token }),
      '/previews/{id}': {
        get: {
          summary: 'Leads to the newest preview',
          parameters: [ID],
          responses: { 302: text('There.'), default: problem },
        },
      },
      '/previews/{id}/{hash}.{format}': read('A preview of 1200 × 630 pixels; never changes', [
        ID,
        parameter('hash', 'path', 'Names the picture.'),
        parameter('format', 'path', 'jpg with a photo, else png.'),
      ]),
      '/previews/preview': {
        post: {
          summary:
            'A preview of fields that nothing was published of; with Accept: application/json a link to it',
          security: token,
          requestBody: {
            required: true,
            content: { 'application/json': { schema: { $ref: '#/components/schemas/PreviewFields' } } },
          },
          responses: { 200: text('The picture, or a link that shows it for an hour.'), default: problem },
        },
      },
      '/cards/{platform}/{id}.{format}': read('The quote card of a post', [
        PLATFORM,
        ID,
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
          security: token,
          parameters: [POST_ADDRESS],
          responses: { 302: text('To the card.'), default: problem },
        },
        delete: takeDown([POST_ADDRESS]),
      },
      '/cards/media/{file}': read('Our copy of a picture of a post', [
        parameter('file', 'path', 'As cards name it.'),
      ]),
      '/.well-known/site.standard.publication': read('Which record of an account this publication is', []),
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
      '/oembed/articles/{id}': read('An article as it stands in a frame', [ID]),
      '/cards/sheet': read('Every state of a card, of invented posts', []),
    },
    components: {
      securitySchemes: {
        publisherToken: { type: 'http', scheme: 'bearer' },
        partnerKey: { type: 'http', scheme: 'bearer' },
      },
      schemas: {
        JsonArticle: z.toJSONSchema(jsonArticle, { io: 'input', unrepresentable: 'any' }),
        PreviewFields: z.toJSONSchema(previewFields, { io: 'input' }),
        Source: z.toJSONSchema(sourceFields, { io: 'input', unrepresentable: 'any' }),
        CrosspostAccount: z.toJSONSchema(accountFields, { io: 'input', unrepresentable: 'any' }),
        Product: z.toJSONSchema(productFields, { io: 'input', unrepresentable: 'any' }),
        Partner: z.toJSONSchema(partnerFields, { io: 'input', unrepresentable: 'any' }),
        PartnerKey: z.toJSONSchema(keyFields, { io: 'input', unrepresentable: 'any' }),
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'detail'],
          properties: {
            type: {
              type: 'string',
              enum: Object.keys(PROBLEMS).map((code) => `${config.publicUrl}/problems/${code}`),
            },
            title: { type: 'string' },
            status: { type: 'integer' },
            detail: { type: 'string', description: 'What is wrong with this request, and what to change.' },
            errors: {
              type: 'array',
              items: {
                type: 'object',
                properties: { field: { type: 'string' }, detail: { type: 'string' } },
              },
            },
          },
        },
      },
    },
  };
}
