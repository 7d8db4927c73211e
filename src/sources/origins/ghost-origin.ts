import * as z from 'zod/v4';
import { toInstant } from '../../domain/instant.ts';
import type { Clock, Fetch } from '../../domain/ports.ts';
import { readDate } from '../date-text.ts';
import type { Failure, Listing, Look, Origin, Source } from '../source.ts';
import { after } from '../source-records.ts';
import { type Answered, ask, jsonOf, useless } from './answers.ts';
import { type GhostPost, ghostPost, lookAtPost, versionOf } from './ghost-post.ts';

const PER_PAGE = 100;
const LOOK_BACK_SECONDS = 60 * 60;
/** The oldest version of the API whose answers are read here (https://docs.ghost.org/faq/api-versioning). */
const ACCEPT_VERSION = 'v5.0';

/** Passing: the former SECRETS_KEY may come back. */
const KEYLESS: Failure = {
  outcome: 'failed',
  reason:
    'The key of the Content API cannot be opened with SECRETS_KEY: remove the source, and add it again.',
  passing: true,
};

const answerShape = z.object({
  posts: z.array(z.unknown()),
  meta: z
    .object({ pagination: z.object({ next: z.number().nullable() }) })
    .optional()
    .catch(undefined),
});
const errorShape = z.object({ errors: z.array(z.object({ type: z.string() })).min(1) });

/** A site with Ghost, by its Content API (https://docs.ghost.org/content-api); `key` is that of the API. */
export function ghostOrigin(fetch: Fetch, clock: Clock, { address, key, settings }: Source): Origin {
  const root = `${address.replace(/(?<!\/)\/+$/, '')}/ghost/api/content/posts/`;
  const ask1 = (path: string, query: Record<string, string>): Promise<Answered | Failure> =>
    key === undefined
      ? Promise.resolve(KEYLESS)
      : ask(fetch, `${root}${path}?${new URLSearchParams({ key, ...query })}`, {
          accept: 'application/json',
          headers: { 'accept-version': ACCEPT_VERSION },
        });

  async function look({ id }: { id: string }): Promise<Look> {
    if (!/^[0-9a-f]{24}$/.test(id)) return { outcome: 'passed', reason: 'This is no id of a post of Ghost.' };
    const answer = await ask1(`${id}/`, { formats: 'html', include: 'authors,tags' });
    if (answer.outcome !== 'answered') return answer;
    const type = errorShape.safeParse(jsonOf(answer)).data?.errors[0]?.type;
    if (answer.status === 404 && type === 'NotFoundError') {
      return { outcome: 'gone', reason: 'Ghost answers 404, NotFoundError.' };
    }
    const [post] = readPosts(answer)?.posts ?? [];
    if (!post) return useless(answer, notGhost(answer));
    return post.id === id ? lookAtPost(post) : useless(answer, 'answered another post');
  }

  return {
    look,
    async list(cursor): Promise<Listing> {
      const since = cursor.since ? after(new Date(cursor.since), -LOOK_BACK_SECONDS) : settings.since;
      const page = cursor.page ?? 1;
      const answer = await ask1('', {
        fields: 'id,url,published_at,updated_at',
        filter: `updated_at:>='${since}'`,
        order: 'updated_at asc',
        limit: String(PER_PAGE),
        page: String(page),
      });
      if (answer.outcome !== 'answered') return answer;
      const read = readPosts(answer);
      if (!read) return useless(answer, notGhost(answer));
      const now = toInstant(clock.now());
      const times = read.posts.flatMap(({ updated_at }) => readDate(updated_at) ?? []);
      const newest = [...times, cursor.newest ?? '', cursor.since ?? '']
        .filter((time) => time <= now)
        .sort()
        .at(-1);
      return {
        outcome: 'listed',
        items: read.posts.map((post) => {
          const publishedAt = readDate(post.published_at);
          return {
            id: post.id,
            version: versionOf(post),
            ...(post.url && { url: post.url }),
            ...(publishedAt && { publishedAt }),
          };
        }),
        notes: [],
        cursor: read.more
          ? { ...(cursor.since && { since: cursor.since }), ...(newest && { newest }), page: page + 1 }
          : { ...(newest && { since: newest }) },
        more: read.more,
      };
    },
    async present(ids) {
      const filter = `id:[${ids.join(',')}]`;
      const answer = await ask1('', { fields: 'id', filter, limit: String(PER_PAGE) });
      if (answer.outcome !== 'answered') return answer;
      const read = readPosts(answer);
      return read ? new Set(read.posts.map(({ id }) => id)) : useless(answer, notGhost(answer));
    },
  };
}

function readPosts(answer: Answered): { posts: GhostPost[]; more: boolean } | undefined {
  const read = answer.status === 200 ? answerShape.safeParse(jsonOf(answer)).data : undefined;
  if (!read) return undefined;
  const posts = read.posts.flatMap((each) => ghostPost.safeParse(each).data ?? []);
  return { posts, more: posts.length > 0 && (read.meta?.pagination.next ?? null) !== null };
}

function notGhost({ status, contentType }: Answered): string {
  return status === 200
    ? `answered what is not the Content API of Ghost (${contentType.slice(0, 60)})`
    : `answered ${status}`;
}
