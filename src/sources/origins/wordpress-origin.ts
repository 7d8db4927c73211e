import * as z from 'zod/v4';
import { toInstant } from '../../domain/instant.ts';
import type { Clock, Fetch } from '../../domain/ports.ts';
import { readDate } from '../date-text.ts';
import type { Cursor, Listing, Look, Origin, Source } from '../source.ts';
import { after } from '../source-records.ts';
import { type Answered, ask, jsonOf, useless } from './answers.ts';
import { lookAtPost, versionOf, type WordpressPost, wordpressPost } from './wordpress-post.ts';

const PER_PAGE = 100;
/** WordPress compares in the site's own time, which may be 14 hours off; what was changed since is listed again. */
const LOOK_BACK_SECONDS = 24 * 60 * 60;
/** What it says of a post that is not there, and of one that is not for everyone any more. */
const GONE = new Set(['rest_post_invalid_id', 'rest_forbidden']);

const posts = z.array(z.unknown());
const error = z.object({ code: z.string() });

/** A site with WordPress, by its REST API: ids and times of change are listed, each post is read by itself. */
export function wordpressOrigin(fetch: Fetch, clock: Clock, { address, settings }: Source): Origin {
  const ask1 = (path: string, query: Record<string, string>) =>
    ask(fetch, `${apiOf(address)}${path}?${new URLSearchParams(query)}`, { accept: 'application/json' });

  async function look({ id, url }: { id: string; url?: string }): Promise<Look> {
    if (!/^\d{1,18}$/.test(id)) return lookFor(url ?? id);
    const answer = await ask1(`posts/${id}`, { _embed: 'author,wp:featuredmedia,wp:term' });
    if (answer.outcome !== 'answered') return answer;
    const json = jsonOf(answer);
    const code = error.safeParse(json).data?.code ?? '';
    if (answer.status >= 400 && answer.status < 500 && GONE.has(code)) {
      return { outcome: 'gone', reason: `WordPress answers ${answer.status}, ${code}.` };
    }
    const post = answer.status === 200 ? wordpressPost.safeParse(json).data : undefined;
    if (!post) return useless(answer, notJson(answer));
    return String(post.id) === id ? lookAtPost(post) : useless(answer, 'answered another post');
  }

  /** The post at an address. */
  async function lookFor(url: string): Promise<Look> {
    const slug = URL.parse(url)?.pathname.split('/').filter(Boolean).at(-1) ?? '';
    const answer = await ask1('posts', { slug: decoded(slug), _fields: 'id,link' });
    if (answer.outcome !== 'answered') return answer;
    const found = listOf(answer)?.find(({ link }) => link === url);
    if (found) return { outcome: 'other', id: String(found.id) };
    return answer.status === 200
      ? { outcome: 'passed', reason: 'WordPress knows no post at this address.' }
      : useless(answer);
  }

  return {
    look,
    async list(cursor): Promise<Listing> {
      const since = cursor.since ? after(new Date(cursor.since), -LOOK_BACK_SECONDS) : settings.since;
      const page = cursor.page ?? 1;
      const answer = await ask1('posts', {
        _fields: 'id,modified_gmt,date_gmt,link',
        status: 'publish',
        orderby: 'modified',
        order: 'asc',
        per_page: String(PER_PAGE),
        page: String(page),
        modified_after: since,
      });
      if (answer.outcome !== 'answered') return answer;
      const code = error.safeParse(jsonOf(answer)).data?.code;
      const isOver = page > 1 && answer.status === 400 && code === 'rest_post_invalid_page_number';
      const listed = isOver ? [] : listOf(answer);
      if (!listed) return useless(answer, notJson(answer));
      const newest = newestOf(listed, cursor, toInstant(clock.now()));
      const more = !isOver && (listed.length >= PER_PAGE || /rel="?next\b/.test(answer.link ?? ''));
      return {
        outcome: 'listed',
        items: listed.map((post) => ({
          id: String(post.id),
          version: versionOf(post),
          ...(post.link && { url: post.link }),
          ...dated(post.date_gmt),
        })),
        notes: [],
        cursor: more
          ? { ...(cursor.since && { since: cursor.since }), ...(newest && { newest }), page: page + 1 }
          : { ...(newest && { since: newest }) },
        more,
      };
    },
    async present(ids) {
      const answer = await ask1('posts', {
        _fields: 'id',
        status: 'publish',
        include: ids.join(','),
        per_page: String(PER_PAGE),
      });
      if (answer.outcome !== 'answered') return answer;
      const listed = listOf(answer);
      return listed ? new Set(listed.map(({ id }) => String(id))) : useless(answer, notJson(answer));
    },
  };
}

/** Where the API of a site is; an address within it is taken as it is. */
function apiOf(address: string): string {
  const url = new URL(address);
  const path = url.pathname.replace(/\/wp-json(?:\/.{0,100})?$/, '').replace(/(?<!\/)\/+$/, '');
  return `${url.origin}${path}/wp-json/wp/v2/`;
}

function listOf(answer: Answered): WordpressPost[] | undefined {
  const read = answer.status === 200 ? posts.safeParse(jsonOf(answer)) : undefined;
  return read?.data?.flatMap((each) => wordpressPost.safeParse(each).data ?? []);
}

function notJson({ status, contentType }: Answered): string {
  return status === 200
    ? `answered what is not the API of WordPress (${contentType.slice(0, 60)})`
    : `answered ${status}`;
}

/** The latest change there is, never a time to come: after one of those nothing would ever be listed. */
function newestOf(listed: WordpressPost[], { since, newest }: Cursor, now: string): string | undefined {
  const times = listed.flatMap(({ modified_gmt }) => readDate(modified_gmt) ?? []);
  const latest = [...times, newest ?? '', since ?? '']
    .filter((time) => time <= now)
    .sort()
    .at(-1);
  return latest || undefined;
}

function dated(text: string | undefined): { publishedAt?: string } {
  const publishedAt = readDate(text);
  return publishedAt ? { publishedAt } : {};
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
