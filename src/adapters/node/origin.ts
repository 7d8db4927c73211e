import {
  type ClientRequest,
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingMessage,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { createGunzip } from 'node:zlib';
import type { Origin, OriginAnswer, OriginRequest } from '../../domain/page-rewriting.ts';
import { type BodyPieces, readBeginning } from '../web/body-reading.ts';

/** What is between us and the origin alone (RFC 9110 §7.6.1). */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
const BODILESS = new Set([204, 205, 304]);
const PATIENCE_MS = 30_000;

/**
 * The way to a publisher's server from Node; `address` is its scheme, host and port. Not `fetch`, which undoes every
 * content coding, and could not pass on a part of a coded body. `patienceMs`: for each next piece of what is sent, for the
 * first byte of an answer, and for each next piece of a page.
 */
export function createNodeOrigin(
  address: string,
  { patienceMs = PATIENCE_MS }: { patienceMs?: number } = {},
): Origin {
  const origin = new URL(address);
  const secure = origin.protocol === 'https:';
  const agent = secure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });

  function open({ method, pathAndQuery, headers }: OriginRequest): ClientRequest {
    return (secure ? httpsRequest : httpRequest)({
      protocol: origin.protocol,
      // IPv6 addresses stand in brackets in a URL, and nowhere else.
      hostname: origin.hostname.replace(/^\[|\]$/g, ''),
      port: origin.port,
      path: pathAndQuery,
      method,
      agent,
      headers: Object.fromEntries(headers),
    });
  }

  async function ask(asked: OriginRequest, mayRetry: boolean): Promise<IncomingMessage> {
    const request = open(asked);
    try {
      return await send(request, asked.body, patienceMs);
    } catch (error) {
      request.destroy();
      // A kept connection may have been closed by the other side just then.
      const wasClosed = (error as NodeJS.ErrnoException).code === 'ECONNRESET' && request.reusedSocket;
      if (wasClosed && mayRetry && !asked.body) return ask(asked, false);
      throw error;
    }
  }

  return {
    async fetch(asked) {
      return toAnswer(await ask(asked, true), asked.method, patienceMs);
    },
  };
}

/** The answer to a request. Rejects where for `patienceMs` nothing more of it goes out, and no answer begins. */
function send(
  request: ClientRequest,
  body: OriginRequest['body'],
  patienceMs: number,
): Promise<IncomingMessage> {
  return new Promise<IncomingMessage>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`nothing came for ${patienceMs} ms`)), patienceMs);
    request.on('response', resolve).on('error', reject);
    // So it ends as well where the origin begins another protocol, which nobody has asked for.
    request.on('close', () => reject(new Error('the connection was closed without an answer')));
    for (const end of ['response', 'error', 'close']) request.on(end, () => clearTimeout(timer));
    if (!body) {
      request.end();
      return;
    }
    const readable = Readable.fromWeb(body as NodeReadableStream);
    readable.once('data', () => sayWhereItEnds(request)).on('data', () => timer.refresh());
    readable.on('error', (error) => request.destroy(error)).pipe(request);
  });
}

/**
 * Where the method seldom has a body, Node writes one as it is if nothing says how long it is: its end would be read as
 * the next request.
 */
function sayWhereItEnds(request: ClientRequest): void {
  if (!request.hasHeader('Content-Length')) request.setHeader('Transfer-Encoding', 'chunked');
}

function toAnswer(incoming: IncomingMessage, method: string, patienceMs: number): OriginAnswer {
  const headers = new Headers();
  for (const [name, value] of pairs(incoming.rawHeaders)) {
    const key = name.toLowerCase();
    if (!HOP_BY_HOP.has(key)) headers.append(name, key === 'location' ? inAscii(value) : value);
  }
  const status = incoming.statusCode ?? 0;
  const isEmpty = method === 'HEAD' || BODILESS.has(status);
  if (isEmpty) incoming.resume();
  const body = isEmpty ? null : onDemand(incoming);
  return {
    response: new Response(body, { status, statusText: incoming.statusMessage ?? '', headers }),
    readBody(limit) {
      const coding = (headers.get('Content-Encoding') ?? 'identity').trim().toLowerCase();
      const pieces = isEmpty ? undefined : piecesOf(incoming, coding);
      return pieces && readBeginning(pieces, limit, patienceMs);
    },
  };
}

/** Bytes beyond ASCII in an address as `%XX`, as which every reader takes them: Node would write them in another encoding. */
function inAscii(address: string): string {
  return address.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The body as a stream that takes nothing before it is asked: until then it may be read in another way. */
function onDemand(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  const open = () => {
    reader ??= (Readable.toWeb(incoming) as ReadableStream<Uint8Array>).getReader();
    return reader;
  };
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await open().read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: () => void incoming.destroy(),
    },
    { highWaterMark: 0 },
  );
}

function piecesOf(incoming: IncomingMessage, coding: string): BodyPieces | undefined {
  if (coding !== 'identity' && coding !== 'gzip' && coding !== 'x-gzip') return undefined;
  const gunzip = coding === 'identity' ? undefined : createGunzip();
  if (gunzip) incoming.on('error', (error) => gunzip.destroy(error)).pipe(gunzip);
  const pieces = (gunzip ?? incoming)[Symbol.asyncIterator]();
  return {
    async next() {
      const { done, value } = await pieces.next();
      return done ? undefined : (value as Uint8Array);
    },
    cancel: () => void incoming.destroy(),
  };
}

function* pairs(raw: readonly string[]): Generator<[name: string, value: string]> {
  for (let index = 0; index + 1 < raw.length; index += 2) yield [raw[index] ?? '', raw[index + 1] ?? ''];
}
