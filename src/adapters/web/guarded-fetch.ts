import type { Clock, Fetch, FetchOutcome } from '../../domain/ports.ts';
import { checkFetchAddress } from './fetch-address.ts';
import { createHostGate } from './host-gate.ts';
import { Refusal, toOutcome } from './refusal.ts';
import { readRetryAfter } from './retry-after.ts';

const MAX_BYTES = 1_048_576;
const TIMEOUT_MS = 5000;
const MAX_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** One request and the answer to it, without redirects. */
export interface Exchange {
  status: number;
  /** By lower-case name. */
  header(name: string): string | undefined;
  /** Decoded. */
  body: AsyncIterable<Uint8Array>;
  /** Drops the connection; what has not been read is not wanted. */
  cancel(): void;
}

/** How a runtime asks a server. Rejects with a `Refusal`, or with anything else where the server is not reached. */
export type Exchanger = (
  url: URL,
  request: { headers: Record<string, string>; maxBytes: number; signal: AbortSignal },
) => Promise<Exchange>;

export interface GuardOptions {
  clock: Clock;
  /** For servers of this machine in tests: plain http and any port. */
  loopback?: boolean;
}

/**
 * The guards that are the same everywhere: which addresses may be asked, at most three redirects, each checked again, one
 * time limit for all of it, the body counted as it comes, hosts left alone when they ask for it or fail.
 */
export function createGuardedFetch(exchange: Exchanger, { clock, loopback = false }: GuardOptions): Fetch {
  const gate = createHostGate(clock);
  return {
    async get(address, { accept = '*/*', maxBytes = MAX_BYTES, timeoutMs = TIMEOUT_MS, follow = true } = {}) {
      const stop = new AbortController();
      const timer = setTimeout(() => stop.abort(), timeoutMs);
      const headers = { accept, 'user-agent': 'Tearsheet' };
      const visit = async (url: URL, mayFollow: boolean): Promise<FetchOutcome | string> => {
        const leave = await gate.enter(url.host, timeoutMs, stop.signal);
        let failed = true;
        let retryAfterSeconds: number | undefined;
        try {
          const answer = await within(
            stop.signal,
            exchange(url, { headers, maxBytes, signal: stop.signal }),
            (late) => late.cancel(),
          );
          retryAfterSeconds = readRetryAfter(answer.header('retry-after'), clock);
          failed = answer.status >= 500 || answer.status === 429;
          const location = REDIRECTS.has(answer.status) ? answer.header('location') : undefined;
          if (location !== undefined && mayFollow) {
            answer.cancel();
            return URL.parse(location, url.href)?.href ?? '';
          }
          const target = location === undefined ? undefined : URL.parse(location, url.href)?.href;
          return {
            outcome: 'answered',
            url: url.href,
            status: answer.status,
            contentType: answer.header('content-type') ?? '',
            body: await readBody(answer, maxBytes, stop.signal),
            ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
            ...(target === undefined ? {} : { location: target }),
          };
        } catch (error) {
          // What is too large is the fault of the answer, not of the host.
          failed = !(error instanceof Refusal && error.reason === 'too-large');
          throw error;
        } finally {
          leave(failed, failed ? retryAfterSeconds : undefined);
        }
      };
      try {
        let next = address;
        for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
          const answer = await visit(checkFetchAddress(next, { loopback }), follow);
          if (typeof answer !== 'string') return answer;
          next = answer;
        }
        return { outcome: 'refused', reason: 'redirects' };
      } catch (error) {
        return toOutcome(error);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

async function readBody(answer: Exchange, maxBytes: number, signal: AbortSignal): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    if (Number(answer.header('content-length') ?? 0) > maxBytes) throw new Refusal('too-large');
    const reader = answer.body[Symbol.asyncIterator]();
    for (;;) {
      const { done, value } = await within(signal, reader.next());
      if (done) break;
      length += value.byteLength;
      if (length > maxBytes) throw new Refusal('too-large');
      chunks.push(value);
    }
  } catch (error) {
    answer.cancel();
    throw error;
  }
  const body = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return body;
}

/** The promise, or `Refusal('too-slow')` when the signal aborts first; `discard` gets what comes too late. */
function within<Value>(
  signal: AbortSignal,
  promise: Promise<Value>,
  discard: (late: Value) => void = () => undefined,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      reject(new Refusal('too-slow'));
      promise.then(discard, () => undefined);
    };
    if (signal.aborted) return giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    promise.then(
      (value) => {
        signal.removeEventListener('abort', giveUp);
        resolve(value);
      },
      (error: unknown) => {
        signal.removeEventListener('abort', giveUp);
        reject(signal.aborted ? new Refusal('too-slow') : error);
      },
    );
  });
}
