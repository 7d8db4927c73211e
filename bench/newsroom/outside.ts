import type { Fetch, FetchOutcome } from '../../src/domain/ports.ts';

/** Everybody else's servers, in this process: they answer at once, and count what they are sent. */
export interface Outside extends Fetch {
  delivered: number;
}

/**
 * Photos are of these bytes; callbacks of the hub repeat their challenge, and endpoints of partners theirs. One delivery
 * in `failing` finds its server down.
 */
export function createOutside(photo: Uint8Array, failing: number): Outside {
  const answer = (url: string, body: Uint8Array, status = 200, contentType = 'text/plain'): FetchOutcome => ({
    outcome: 'answered',
    url,
    status,
    contentType,
    body,
  });
  let posts = 0;
  const outside: Outside = {
    delivered: 0,
    async get(url) {
      const challenge = new URL(url).searchParams.get('hub.challenge');
      if (challenge) return answer(url, new TextEncoder().encode(challenge));
      return answer(url, photo, 200, 'image/jpeg');
    },
    async post(url, { body, maxAnswerBytes }) {
      if (maxAnswerBytes !== undefined) return answer(url, body);
      if (++posts % failing === 0) return answer(url, new Uint8Array(), 503);
      outside.delivered++;
      return answer(url, new Uint8Array());
    },
    refusalOf: () => undefined,
  };
  return outside;
}
