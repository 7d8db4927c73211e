import type { Clock, Fetch, FetchOutcome } from '../../domain/ports.ts';
import { checkFetchAddress } from './fetch-address.ts';
import { createHostGate } from './host-gate.ts';
import { Refusal, toOutcome } from './refusal.ts';
import { readReset, readRetryAfter } from './retry-after.ts';

const MAX_BYTES = 1_048_576;
/** Read of the answer to what was posted, so that the server is not cut off in the middle of a sentence. */
const MAX_RECEIPT_BYTES = 16_384;
const TIMEOUT_MS = 5000;
const MAX_REDIRECTS = 3;
const USER_AGENT = 'Tearsheet';
/** Of a validator or a list of links; what is longer counts as not sent. */
const MAX_HEADER = 4096;
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

/** What is sent. */
export interface ExchangeRequest {
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: Uint8Array;
  maxBytes: number;
  signal: AbortSignal;
}

/** How a runtime asks a server. Rejects with a `Refusal`, or with anything else where the server is not reached. */
export type Exchanger = (url: URL, request: ExchangeRequest) => Promise<Exchange>;

export interface GuardOptions {
  clock: Clock;
  /** For servers of this machine in tests: plain http and any port. */
  loopback?: boolean;
  /** With `loopback`: the addresses and names of this machine may be asked too. */
  localHosts?: boolean;
}

interface Errand extends Omit<ExchangeRequest, 'signal'> {
  /** What was posted has arrived with the status, whatever the rest of the answer is. */
  dropBody: boolean;
  timeoutMs: number;
  follow: boolean;
  /** In spite of what the host asked for. */
  urgent?: boolean;
  /** Headers for the origin that was asked first, and no other. */
  own?: Record<string, string>;
}

/**
 * The guards that are the same everywhere: which addresses may be asked, at most three redirects, each checked again, one
 * time limit for all of it, the body counted as it comes, hosts left alone when they ask for it or fail.
 */
export function createGuardedFetch(exchange: Exchanger, options: GuardOptions): Fetch {
  const { clock } = options;
  const gate = createHostGate(clock);

  /** The outcome, or the address of a redirect that is to be followed. */
  async function visit(url: URL, errand: Errand, signal: AbortSignal): Promise<FetchOutcome | string> {
    const { timeoutMs, follow, dropBody, urgent = false, own: _, ...request } = errand;
    const leave = await gate.enter(url.host, timeoutMs, signal, urgent);
    let failed = true;
    let retryAfterSeconds: number | undefined;
    try {
      const answer = await within(signal, exchange(url, { ...request, signal }), (late) => late.cancel());
      retryAfterSeconds = readRetryAfter(answer.header('retry-after'), clock);
      if (answer.status === 429) retryAfterSeconds ??= readReset(answer.header('ratelimit-reset'), clock);
      failed = answer.status >= 500 || answer.status === 429;
      const location = REDIRECTS.has(answer.status) ? answer.header('location') : undefined;
      const target = location === undefined ? undefined : URL.parse(location, url.href)?.href;
      if (location !== undefined && follow) {
        answer.cancel();
        return target ?? '';
      }
      const body = readBody(answer, request.maxBytes, signal);
      return {
        outcome: 'answered',
        url: url.href,
        status: answer.status,
        contentType: answer.header('content-type') ?? '',
        body: dropBody ? await body.then(nothing, nothing) : await body,
        ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
        ...toldBy(answer),
        ...(target === undefined ? {} : { location: target }),
      };
    } catch (error) {
      // What is too large is the fault of the answer, not of the host.
      failed = !(error instanceof Refusal && error.reason === 'too-large');
      throw error;
    } finally {
      leave(failed, failed ? retryAfterSeconds : undefined);
    }
  }

  async function run(address: string, errand: Errand): Promise<FetchOutcome> {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), errand.timeoutMs);
    try {
      let next = address;
      for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
        const url = checkFetchAddress(next, options);
        const isOwn = url.origin === new URL(address).origin;
        const headers = { ...(isOwn && errand.own), ...errand.headers };
        const answer = await visit(url, { ...errand, headers }, stop.signal);
        if (typeof answer !== 'string') return answer;
        next = answer;
      }
      return { outcome: 'refused', reason: 'redirects' };
    } catch (error) {
      return toOutcome(error);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    get(address, given = {}) {
      const {
        accept = '*/*',
        maxBytes = MAX_BYTES,
        timeoutMs = TIMEOUT_MS,
        follow = true,
        headers: own = {},
      } = given;
      const headers = { accept, 'user-agent': USER_AGENT };
      return run(address, { method: 'GET', headers, own, maxBytes, dropBody: false, timeoutMs, follow });
    },
    post(address, { headers, body, timeoutMs = TIMEOUT_MS, maxAnswerBytes, urgent = false }) {
      const sent = { ...headers, 'user-agent': USER_AGENT };
      const answer = {
        maxBytes: maxAnswerBytes ?? MAX_RECEIPT_BYTES,
        dropBody: maxAnswerBytes === undefined,
      };
      return run(address, {
        method: 'POST',
        headers: sent,
        body,
        ...answer,
        timeoutMs,
        urgent,
        follow: false,
      });
    },
    refusalOf(address) {
      try {
        checkFetchAddress(address, options);
        return undefined;
      } catch (error) {
        return error instanceof Refusal ? error.reason : 'address';
      }
    },
  };
}

const nothing = () => new Uint8Array();

/** What an answer says of its body besides the type. */
function toldBy({ header }: Exchange): { etag?: string; lastModified?: string; link?: string } {
  const told = { etag: header('etag'), lastModified: header('last-modified'), link: header('link') };
  const sound = Object.entries(told).filter(([, value]) => value && value.length <= MAX_HEADER);
  return Object.fromEntries(sound);
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
