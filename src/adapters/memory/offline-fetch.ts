import type { Fetch, FetchOutcome, PostOptions } from '../../domain/ports.ts';

/** What stands in for a server's answer: an outcome, or a value that it sends as JSON. */
export type OfflineAnswer =
  | FetchOutcome
  | ({ status?: number; contentType?: string; text: string } & Told)
  | { json: unknown; status?: number; contentType?: string };

type Told = Partial<
  Pick<
    Extract<FetchOutcome, { outcome: 'answered' }>,
    'retryAfterSeconds' | 'location' | 'etag' | 'lastModified' | 'link'
  >
>;

export interface OfflineFetch extends Fetch {
  /** Every address asked for, in order. */
  asked: string[];
  /** Everything that was posted, in order. */
  posted: ({ url: string } & PostOptions)[];
}

/**
 * The way out where there is none: a table of addresses and answers. An address that is not in it is a mistake of the
 * caller: `get` and `post` reject with an `Error` that names it.
 */
export function createOfflineFetch(answers: Record<string, OfflineAnswer>): OfflineFetch {
  const asked: string[] = [];
  const posted: OfflineFetch['posted'] = [];

  async function get(url: string): Promise<FetchOutcome> {
    asked.push(url);
    const answer = Object.hasOwn(answers, url) ? answers[url] : undefined;
    if (!answer) throw new Error(`offline, and no answer is kept for ${url}`);
    if ('outcome' in answer) return answer;
    const encode = (text: string) => new TextEncoder().encode(text);
    const { status = 200 } = answer;
    if ('json' in answer) {
      const { contentType = 'application/json; charset=utf-8' } = answer;
      return { outcome: 'answered', url, status, contentType, body: encode(JSON.stringify(answer.json)) };
    }
    const { text, contentType = 'text/html; charset=utf-8', ...told } = answer;
    return { ...told, outcome: 'answered', url, status, contentType, body: encode(text) };
  }

  return {
    asked,
    posted,
    get,
    async post(url, options) {
      posted.push({ url, ...options });
      const answer = await get(url);
      if (answer.outcome === 'refused') return answer;
      const { maxAnswerBytes } = options;
      if (maxAnswerBytes === undefined) return { ...answer, body: new Uint8Array() };
      return answer.body.length > maxAnswerBytes ? { outcome: 'refused', reason: 'too-large' } : answer;
    },
    refusalOf: () => undefined,
  };
}
