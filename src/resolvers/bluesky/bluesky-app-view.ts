import type { Fetch, FetchOutcome } from '../../domain/ports.ts';
import type { Resolution } from '../../domain/post.ts';
import { unreachable } from '../answer.ts';
import { asObject, asObjects, type JsonObject } from '../json-value.ts';
import { isDid } from './bluesky-facets.ts';

/** What the AppView answered: data, the name of its error, or nothing that can be used. */
export type Viewed<Data> = { data: Data } | { error: string } | { failed: Resolution };

/** The part of Bluesky's public API that is used: https://docs.bsky.app/docs/category/http-reference. */
export interface BlueskyAppView {
  /** Those of the posts that there are, in any order; 25 addresses at most. */
  posts(uris: string[]): Promise<Viewed<JsonObject[]>>;
  did(handle: string): Promise<Viewed<string>>;
  /** Whether the account is there: its error is `AccountTakedown`, `AccountDeactivated` or another. */
  account(did: string): Promise<Viewed<JsonObject>>;
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

/** Opens an AppView with the `@atproto/api` client, which asks through `fetch` and checks every answer by its lexicon. */
export async function openAppView(service: string, fetch: Fetch): Promise<BlueskyAppView> {
  // Half a second to load: only where there is a post of Bluesky.
  const { AtpAgent } = await import('@atproto/api');
  const agent = new AtpAgent({
    service,
    async fetch(input) {
      let outcome: FetchOutcome;
      try {
        outcome = await fetch.get(addressOf(input), { accept: 'application/json' });
      } catch (mistake) {
        throw new NoAnswer(undefined, mistake);
      }
      return toResponse(outcome);
    },
  });
  const view = async <Data>(
    call: Promise<{ data: unknown }>,
    read: (answer: JsonObject) => Data | undefined,
  ): Promise<Viewed<Data>> => {
    const toViewed = (answer: unknown): Viewed<Data> => {
      const data = read(asObject(answer));
      return data === undefined ? { failed: unreachable(UNREADABLE) } : { data };
    };
    try {
      return toViewed((await call).data);
    } catch (error) {
      const { cause, status, error: name, responseBody } = asObject(error);
      if (cause instanceof NoAnswer) {
        if (!cause.outcome) throw cause.cause;
        return { failed: unreachable(cause.outcome) };
      }
      // One odd post makes the whole answer invalid; the others are sound, and our reader takes nothing on trust.
      if (typeof responseBody === 'object') return toViewed(responseBody);
      if (status === 400 && typeof name === 'string') return { error: name };
      return { failed: unreachable(UNREADABLE) };
    }
  };
  return {
    posts: (uris) =>
      view(agent.getPosts({ uris }), ({ posts }) => (Array.isArray(posts) ? asObjects(posts) : undefined)),
    did: (handle) =>
      view(agent.resolveHandle({ handle }), ({ did }) => (isDid(String(did)) ? String(did) : undefined)),
    account: (actor) => view(agent.getProfile({ actor }), (profile) => (profile.did ? profile : undefined)),
  };
}

function addressOf(input: RequestInfo | URL): string {
  return typeof input === 'string' ? input : 'url' in input ? input.url : input.href;
}

/** The client is given what it can read: data, and the errors that have names. */
function toResponse(outcome: FetchOutcome): Response {
  if (outcome.outcome === 'refused' || (outcome.status !== 200 && outcome.status !== 400)) {
    throw new NoAnswer(outcome);
  }
  const { status, contentType, body } = outcome;
  return new Response(body.slice(), { status, headers: { 'content-type': contentType || 'text/plain' } });
}

/** A page or broken data in place of an answer. */
const UNREADABLE: FetchOutcome = {
  outcome: 'answered',
  url: '',
  status: 200,
  contentType: '',
  body: new Uint8Array(),
};
