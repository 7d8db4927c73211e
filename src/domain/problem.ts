interface ProblemKind {
  status: number;
  title: string;
  /** What to do about it, in words for the person who reads the documentation page. */
  mend: string;
}

/** Every refusal there is. The code is the end of the problem's `type` and never changes. */
export const PROBLEMS = {
  'empty-body': {
    status: 400,
    title: 'The request has no body',
    mend: 'Send the article as the body of the request. With curl, use --data-binary @file.',
  },
  'incomplete-body': {
    status: 400,
    title: 'The body broke off',
    mend: 'The connection ended before the whole body had come. Nothing was kept; send it again.',
  },
  'undecodable-text': {
    status: 400,
    title: 'The body is not text in the charset it claims',
    mend: 'Send UTF-8, or name the real charset in the Content-Type header.',
  },
  'invalid-json': {
    status: 400,
    title: 'The body is not JSON',
    mend: 'Check the body with a JSON parser. RFC 8259 allows no comments and no trailing commas.',
  },
  'invalid-request': {
    status: 400,
    title: 'A part of the address or a header is not understood',
    mend: 'The detail names the part and what it may be.',
  },
  unauthorized: {
    status: 401,
    title: 'A publisher token is needed',
    mend: 'Send the header Authorization: Bearer <token>. On Node the token is printed at the first start; elsewhere it is the one whose SHA-256 stands in TOKEN_SHA256.',
  },
  'invalid-signature': {
    status: 401,
    title: 'The webhook is not signed by its source',
    mend: 'Sign the body as it is sent with the secret of the source, in one of the forms that docs/sources.md lists, and send it within five minutes. The detail says which part does not hold.',
  },
  'partner-key-refused': {
    status: 401,
    title: 'A valid partner key is needed',
    mend: 'Send the header Authorization: Bearer <key> with a key that the publisher gave you and that has neither expired nor been revoked. The publisher makes keys with POST /partners/{id}/keys.',
  },
  'post-not-public': {
    status: 401,
    title: 'The post is for people with an account',
    mend: 'Its author asks that only those see it who are logged in on the platform. Link to the post itself.',
  },
  'forbidden-link': {
    status: 403,
    title: 'The link was not signed here, or has expired',
    mend: 'Signed links end after the time they were made for. Ask for a new one: POST /previews/preview with Accept: application/json.',
  },
  'not-found': {
    status: 404,
    title: 'There is nothing here',
    mend: 'Check the address; /openapi.json lists all of them.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'This address does not take this method',
    mend: 'The Allow header lists the methods it takes.',
  },
  'id-taken': {
    status: 409,
    title: 'The article conflicts with another one',
    mend: 'Two articles cannot have the same id or the same canonical URL. Send the article to the id it already has.',
  },
  'partner-taken': {
    status: 409,
    title: 'There is such a partner, product or endpoint already',
    mend: 'Ids are given once. Change the one that is there, or choose another id.',
  },
  'source-taken': {
    status: 409,
    title: 'There is such a source already',
    mend: 'A source has an id of its own, and there is one of each kind at one address. Remove the other one first: its articles stay.',
  },
  'article-withdrawn': {
    status: 410,
    title: 'The article was withdrawn',
    mend: 'It will not come back by itself. To publish it again, PUT it to the same id.',
  },
  'cursor-outdated': {
    status: 410,
    title: 'The cursor is from before what is still on record',
    mend: 'Begin again without "since": what comes is the present state. Drop what you hold and it does not list.',
  },
  'stale-version': {
    status: 412,
    title: 'The precondition of the request does not hold',
    mend: 'GET the article again, apply your change to what you get, and send it with its present ETag in If-Match. With If-None-Match: * an article is only ever created.',
  },
  'body-too-large': {
    status: 413,
    title: 'The body is too large',
    mend: 'A body may have 2 MiB, and the article read from it 600,000 characters. Pictures are linked, not sent.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The body is of a type this service does not read',
    mend: 'Send text/plain, text/html, text/markdown or application/json, without Content-Encoding.',
  },
  'invalid-article': {
    status: 422,
    title: 'The article has fields that cannot be taken',
    mend: 'The errors member lists each field with what is wrong. /openapi.json describes every field.',
  },
  'no-article-found': {
    status: 422,
    title: 'No article was found in the body',
    mend: 'An article needs a title and at least one paragraph. A title given outright (title=… in the query, or in JSON) is always taken.',
  },
  'forbidden-character': {
    status: 422,
    title: 'The article holds a character that no text may hold',
    mend: 'The detail names the character and the field. Remove it and send the article again.',
  },
  'html-too-deep': {
    status: 422,
    title: 'The HTML is nested too deeply',
    mend: 'Elements may be nested 200 deep. Send the article body rather than the whole page.',
  },
  'page-gone': {
    status: 422,
    title: 'There is no page at this address',
    mend: 'Its server answers 404 or 410. Check the address. Where the article was there before, it stays published here until it is withdrawn by DELETE.',
  },
  'page-forbidden-by-robots': {
    status: 422,
    title: 'The robots.txt of the site does not let us fetch the page',
    mend: 'Allow the user agent Tearsheet there, or send the article itself as HTML, JSON, Markdown or text.',
  },
  'page-not-html': {
    status: 422,
    title: 'What is at this address is no HTML page',
    mend: 'Give the address of the article’s page, which is text/html. Feeds, pictures and documents are not read there.',
  },
  'page-too-large': {
    status: 422,
    title: 'The page is too large',
    mend: 'A page may have 2 MiB, not compressed. Send the article itself as HTML.',
  },
  'invalid-preview': {
    status: 422,
    title: 'The preview has fields that cannot be taken',
    mend: 'The errors member lists each field with what is wrong. /openapi.json describes every field.',
  },
  'invalid-webhook': {
    status: 422,
    title: 'The webhook says nothing that is understood',
    mend: 'Send what docs/sources.md lists: the payload of WordPress or Ghost, { "url": … }, or an article as JSON.',
  },
  'invalid-subscription': {
    status: 422,
    title: 'The request to the hub has fields that cannot be taken',
    mend: 'The errors member lists each field with what is wrong. GET /hub says what each of them may be.',
  },
  'invalid-partner': {
    status: 422,
    title: 'The partner, product, key or endpoint has fields that cannot be taken',
    mend: 'The errors member lists each field with what is wrong. /openapi.json describes every field.',
  },
  'invalid-crosspost-account': {
    status: 422,
    title: 'The account for crossposts cannot be used',
    mend: 'The errors member lists each field with what is wrong. Make an app password in the settings of the account: its own password is not taken.',
  },
  'invalid-source': {
    status: 422,
    title: 'The source has fields that cannot be taken',
    mend: 'The errors member lists each field with what is wrong. /openapi.json describes every field.',
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'The Idempotency-Key was used for another request',
    mend: 'Use a new key for a new article, and the same key only to repeat the same request.',
  },
  'too-many-subscriptions': {
    status: 429,
    title: 'The callback’s host has too many subscriptions, or too many wait to be verified',
    mend: 'One host may have 200 subscriptions, and 20 to one feed; what waits to be verified counts. End some, or wait for the seconds in Retry-After. To renew one is always possible.',
  },
  'too-many-requests': {
    status: 429,
    title: 'The key has used up its requests for now',
    mend: 'Wait for the seconds in Retry-After. RateLimit-Policy says how many requests are let through in which time; ask the publisher where it is too few.',
  },
  'secrets-key-missing': {
    status: 501,
    title: 'The service has no key to seal secrets with',
    mend: 'Set SECRETS_KEY to 64 hexadecimal digits (openssl rand -hex 32) and start the service again. On Node one is made by itself.',
  },
  'format-not-offered': {
    status: 501,
    title: 'The answer is not made in this format',
    mend: 'oEmbed answers are made as json and as xml (oembed.com, section 2.3).',
  },
  internal: {
    status: 500,
    title: 'The service failed',
    mend: 'This is a bug or an outage. The log names it by the request id.',
  },
  'origin-unreachable': {
    status: 502,
    title: 'The site behind this service does not answer',
    mend: 'Try again in a moment. Where it stays so, the publisher has to look at the server that FRONT_ORIGIN names.',
  },
  'page-unreachable': {
    status: 502,
    title: 'The page could not be fetched',
    mend: 'The detail says why. Only https addresses of public servers are asked. Try again later, or send the article itself.',
  },
  busy: {
    status: 503,
    title: 'Others are at work on the same article, the same site, or the database',
    mend: 'Send the request again after the seconds in Retry-After.',
  },
  'storage-read-only': {
    status: 503,
    title: 'The storage cannot be written',
    mend: 'Nothing of the request was kept; what is published can still be read. The publisher has to see why the data folder takes nothing: its disk was turned read-only, is failing or at its quota, or the folder belongs to another user. On D1’s free plan the writes of the day are used up; they begin anew at midnight UTC. Then send the request again.',
  },
  'storage-full': {
    status: 507,
    title: 'The storage is full',
    mend: 'Nothing of the request was kept. Free space on the disk, or raise the limit, and send it again.',
  },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof PROBLEMS;

/** What is wrong with one field: where (`authors.0.name`) and what to do. */
export interface FieldError {
  field: string;
  detail: string;
}

/** A refusal that the caller can act on. Answered as `application/problem+json` (RFC 9457). */
export class Problem extends Error {
  override name = 'Problem';
  readonly code: ProblemCode;
  /** One sentence for a person: what is wrong with this request, and what to change. */
  readonly detail: string;
  readonly errors: FieldError[] | undefined;

  constructor(code: ProblemCode, detail: string, options: { errors?: FieldError[]; cause?: unknown } = {}) {
    super(`${code}: ${detail}`, { cause: options.cause });
    this.code = code;
    this.detail = detail;
    this.errors = options.errors;
  }
}

/** Thrown by an adapter that has no room left; the request is answered 507 and nothing of it stays. */
export class StorageFull extends Error {
  override name = 'StorageFull';
}

/** Thrown by an adapter whose storage somebody else holds; the request is answered 503 and nothing of it stays. */
export class StorageBusy extends Error {
  override name = 'StorageBusy';
}

/** Thrown by an adapter whose storage can be read and not written; the request is answered 503 and nothing of it stays. */
export class StorageReadOnly extends Error {
  override name = 'StorageReadOnly';
}
