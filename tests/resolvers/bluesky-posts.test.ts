import { lexicons } from '@atproto/api';
import { describe, expect, it } from 'vitest';
import { createFixedClock } from '../../src/adapters/memory/clock.ts';
import { createOfflineFetch, type OfflineAnswer } from '../../src/adapters/memory/offline-fetch.ts';
import { readPostView } from '../../src/resolvers/bluesky/bluesky-post-view.ts';
import { asObject, asObjects, type JsonObject } from '../../src/resolvers/json-value.ts';
import { resolvePosts } from '../../src/resolvers/resolve-posts.ts';
import { EVERY_PLATFORM } from './asked-platforms.ts';
import { linksOf, NOW, resolveWith, upstream } from './upstream.ts';

const HOST = 'public.api.bsky.app';
const VIEWS = asObjects(upstream(HOST, 'posts').posts);
const view = (key: string): JsonObject => {
  const found = VIEWS.find(({ uri }) => String(uri).endsWith(`/${key}`));
  if (!found) throw new Error(`no post ${key} in the fixtures`);
  return found;
};
const read = (key: string) => readPostView(view(key), NOW.toISOString());

const DID = String(asObject(view('3ljmfacetsab2').author).did);
const uriOf = (key: string) => `at://${DID}/app.bsky.feed.post/${key}`;
const api = (method: string, query: string) => `https://${HOST}/xrpc/${method}?${query}`;
const postsAt = (...uris: string[]) =>
  api('app.bsky.feed.getPosts', uris.map((uri) => `uris=${encodeURIComponent(uri)}`).join('&'));
const profileAt = (did: string) => api('app.bsky.actor.getProfile', `actor=${encodeURIComponent(did)}`);
const ref = (key: string, account = DID) =>
  ({ platform: 'bluesky', url: `https://bsky.app/profile/${account}/post/${key}` }) as const;
const NOOR = view('3ljmnoorquote');

describe('the fixtures', () => {
  it('are answers that a server could send', () => {
    expect(() => lexicons.assertValidXrpcOutput('app.bsky.feed.getPosts', { posts: VIEWS })).not.toThrow();
    expect(VIEWS.length).toBeGreaterThan(18);
  });

  it('would not pass without an author', () => {
    const broken = { posts: [{ ...VIEWS[0], author: undefined }] };
    expect(() => lexicons.assertValidXrpcOutput('app.bsky.feed.getPosts', broken)).toThrow();
  });
});

describe('a post of Bluesky as the AppView gives it', () => {
  it('has its links where the bytes of its facets say, and only sound ones', () => {
    const post = read('3ljmfacetsab2');
    expect(post && 'text' in post && linksOf(post)).toEqual([
      ['url', 'https://news.example/bikes…', 'https://news.example/bikes-and-bridges'],
      ['mention', '@noor.example', `https://bsky.app/profile/${asObject(NOOR.author).did}`],
      ['hashtag', '#Vélo', 'https://bsky.app/hashtag/V%C3%A9lo'],
    ]);
    expect(post).toMatchObject({
      id: `${DID.replaceAll(':', '_')}_3ljmfacetsab2`,
      url: `https://bsky.app/profile/${DID}/post/3ljmfacetsab2`,
      author: { name: 'Rider', handle: 'rider.example', url: `https://bsky.app/profile/${DID}` },
      language: 'en',
      created: { at: '2025-03-07T21:57:03.250Z', source: 'api' },
    });
  });

  it.each<[string, object]>([
    [
      '3ljmimagesab2',
      { media: [{ kind: 'image', alt: 'A bridge', width: 1200, height: 800 }, { kind: 'image' }] },
    ],
    ['3ljmgalleryab', { media: [{ kind: 'image', url: 'https://cdn.bsky.app/g/1', alt: 'one', width: 3 }] }],
    [
      '3ljmvideoab22',
      {
        media: [
          {
            kind: 'video',
            alt: 'Rain',
            sensitive: true,
            still: 'https://video.bsky.app/watch/1/thumbnail.jpg',
          },
        ],
      },
    ],
    [
      '3ljmexternal2',
      { media: [], linkCard: { url: 'https://news.example/bikes', title: 'Bikes & bridges' } },
    ],
    ['3ljmgifabcd22', { media: [{ kind: 'gif', alt: 'A cat dances' }] }],
    [
      '3ljmquotedab2',
      { quote: { text: 'Bridges are for bikes.', author: { name: 'Noor' }, media: [{ alt: 'A lane' }] } },
    ],
    ['3ljmbothabc22', { media: [{ alt: 'A tram' }], quote: { text: 'Bridges are for bikes.' } }],
    ['3ljmqnotfound', { quote: { reason: 'deleted' } }],
    ['3ljmqblocked2', { quote: { reason: 'blocked' } }],
    ['3ljmqdetached', { quote: { reason: 'unavailable' } }],
    ['3ljmlistview2', { linkCard: { title: 'Bikes only', description: 'Nothing else.' } }],
    [
      '3ljmnohandle2',
      {
        author: { name: DID, url: `https://bsky.app/profile/${DID}` },
        created: { at: '2025-03-07T21:57:04.000Z' },
      },
    ],
    ['3ljmhiddenab2', { reason: 'unavailable' }],
    ['3ljmwarnedab2', { text: 'Careful', sensitive: true }],
    ['3ljmnudesab22', { media: [{ alt: 'Beach', sensitive: true }] }],
    ['3ljmloudpost2', { text: 'For all.', author: { name: 'Loud again' } }],
  ])('%s', (key, expected) => {
    expect(read(key)).toMatchObject(expected);
  });

  it('an empty description is none', () => {
    expect(read('3ljmimagesab2')).not.toHaveProperty('media.1.alt');
  });

  it('keeps nothing of an author who asks not to be shown outside', () => {
    const post = read('3ljmquietpost');
    expect(post).toMatchObject({ visibility: 'logged-in-only', text: '', links: [], media: [] });
    expect(JSON.stringify(post)).not.toMatch(/strangers|Quiet|cdn\.bsky/);
  });

  it('keeps nothing of a quoted author who asks not to be shown outside', () => {
    const post = read('3ljmqoptedout');
    expect(post).toMatchObject({ text: 'Quoting', quote: { visibility: 'logged-in-only', text: '' } });
    expect(JSON.stringify(post)).not.toMatch(/strangers|Quiet/);
  });

  it('an author’s label that ran out or was taken back does not count', () => {
    const labelled = (label: object) =>
      readPostView(
        { ...view('3ljmexternal2'), labels: [{ src: DID, val: '!no-unauthenticated', ...label }] },
        NOW.toISOString(),
      );
    expect(labelled({})).toHaveProperty('visibility');
    expect(labelled({ exp: '2026-05-04T10:00:01.000Z' })).toHaveProperty('visibility');
    expect(labelled({ exp: '2026-05-04T09:59:59.000Z' })).not.toHaveProperty('visibility');
    expect(labelled({ neg: true })).not.toHaveProperty('visibility');
  });
});

describe('looking up posts of Bluesky', () => {
  it('finds a post by its DID', async () => {
    const uri = uriOf('3ljmexternal2');
    const resolution = await resolveWith(ref('3ljmexternal2'), {
      [postsAt(uri)]: { json: { posts: [view('3ljmexternal2')] } },
    });
    expect(resolution).toMatchObject({ outcome: 'found', source: 'api', post: { text: 'A link' } });
  });

  it('finds a post by its author’s handle, and by its id', async () => {
    const answers = {
      [api('com.atproto.identity.resolveHandle', 'handle=rider.example')]: { json: { did: DID } },
      [postsAt(uriOf('3ljmexternal2'))]: { json: { posts: [view('3ljmexternal2')] } },
    };
    expect(await resolveWith(ref('3ljmexternal2', 'rider.example'), answers)).toMatchObject({
      outcome: 'found',
    });
    const byId = { platform: 'bluesky', id: `${DID.replaceAll(':', '_')}_3ljmexternal2` } as const;
    expect(await resolveWith(byId, answers)).toMatchObject({ outcome: 'found' });
  });

  it('names whom a post answers', async () => {
    const answers = {
      [postsAt(uriOf('3ljmreplyab22'))]: { json: { posts: [view('3ljmreplyab22')] } },
      [postsAt(String(NOOR.uri))]: { json: { posts: [NOOR] } },
    };
    expect(await resolveWith(ref('3ljmreplyab22'), answers)).toMatchObject({
      post: { replyTo: { handle: 'noor.example' } },
    });
  });

  it('asks for 25 posts at a time, each once, and answers in order', async () => {
    const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
    const keys = Array.from({ length: 30 }, (_, n) => `3ljmbatchab${alphabet[n]}2`);
    const posts = keys.map((key) => ({ ...view('3ljmexternal2'), uri: uriOf(key) }));
    const fetch = createOfflineFetch({
      [postsAt(...keys.slice(0, 25).map(uriOf))]: { json: { posts: posts.slice(0, 25).reverse() } },
      [postsAt(...keys.slice(25).map(uriOf))]: { json: { posts: posts.slice(25) } },
    });
    const refs = [...keys, ...keys].map((key) => ref(key));
    const context = { fetch, clock: createFixedClock(NOW), settings: EVERY_PLATFORM };
    const found = await resolvePosts(refs, context);
    expect(fetch.asked).toHaveLength(2);
    expect(found.map((one) => one.outcome === 'found' && one.post.url)).toEqual(refs.map(({ url }) => url));
  });

  it('one odd post does not spoil the others', async () => {
    const odd = { ...view('3ljmimagesab2'), author: { did: 5 } };
    const answers = { [postsAt(uriOf('3ljmexternal2'))]: { json: { posts: [odd, view('3ljmexternal2')] } } };
    expect(await resolveWith(ref('3ljmexternal2'), answers)).toMatchObject({ outcome: 'found' });
  });

  const nobody: OfflineAnswer = { json: { posts: [] } };
  const failed = (error: string, status = 400): OfflineAnswer => ({ json: { error, message: 'no' }, status });
  it.each<[string, OfflineAnswer, object]>([
    ['deleted', { json: { did: DID, handle: 'rider.example' } }, { tombstone: { reason: 'deleted' } }],
    ['of an account taken down', failed('AccountTakedown'), { tombstone: { reason: 'suspended' } }],
    ['of an account put to sleep', failed('AccountDeactivated'), { tombstone: { reason: 'unavailable' } }],
    ['of no account', failed('InvalidRequest'), { tombstone: { reason: 'unavailable' } }],
    ['of who knows what', failed('Oops', 500), { outcome: 'unreachable', retryAfterSeconds: 900 }],
  ])('a post that is not there is %s', async (_name, account, expected) => {
    const answers = { [postsAt(uriOf('3ljmexternal2'))]: nobody, [profileAt(DID)]: account };
    expect(await resolveWith(ref('3ljmexternal2'), answers)).toMatchObject(expected);
  });

  it.each<[string, OfflineAnswer, object]>([
    [
      'too many requests',
      {
        outcome: 'answered',
        url: '',
        status: 429,
        contentType: 'application/json',
        body: new Uint8Array(),
        retryAfterSeconds: 33,
      },
      { retryAfterSeconds: 33 },
    ],
    ['a failure', failed('InternalServerError', 502), { retryAfterSeconds: 900 }],
    ['a page', { text: '<html>' }, { outcome: 'unreachable' }],
    ['no connection', { outcome: 'refused', reason: 'unreachable' }, { retryAfterSeconds: 900 }],
    ['a forbidden address', { outcome: 'refused', reason: 'address' }, { outcome: 'unreachable' }],
    ['a bad request', failed('InvalidRequest'), { outcome: 'unreachable' }],
    ['an answer without posts', { json: {} }, { retryAfterSeconds: 3600 }],
    ['a strange status', { json: {}, status: 999 }, { outcome: 'unreachable' }],
  ])('%s says nothing of the post', async (_name, answer, expected) => {
    const resolution = await resolveWith(ref('3ljmexternal2'), { [postsAt(uriOf('3ljmexternal2'))]: answer });
    expect(resolution).toMatchObject({ outcome: 'unreachable', ...expected });
  });

  it('a handle that leads nowhere is an account that is not there', async () => {
    const answers = {
      [api('com.atproto.identity.resolveHandle', 'handle=gone.example')]: failed('InvalidRequest'),
    };
    expect(await resolveWith(ref('3ljmexternal2', 'gone.example'), answers)).toMatchObject({
      tombstone: { reason: 'unavailable' },
    });
  });

  it('a mistake of the program is not taken for an answer', async () => {
    await expect(resolveWith(ref('3ljmexternal2'), {})).rejects.toThrow(/no answer is kept/);
  });

  it('asks nobody where Bluesky is off, or where there is no post to ask for', async () => {
    const off = { bluesky: { ...EVERY_PLATFORM.bluesky, enabled: false } };
    expect(await resolveWith(ref('3ljmexternal2'), {}, off)).toEqual({ outcome: 'unreachable' });
    expect(await resolveWith({ platform: 'bluesky', url: 'https://bsky.app/' }, {})).toEqual({
      outcome: 'unreachable',
    });
  });
});
