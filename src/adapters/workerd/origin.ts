import type { Origin } from '../../domain/page-rewriting.ts';
import { inTime, patientBody } from '../web/patient-body.ts';

/** The codings that the runtime undoes when a body is read. */
const KNOWN_CODINGS = /^(?:identity|gzip|x-gzip|br)$/;
const PATIENCE_MS = 30_000;

export interface WorkerOriginOptions {
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** For the first byte of an answer, and for each next one of a page. */
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
      const response = await inTime(asked, patienceMs, () => stop.abort());
      return {
        response: response as unknown as globalThis.Response,
        decodedBody() {
          const coding = (response.headers.get('Content-Encoding') ?? 'identity').trim().toLowerCase();
          return response.body && KNOWN_CODINGS.test(coding)
            ? patientBody(response.body, patienceMs)
            : undefined;
        },
      };
    },
  };
}
