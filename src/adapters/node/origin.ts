import {
  type ClientRequest,
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingMessage,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import type { Origin, OriginAnswer, OriginRequest } from '../../domain/page-rewriting.ts';
import { inTime, patientBody } from '../web/patient-body.ts';

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
 * content coding, and could not pass on a part of a coded body. `patienceMs`: for the first byte of an answer, and for each
 * next one of a page.
 */
export function createNodeOrigin(
  address: string,
  { patienceMs = PATIENCE_MS }: { patienceMs?: number } = {},
): Origin {
  const origin = new URL(address);
  const secure = origin.protocol === 'https:';
  const agent = secure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });

  function send(
    { method, pathAndQuery, headers, body }: OriginRequest,
    onRequest: (request: ClientRequest) => void,
  ) {
    return new Promise<IncomingMessage>((resolve, reject) => {
      const request = (secure ? httpsRequest : httpRequest)(
        {
          protocol: origin.protocol,
          hostname: hostOf(origin),
          port: origin.port,
          path: pathAndQuery,
          method,
          agent,
          headers: Object.fromEntries(headers),
        },
        resolve,
      );
      onRequest(request);
      request.on('error', reject);
      if (body)
        Readable.fromWeb(body as NodeReadableStream)
          .on('error', (error) => request.destroy(error))
          .pipe(request);
      else request.end();
    });
  }

  async function ask(asked: OriginRequest, mayRetry: boolean): Promise<IncomingMessage> {
    let request: ClientRequest | undefined;
    try {
      return await inTime(
        send(asked, (sent) => {
          request = sent;
        }),
        patienceMs,
        () => request?.destroy(),
      );
    } catch (error) {
      // A kept connection may have been closed by the other side just then.
      const closed = (error as NodeJS.ErrnoException).code === 'ECONNRESET' && request?.reusedSocket;
      if (closed && mayRetry && !asked.body) return ask(asked, false);
      throw error;
    }
  }

  return {
    async fetch(asked) {
      return toAnswer(await ask(asked, true), asked.method, patienceMs);
    },
  };
}

/** IPv6 addresses stand in brackets in a URL, and nowhere else. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

function toAnswer(incoming: IncomingMessage, method: string, patienceMs: number): OriginAnswer {
  const headers = new Headers();
  for (const [name, value] of pairs(incoming.rawHeaders)) {
    if (!HOP_BY_HOP.has(name.toLowerCase())) headers.append(name, value);
  }
  const status = incoming.statusCode ?? 0;
  const isEmpty = method === 'HEAD' || BODILESS.has(status);
  if (isEmpty) incoming.resume();
  const body = isEmpty ? null : (Readable.toWeb(incoming) as ReadableStream<Uint8Array>);
  const response = new Response(body, { status, statusText: incoming.statusMessage ?? '', headers });
  return {
    response,
    decodedBody() {
      const plain =
        body && decoded(body, (headers.get('Content-Encoding') ?? 'identity').trim().toLowerCase());
      return plain ? patientBody(plain, patienceMs) : undefined;
    },
  };
}

function decoded(body: ReadableStream<Uint8Array>, coding: string): ReadableStream<Uint8Array> | undefined {
  if (coding === 'identity') return body;
  if (coding !== 'gzip' && coding !== 'x-gzip') return undefined;
  return body.pipeThrough(
    new DecompressionStream('gzip') as unknown as ReadableWritablePair<Uint8Array, Uint8Array>,
  );
}

function* pairs(raw: readonly string[]): Generator<[name: string, value: string]> {
  for (let index = 0; index + 1 < raw.length; index += 2) yield [raw[index] ?? '', raw[index + 1] ?? ''];
}
