/** A piece of an OpenAPI document. */
export type Json = Record<string, unknown>;

/** A response without a schema. */
export function text(description: string): Json {
  return { description };
}

/** What every address may answer in place of what was asked for. */
export const PROBLEM: Json = {
  description: 'A problem (RFC 9457); its type leads to what to do. A page for whoever prefers text/html.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** The publisher's token is asked for. */
export const TOKEN: readonly Json[] = [{ publisherToken: [] }];

/** A parameter in the `path`, the `query` or a `header`; only what is in the path is always required. */
export function parameter(
  name: string,
  where: 'path' | 'query' | 'header',
  description: string,
  required = where === 'path',
): Json {
  return { name, in: where, description, required, schema: { type: 'string' } };
}

/** Which article is meant. */
export const ARTICLE_ID: Json = parameter('id', 'path', "The article's id.");

/** A body of JSON, by the name of its schema. */
export function jsonBody(schema: string): Json {
  return {
    required: true,
    content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } },
  };
}

/** An address that is read, by everyone and again only when it has changed. */
export function read(summary: string, parameters: Json[]): Json {
  return {
    get: {
      summary,
      parameters,
      responses: { 200: text('Found.'), 304: text('Your copy is current.'), default: PROBLEM },
    },
  };
}
