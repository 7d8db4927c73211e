import type { Origin, OriginAnswer } from '../../domain/page-rewriting.ts';
import { type BodyPieces, inTime, readBeginning } from '../web/body-reading.ts';

/** The codings that the runtime undoes when a body is read. */
const KNOWN_CODINGS = /^(?:identity|gzip|x-gzip|br)$/;
const PATIENCE_MS = 30_000;
/** Of a page, in bytes: most come in one or two. */
const PIECE = 128 * 1024;

export interface WorkerOriginOptions {
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** For the first byte of an answer, and for each next piece of a page. */
  patienceMs?: number;
}

/** The way to a publisher's server from a worker; `address` is its scheme, host and port. */
export function createWorkerOrigin(
  address: string,
  { fetch: ask = (url, init) => fetch(url, init), patienceMs = PATIENCE_MS }: WorkerOriginOptions = {},
): Origin {
  return {
    async fetch({ method, pathAndQuery, headers, body }) {
      const stop = new AbortController();
      const asked = ask(address + pathAndQuery, {
        method,
        headers,
        redirect: 'manual',
        signal: stop.signal,
        ...(body && { body }),
      });
      try {
        // How long a body takes to go out cannot be seen; the platform has a limit of its own for what follows.
        return workerAnswer(await (body ? asked : inTime(asked, patienceMs)), patienceMs);
      } catch (error) {
        stop.abort();
        throw error;
      }
    },
  };
}

/** An answer of the runtime's `fetch`. */
export function workerAnswer(response: Response, patienceMs = PATIENCE_MS): OriginAnswer {
  return {
    // The types of the two programs differ; the response is one.
    response: response as unknown as globalThis.Response,
    readBody(limit) {
      const coding = (response.headers.get('Content-Encoding') ?? 'identity').trim().toLowerCase();
      if (!response.body || !KNOWN_CODINGS.test(coding)) return undefined;
      return readBeginning(piecesOf(response.body), limit, patienceMs);
    },
  };
}

/** In pieces as large as can be: each one that passes through the language costs as much as the copying of it all. */
function piecesOf(body: ReadableStream): BodyPieces {
  const reader = body.getReader({ mode: 'byob' });
  return {
    async next() {
      const { value } = await reader.readAtLeast(PIECE, new Uint8Array(PIECE));
      return value?.byteLength ? value : undefined;
    },
    cancel: () => void reader.cancel().catch(() => undefined),
  };
}
