import type { Fetch, FetchOptions, FetchOutcome, FetchRefusal } from '../../domain/ports.ts';
import type { Failure } from '../source.ts';

export type Answered = Extract<FetchOutcome, { outcome: 'answered' }>;

/** Of a list or an article, decoded. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;
const TIMEOUT_MS = 15_000;

const REFUSALS: Record<FetchRefusal, string> = {
  address: 'leads to an address that is not asked: only https to public servers is',
  redirects: 'redirects more than three times',
  'too-large': `answered more than ${MAX_ANSWER_BYTES / 1_048_576} MiB`,
  'too-slow': `did not answer whole within ${TIMEOUT_MS / 1000} seconds`,
  busy: 'asked to be left alone for a while, or failed too often of late',
  protocol: 'does not speak https, or not HTTP at all',
  unreachable: 'could not be reached, or broke off',
};
const PASSING = new Set<FetchRefusal>(['too-slow', 'busy', 'unreachable']);

/** Asks a source; what is no answer is a failure with its reason. */
export async function ask(
  fetch: Fetch,
  url: string,
  options: FetchOptions = {},
): Promise<Answered | Failure> {
  const given = { maxBytes: MAX_ANSWER_BYTES, timeoutMs: TIMEOUT_MS, ...options };
  const answer = await fetch.get(url, given);
  if (answer.outcome === 'answered') return answer;
  const { reason, retryAfterSeconds } = answer;
  return {
    outcome: 'failed',
    reason: `${hostOf(url)} ${REFUSALS[reason]}.`,
    passing: PASSING.has(reason),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  };
}

/** An answer that is of no use: by its status, or in words that follow the host's name. */
export function useless({ url, status, retryAfterSeconds }: Answered, words = `answered ${status}`): Failure {
  return {
    outcome: 'failed',
    reason: `${hostOf(url)} ${words}.`,
    passing: status >= 500 || status === 429 || status === 408,
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  };
}

/** The JSON of an answer; `undefined` where it is none, whatever its type says. */
export function jsonOf({ body }: Answered): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(body));
  } catch {
    return undefined;
  }
}

/** The text of a document of XML, in the charset that the bytes, the header or the document itself name, in this order. */
export function textOfXml({ body, contentType }: Answered): string {
  const head = new TextDecoder('latin1').decode(body.subarray(0, 200));
  const marked = head.startsWith('ÿþ') ? 'utf-16le' : head.startsWith('þÿ') ? 'utf-16be' : undefined;
  const named = /charset="?([\w.:-]{1,40})/i.exec(contentType)?.[1];
  const declared = /^\s{0,20}(?:ï»¿)?<\?xml[^>]{0,100}encoding=["']([\w.:-]{1,40})/i.exec(head)?.[1];
  return decoderOf(marked ?? (head.startsWith('ï»¿') ? 'utf-8' : (named ?? declared ?? 'utf-8'))).decode(
    body,
  );
}

function decoderOf(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? 'The source';
}
