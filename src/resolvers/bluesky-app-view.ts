import type { AtpAgent } from '@atproto/api';
import type { Fetch, FetchOutcome } from '../domain/ports.ts';
import type { Resolution } from '../domain/post.ts';
import { unreachable } from './answer.ts';
import { asObject, asObjects, asText, type JsonObject } from './json-value.ts';

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

/** Opens an AppView with the `@atproto/api` client, which asks through `fetch` and checks every answer by its lexicon. */
export async function openAppView(service: string, fetch: Fetch): Promise<BlueskyAppView> {
  // Half a second to load: only where there is a post of Bluesky.
  const { AtpAgent } = await import('@atproto/api');
  const view = async <Data>(
    call: (agent: AtpAgent) => Promise<{ data: unknown }>,
    read: (answer: JsonObject) => Data,
  ): Promise<Viewed<Data>> => {
    let outcome: FetchOutcome | undefined;
    let mistake: unknown;
    const agent = new AtpAgent({
      service,
      fetch: async (input) => {
        try {
          outcome = await fetch.get(addressOf(input), { accept: 'application/json' });
        } catch (error) {
          mistake = error;
          throw error;
        }
        return toResponse(outcome);
      },
    });
    try {
      return { data: read(asObject((await call(agent)).data)) };
    } catch (error) {
      // The client takes everything for a failed request, also what is wrong on our own side.
      if (mistake !== undefined) throw mistake;
      const { status, error: name, responseBody } = asObject(error);
      // One odd post makes the whole answer invalid; the others are sound, and our reader takes nothing on trust.
      if (typeof responseBody === 'object') return { data: read(asObject(responseBody)) };
      if (status === 400 && typeof name === 'string') return { error: name };
      return { failed: unreachable(outcome) };
    }
  };
  return {
    posts: (uris) =>
      view(
        (agent) => agent.getPosts({ uris }),
        ({ posts }) => asObjects(posts),
      ),
    did: (handle) =>
      view(
        (agent) => agent.resolveHandle({ handle }),
        ({ did }) => asText(did, 250) ?? '',
      ),
    account: (actor) =>
      view(
        (agent) => agent.getProfile({ actor }),
        (profile) => profile,
      ),
  };
}

function addressOf(input: RequestInfo | URL): string {
  return typeof input === 'string' ? input : 'url' in input ? input.url : input.href;
}

function toResponse(outcome: FetchOutcome): Response {
  if (outcome.outcome === 'refused') throw new Error(outcome.reason);
  const { status, contentType, body } = outcome;
  // A Response takes no other statuses (Fetch, §5.5), and no body with some of them.
  const sound = status >= 200 && status <= 599 && ![204, 205, 304].includes(status);
  return new Response(sound ? body.slice() : null, {
    status: sound ? status : 502,
    headers: { 'content-type': contentType || 'application/octet-stream' },
  });
}
