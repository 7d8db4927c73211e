import { LEFT_OUT_REASONS } from '../partners/profiles/profile-writer.ts';
import type { Pieces } from './sources-paths.ts';

type Json = Record<string, unknown>;

const LEFT_OUT: Json = {
  'application/json': {
    schema: {
      type: 'object',
      required: ['leftOut'],
      properties: {
        leftOut: {
          description:
            'Which of its newest articles, a hundred at most, its profile cannot carry, or not whole. Ignored where it is sent.',
          type: 'array',
          items: {
            type: 'object',
            required: ['article', 'why'],
            properties: {
              article: { type: 'string', description: 'The id of the article.' },
              why: { type: 'array', minItems: 1, items: { enum: LEFT_OUT_REASONS } },
            },
          },
        },
      },
    },
  },
};

/** The addresses of partners, as OpenAPI 3.1. */
export function partnerPaths({ text, problem, parameter, token }: Pieces): Json {
  const key = [{ partnerKey: [] }];
  const id = parameter('id', 'path', 'The id of the partner.');
  const product = parameter('product', 'path', 'The id of the product.');
  const page = [
    parameter('after', 'query', 'From the address of the next page.'),
    parameter('limit', 'query', 'How many lines: 1000, and no more.'),
  ];
  const endpoint = parameter('endpoint', 'path', 'The id of the endpoint.');
  const body = (schema: string) => ({
    required: true,
    content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } },
  });
  const call = (summary: string, security: Json[], parameters: Json[], responses: Json, more: Json = {}) => ({
    summary,
    security,
    ...(parameters.length > 0 && { parameters }),
    ...more,
    responses: { ...responses, default: problem },
  });
  const saved = { 200: text('Changed.'), 201: text('Added.') };
  const gone = { 204: text('Done.') };
  const found = { 200: text('Found.') };
  return {
    '/partners': { get: call('All partners', token, [], found) },
    '/partners/{id}': {
      get: call('A partner with its keys', token, [id], found),
      put: call('Add a partner, or change one', token, [id], saved, { requestBody: body('Partner') }),
      patch: call('Change what is named of a partner', token, [id], found, { requestBody: body('Partner') }),
      delete: call('End a partner, with its keys and endpoints', token, [id], gone),
    },
    '/partners/{id}/keys': {
      get: call('The keys of a partner, by their first letters', token, [id], found),
      post: call(
        'Make a key; it is in this answer and in no other',
        token,
        [id],
        { 201: text('Made.') },
        { requestBody: { ...body('PartnerKey'), required: false } },
      ),
    },
    '/partners/{id}/keys/{prefix}': {
      delete: call(
        'Revoke a key at once',
        token,
        [id, parameter('prefix', 'path', 'Its first letters.')],
        gone,
      ),
    },
    '/partners/{id}/report': {
      get: call(
        'What a partner was given; with .csv as a table',
        token,
        [id, parameter('since', 'query', 'A date.'), ...page],
        found,
      ),
    },
    '/partners/{id}/endpoints': {
      get: call('Where a partner is told of changes', token, [id], found),
      post: call('Add an endpoint {"url": …}; its secret is in this answer and in no other', token, [id], {
        201: text('Added, and asked to prove itself.'),
      }),
    },
    '/partners/{id}/endpoints/{endpoint}': {
      delete: call('Tell an endpoint nothing more', token, [id, endpoint], gone),
    },
    '/partners/{id}/endpoints/{endpoint}/verify': {
      post: call('Ask an endpoint to prove itself', token, [id, endpoint], found),
    },
    '/partners/{id}/endpoints/{endpoint}/secret': {
      post: call('Give an endpoint a new secret', token, [id, endpoint], found),
    },
    '/partners/{id}/endpoints/{endpoint}/replay': {
      post: call('Send {"article": …} or all since {"since": …} once more', token, [id, endpoint], {
        202: text('Put into the queue.'),
      }),
    },
    '/partners/report/{article}': {
      get: call(
        'Where each partner stands with an article; with .csv as a table',
        token,
        [parameter('article', 'path', 'The id of the article.'), ...page],
        found,
      ),
    },
    '/partners/products': { get: call('All products', token, [], found) },
    '/partners/products/{product}': {
      get: call('A product, with what its feed does not tell of', token, [product], {
        200: { ...text('The product as it was saved, and `leftOut`.'), content: LEFT_OUT },
      }),
      put: call('Add a product, or change one', token, [product], saved, { requestBody: body('Product') }),
      patch: call('Change what is named of a product', token, [product], found, {
        requestBody: body('Product'),
      }),
      delete: call('End a product that no partner has', token, [product], gone),
    },
    '/partners/feeds/{product}.{format}': {
      get: call(
        'The newest articles of a product',
        key,
        [product, parameter('format', 'path', 'rss, atom, json or xml: those of the product’s profile.')],
        { 200: text('The feed.'), 304: text('Nothing new.') },
      ),
    },
    '/partners/links/{key}/{product}.{format}': {
      get: call(
        'The same by an address that opens by itself',
        [],
        [
          parameter('key', 'path', 'A key that is a link.'),
          product,
          parameter('format', 'path', 'As above.'),
        ],
        { 200: text('The feed.') },
      ),
    },
    '/partners/articles': {
      get: call(
        'Every change of the contract, once and in order',
        key,
        [
          parameter('since', 'query', 'The cursor of the last answer.'),
          parameter('product', 'query', 'One product alone.'),
          parameter('limit', 'query', 'How many: 100, 500 at most.'),
        ],
        found,
      ),
    },
    '/partners/articles/{id}': {
      get: call('An article, as ninjs', key, [parameter('id', 'path', 'Of the article.')], found),
    },
    '/partners/articles/{id}/confirmation': {
      post: call(
        'Say that a withdrawn article is taken down',
        key,
        [parameter('id', 'path', 'Of the article.')],
        gone,
      ),
    },
  };
}
