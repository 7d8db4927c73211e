import type { AtpAgent } from '@atproto/api';
import type { Fetch, FetchOutcome } from '../domain/ports.ts';
import type { Session } from './account.ts';
import { type Called, type Failure, isProtocolAnswer, outage, refusal } from './failure.ts';
import type { BlobJson, StrongRef } from './post-record.ts';

/** Records are small; what is larger is no answer of a PDS. */
const MAX_ANSWER_BYTES = 262_144;
const TIMEOUT_MS = 15_000;

/** Who is logged in. */
export interface Login {
  did: string;
  handle: string;
  session: Session;
}

/** A place in the repository. */
export interface RecordPlace {
  collection: string;
  rkey: string;
}

/** The part of a PDS that is used (https://atproto.com/specs/xrpc). No call rejects for what a server does. */
export interface Pds {
  /** Begins a session with a password. */
  login(identifier: string, password: string): Promise<Called<Login>>;
  /** The session as it is now: a call renews it where its access token is over. `undefined`: it is no good any more. */
  session(): Session | undefined;
  /** Writes a record where `swap` is: the CID of the one that is there, or `null` for none; without it, over anything. */
  put(place: RecordPlace, record: object, swap?: string | null): Promise<Called<StrongRef>>;
  find(place: RecordPlace): Promise<Called<StrongRef>>;
  /** Deletes a record; one that is not there is no failure. */
  remove(place: RecordPlace): Promise<Called<true>>;
  upload(bytes: Uint8Array, type: string): Promise<Called<BlobJson>>;
  /** Ends the session; whatever comes of it. */
  logout(): Promise<void>;
}

/** Carries out of the client why there was no answer to give it: the outcome, or a mistake of our own. */
class NoAnswer extends Error {
  override name = 'NoAnswer';
  readonly outcome: FetchOutcome | undefined;

  constructor(outcome: FetchOutcome | undefined, cause?: unknown) {
    super('no answer', { cause });
    this.outcome = outcome;
  }
}

/**
 * Opens the PDS at `service` with the `@atproto/api` client, which asks through `fetch` alone, renews its session by
 * itself, and checks every answer by its lexicon.
 */
export async function openPds(
  service: string,
  fetch: Fetch,
  account?: { did: string; handle: string; session?: Session | undefined },
): Promise<Pds> {
  // Half a second to load: only where there is something to post.
  const { AtpAgent } = await import('@atproto/api');
  const host = new URL(service).host;
  let missed: NoAnswer | undefined;
  const agent = new AtpAgent({
    service,
    async fetch(input, init) {
      try {
        return toResponse(await ask(fetch, new Request(input, init)));
      } catch (error) {
        missed = error instanceof NoAnswer ? error : new NoAnswer(undefined, error);
        throw missed;
      }
    },
  });
  if (account?.session) resume(agent, account.did, account.handle, account.session);

  async function call<Answer, Value>(
    asked: () => Promise<Answer>,
    read: (answer: Answer) => Value,
  ): Promise<Called<Value>> {
    missed = undefined;
    try {
      return { done: read(await asked()) };
    } catch (error) {
      return { failed: failureOf(error, missed, host) };
    }
  }

  const repo = () => agent.com.atproto.repo;
  const inRepo = (place: RecordPlace) => ({ repo: account?.did ?? agent.session?.did ?? '', ...place });
  return {
    login: (identifier, password) =>
      call(
        () => agent.login({ identifier, password }),
        ({ data }) => ({ did: data.did, handle: data.handle, session: sessionOf(agent) as Session }),
      ),
    session: () => sessionOf(agent),
    put: (place, record, swap) =>
      call(
        () =>
          repo().putRecord({
            ...inRepo(place),
            record: { ...record },
            ...(swap !== undefined && { swapRecord: swap }),
          }),
        ({ data: { uri, cid } }) => ({ uri, cid }),
      ),
    find: (place) =>
      call(
        () => repo().getRecord(inRepo(place)),
        ({ data: { uri, cid = '' } }) => ({ uri, cid }),
      ),
    remove: (place) =>
      call(
        () => repo().deleteRecord(inRepo(place)),
        () => true as const,
      ).then((called) => ('failed' in called && called.failed.kind === 'missing' ? { done: true } : called)),
    upload: (bytes, type) =>
      call(
        () => repo().uploadBlob(bytes, { encoding: type }),
        ({ data: { blob } }) => ({
          $type: 'blob' as const,
          ref: { $link: blob.ref.toString() },
          mimeType: blob.mimeType,
          size: blob.size,
        }),
      ),
    logout: () => agent.logout(),
  };
}

/** Goes on with a session without asking whether it is still good: the next call finds out. */
function resume(agent: AtpAgent, did: string, handle: string, { accessJwt, refreshJwt, pds }: Session): void {
  agent.sessionManager.session = { did, handle, accessJwt, refreshJwt, active: true };
  const address = pds === undefined ? null : URL.parse(pds);
  if (address) agent.sessionManager.pdsUrl = address;
}

function sessionOf(agent: AtpAgent): Session | undefined {
  if (!agent.session) return undefined;
  const { accessJwt, refreshJwt } = agent.session;
  return { accessJwt, refreshJwt, ...(agent.pdsUrl && { pds: agent.pdsUrl.href }) };
}

async function ask(fetch: Fetch, request: Request): Promise<FetchOutcome> {
  const headers = Object.fromEntries(request.headers);
  if (request.method === 'GET') {
    const { accept = 'application/json', ...rest } = headers;
    const limits = { maxBytes: MAX_ANSWER_BYTES, timeoutMs: TIMEOUT_MS, follow: false };
    return fetch.get(request.url, { accept, headers: rest, ...limits });
  }
  const body = new Uint8Array(await request.arrayBuffer());
  const limits = { maxAnswerBytes: MAX_ANSWER_BYTES, timeoutMs: TIMEOUT_MS };
  return fetch.post(request.url, { headers, body, ...limits });
}

function toResponse(outcome: FetchOutcome): Response {
  if (!isProtocolAnswer(outcome)) throw new NoAnswer(outcome);
  const { status, contentType, body } = outcome;
  return new Response(body.slice(), { status, headers: { 'content-type': contentType } });
}

function failureOf(error: unknown, missed: NoAnswer | undefined, host: string): Failure {
  const facts = typeof error === 'object' && error !== null ? (error as Record<string, unknown>) : {};
  if (missed && !missed.outcome) throw missed.cause;
  // The call itself was answered, and its session could not be renewed for an outage.
  if (missed?.outcome) return outage(missed.outcome, host);
  const { status, error: name, message } = facts;
  if (typeof status === 'number' && status >= 400 && typeof name === 'string') {
    return refusal(host, { status, error: name, message: String(message ?? '') });
  }
  return { kind: 'passing', words: `${host} answers what no PDS does` };
}
