import type { FetchOutcome, FetchRefusal } from '../domain/ports.ts';

/**
 * Why a server did not do what it was asked. `passing`: it may do so later; `login`: it does not let the account in;
 * `refused`: it will not do this; `swap`: the record there is another than was thought; `missing`: there is no such record.
 */
export interface Failure {
  kind: 'passing' | 'login' | 'refused' | 'swap' | 'missing';
  /** For the publisher, without a full stop. */
  words: string;
  /** What the server calls it. */
  error?: string;
  retryAfterSeconds?: number;
}

/** What a call came to. */
export type Called<Value> = { done: Value } | { failed: Failure };

/** Of what a server says in its own words. */
const MAX_WORDS = 200;

const REFUSALS: Record<FetchRefusal, string> = {
  address: 'is at an address that is not asked',
  redirects: 'sends us elsewhere',
  'too-large': 'answers more than such a server does',
  'too-slow': 'does not answer in time',
  busy: 'is left alone for a while, as it failed or asked for it',
  protocol: 'does not speak HTTPS',
  unreachable: 'cannot be reached',
};

/** Whether an outcome is an answer of the protocol: JSON, to something that was done or refused. */
export function isProtocolAnswer(outcome: FetchOutcome): outcome is FetchOutcome & { outcome: 'answered' } {
  if (outcome.outcome === 'refused') return false;
  const { status, contentType } = outcome;
  const isVerdict = (status >= 200 && status < 300) || (status >= 400 && status < 500 && status !== 429);
  return isVerdict && /^application\/json\b/i.test(contentType.trim());
}

/** What an outcome means that is no answer of the protocol. `host` names the server. */
export function outage(outcome: FetchOutcome, host: string): Failure {
  const { retryAfterSeconds } = outcome;
  const wait = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
  if (outcome.outcome === 'refused') {
    return { kind: 'passing', words: `${host} ${REFUSALS[outcome.reason]}`, ...wait };
  }
  const { status } = outcome;
  if (status === 429) return { kind: 'passing', words: `${host} asks to be left alone for a while`, ...wait };
  if (status >= 500) return { kind: 'passing', words: `${host} fails: status ${status}`, ...wait };
  const redirect = status >= 300 && status < 400;
  const words = redirect
    ? `${host} ${REFUSALS.redirects}`
    : `${host} answers what no PDS does: status ${status}, ${outcome.contentType.slice(0, 60) || 'of no type'}`;
  return { kind: 'passing', words, ...wait };
}

/** The error of an XRPC answer (https://atproto.com/specs/xrpc#error-responses) as a failure. */
export function refusal(
  host: string,
  { status, error, message }: { status: number; error: string; message: string },
): Failure {
  const said = inOneLine(message || error);
  if (error === 'InvalidSwap') return { kind: 'swap', words: `${host} has another record there` };
  if (error === 'RecordNotFound') return { kind: 'missing', words: `${host} has no such record` };
  if (LOGIN_ERRORS.has(error) || status === 401) {
    return { kind: 'login', words: `${host} does not let the account in: ${said}`, error };
  }
  // Neither is there on a server that is one of these.
  if (status === 404) return { kind: 'passing', words: `${host} does not answer as a PDS does: status 404` };
  return { kind: 'refused', words: `${host} refuses it: ${said}` };
}

const LOGIN_ERRORS = new Set([
  'AuthenticationRequired',
  'AuthFactorTokenRequired',
  'AuthMissing',
  'AccountTakedown',
  'AccountDeactivated',
  'AccountSuspended',
  'ExpiredToken',
  'InvalidToken',
]);

function inOneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .slice(0, MAX_WORDS)
    .trim();
}
