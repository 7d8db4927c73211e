import { LEFT_OUT_REASONS } from '../partners/profiles/profile-writer.ts';
import { type Json, jsonBody, PROBLEM, parameter, TOKEN, text } from './operation-parts.ts';

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
export function partnerPaths(): Json {
  const key = [{ partnerKey: [] }];
  const id = parameter('id', 'path', 'The id of the partner.');
  const product = parameter('product', 'path', 'The id of the product.');
  const page = [
    parameter('after', 'query', 'From the address of the next page.'),
    parameter('limit', 'query', 'How many lines: 1000, and no more.'),
  ];
  const endpoint = parameter('endpoint', 'path', 'The id of the endpoint.');
  const saved = { 200: text('Changed.'), 201: text('Added.') };
  const gone = { 204: text('Done.') };
  const found = { 200: text('Found.') };
  return {
    '/partners': { get: call('All partners', TOKEN, [], found) },
    '/partners/{id}': {
      get: call('A partner with its keys', TOKEN, [id], found),
      put: call('Add a partner, or change one', TOKEN, [id], saved, { requestBody: jsonBody('Partner') }),
      patch: call('Change what is named of a partner', TOKEN, [id], found, {
        requestBody: jsonBody('Partner'),
      }),
      delete: call('End a partner, with its keys and endpoints', TOKEN, [id], gone),
    },
    '/partners/{id}/keys': {
      get: call('The keys of a partner, by their first letters', TOKEN, [id], found),
      post: call(
        'Make a key; it is in this answer and in no other',
        TOKEN,
        [id],
        { 201: text('Made.') },
        { requestBody: { ...jsonBody('PartnerKey'), required: false } },
      ),
    },
    '/partners/{id}/keys/{prefix}': {
      delete: call(
        'Revoke a key at once',
        TOKEN,
        [id, parameter('prefix', 'path', 'Its first letters.')],
        gone,
      ),
    },
    '/partners/{id}/report': {
      get: call(
        'What a partner was given; with .csv as a table',
        TOKEN,
        [id, parameter('since', 'query', 'A date.'), ...page],
        found,
      ),
    },
    '/partners/{id}/endpoints': {
      get: call('Where a partner is told of changes', TOKEN, [id], found),
      post: call('Add an endpoint {"url": …}; its secret is in this answer and in no other', TOKEN, [id], {
        201: text('Added, and asked to prove itself.'),
      }),
    },
    '/partners/{id}/endpoints/{endpoint}': {
      delete: call('Tell an endpoint nothing more', TOKEN, [id, endpoint], gone),
    },
    '/partners/{id}/endpoints/{endpoint}/verify': {
      post: call('Ask an endpoint to prove itself', TOKEN, [id, endpoint], found),
    },
    '/partners/{id}/endpoints/{endpoint}/secret': {
      post: call('Give an endpoint a new secret', TOKEN, [id, endpoint], found),
    },
    '/partners/{id}/endpoints/{endpoint}/replay': {
      post: call('Send {"article": …} or all since {"since": …} once more', TOKEN, [id, endpoint], {
        202: text('Put into the queue.'),
      }),
    },
    '/partners/report/{article}': {
      get: call(
        'Where each partner stands with an article; with .csv as a table',
        TOKEN,
        [parameter('article', 'path', 'The id of the article.'), ...page],
        found,
      ),
    },
    '/partners/products': { get: call('All products', TOKEN, [], found) },
    '/partners/products/{product}': {
      get: call('A product, with what its feed does not tell of', TOKEN, [product], {
        200: { ...text('The product as it was saved, and `leftOut`.'), content: LEFT_OUT },
      }),
      put: call('Add a product, or change one', TOKEN, [product], saved, {
        requestBody: jsonBody('Product'),
      }),
      patch: call('Change what is named of a product', TOKEN, [product], found, {
        requestBody: jsonBody('Product'),
      }),
      delete: call('End a product that no partner has', TOKEN, [product], gone),
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

function call(
  summary: string,
  security: readonly Json[],
  parameters: Json[],
  responses: Json,
  more: Json = {},
): Json {
  return {
    summary,
    security,
    ...(parameters.length > 0 && { parameters }),
    ...more,
    responses: { ...responses, default: PROBLEM },
  };
}
