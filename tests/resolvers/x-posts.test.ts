import { describe, expect, it } from 'vitest';
import type { OfflineAnswer } from '../../src/adapters/memory/offline-fetch.ts';
import { createOfflineFetch } from '../../src/adapters/memory/offline-fetch.ts';
import { asObject, type JsonObject } from '../../src/resolvers/json-value.ts';
import { oembedAddress } from '../../src/resolvers/x/x-oembed.ts';
import { readSyndicatedPost } from '../../src/resolvers/x/x-syndicated-post.ts';
import { syndicationAddress } from '../../src/resolvers/x/x-syndication.ts';
import { linksOf, resolveWith, upstream } from './upstream.ts';

const HOST = 'cdn.syndication.twimg.com';
const photos = upstream(HOST, 'photos');
const ID = String(photos.id_str);
const URL_OF_POST = `https://x.com/maraortiz/status/${ID}`;
const REF = { platform: 'x', id: ID, url: URL_OF_POST } as const;

const OEMBED = oembedAddress('publish.x.com', URL_OF_POST);
const OLD_OEMBED = oembedAddress('publish.twitter.com', URL_OF_POST);
const SYNDICATION = syndicationAddress(ID);
const X_ON = { oembed: true, syndication: true, shortLinks: true };
const oembedOnly = { x: { ...X_ON, syndication: false } };
const syndicationOnly = { x: { ...X_ON, oembed: false } };

const page = (status: number): OfflineAnswer => ({ text: '<html>Not found</html>', status });
const limited: OfflineAnswer = {
  text: 'Rate limit exceeded\n',
  status: 429,
  contentType: 'text/plain',
  retryAfterSeconds: 77,
};
const tombstones = upstream(HOST, 'tombstones');
const read = (name: string) => readSyndicatedPost(upstream(HOST, name));

describe('a post of X as its embeds get it', () => {
  it('has words, links, pictures and the exact time of its id', () => {
    const post = readSyndicatedPost(photos);
    expect(post?.text).toBe(
      '🎉🎉 Two bridges & one tunnel open with @citydesk today #Harbour 🚋 https://t.co/AbCdEfGh12',
    );
    expect(post && linksOf(post)).toEqual([
      ['mention', '@citydesk', 'https://x.com/citydesk'],
      ['hashtag', '#Harbour', 'https://x.com/hashtag/Harbour'],
      ['url', 'https://t.co/AbCdEfGh12', 'https://t.co/AbCdEfGh12'],
    ]);
    expect(post).toMatchObject({
      url: URL_OF_POST,
      author: {
        name: 'Mara 🚲 Ortiz',
        avatar: { url: 'https://pbs.twimg.com/profile_images/41/maraortiz_400x400.jpg' },
      },
      created: { at: '2024-03-05T10:20:30.123Z', precision: 'millisecond', source: 'id' },
      media: [
        { kind: 'image', alt: 'A bridge with <bunting> & flags', width: 1200, height: 800 },
        { kind: 'image', url: 'https://pbs.twimg.com/media/HARBOUR2.jpg' },
      ],
      truncated: false,
    });
  });

  it('leaves the names of those it answers out of the words, and says whom it answers', () => {
    expect(read('reply-video')).toMatchObject({
      text: 'the tunnel floods. See for yourself:',
      replyTo: { handle: 'maraortiz', url: URL_OF_POST },
      media: [
        { kind: 'video', url: 'https://video.twimg.com/v/high.mp4', durationSeconds: 61, sensitive: true },
        {
          kind: 'gif',
          url: 'https://video.twimg.com/v/loop.mp4',
          still: 'https://pbs.twimg.com/media/LOOP.jpg',
        },
      ],
    });
  });

  it('shows the post it quotes in place of the link to it', () => {
    const post = read('quote');
    expect(post?.text).toBe('What she said 👏');
    expect(post?.quote).toEqual(readSyndicatedPost(photos));
  });

  it('says what has become of a quoted post', () => {
    const quote = (quoted: unknown) =>
      readSyndicatedPost({ ...upstream(HOST, 'quote'), quoted_tweet: quoted })?.quote;
    expect(quote(tombstones.deleted)).toEqual({ reason: 'deleted' });
    expect(quote({ ...photos, user: undefined })).toMatchObject({ reason: 'unavailable' });
  });

  it('has its poll, its community note and the time of its last edit', () => {
    expect(read('poll-note-edited')).toMatchObject({
      poll: {
        options: [
          { label: 'Red', votes: 12 },
          { label: 'Green & blue', votes: 30 },
          { label: 'None', votes: 0 },
        ],
        endsAt: '2024-03-09T09:00:00.000Z',
      },
      communityNote: 'The red line closed in 1998.',
      editedAt: '2024-03-08T09:12:00.250Z',
    });
  });

  it('has its link’s card, and is cut where X gives only the beginning', () => {
    expect(read('long-with-card')).toMatchObject({
      truncated: true,
      linkCard: {
        url: 'https://t.co/LiNkCaRd01',
        title: 'Harbour lines',
        image: { alt: 'A map', width: 1200 },
      },
    });
  });

  it.each<[string, (entities: JsonObject) => unknown, number]>([
    ['empty', () => ({}), 3],
    ['missing', () => undefined, 3],
    ['objects in place of lists', () => ({ urls: {}, hashtags: {}, user_mentions: {}, media: {} }), 3],
    ['of text', () => 'none', 3],
    ['counted in UTF-16', (e) => ({ hashtags: [{ text: 'Harbour', indices: [60, 68] }], urls: e.urls }), 2],
    ['beside their words', () => ({ hashtags: [{ text: 'Harbour', indices: [3, 11] }] }), 3],
    ['out of range', (e) => ({ urls: e.urls, hashtags: [{ text: 'Harbour', indices: [-4, 9e9] }] }), 1],
    ['overlapping', (e) => ({ urls: [...(e.urls as []), ...(e.urls as [])] }), 1],
  ])('entities that are %s do no harm', (_name, change, links) => {
    const post = readSyndicatedPost({ ...photos, entities: change(asObject(photos.entities)) });
    expect(post?.text).toBe(readSyndicatedPost(photos)?.text);
    expect(post?.links).toHaveLength(links);
    for (const [, words] of post ? linksOf(post) : [])
      expect(words).toMatch(/^(?:@citydesk|#Harbour|https:\/\/t\.co\/\w+)$/);
  });

  it.each([[undefined], [[0]], [['a', 'b']], [[0, 3.5]], [[0, 50]], [[-1, 1e9]], [[40, 10]], [[1, 1]]])(
    'a range of %j shows the whole text',
    (range) => {
      const post = readSyndicatedPost({ ...photos, display_text_range: range });
      expect(post?.text).toMatch(/^🎉🎉 Two .* https:\/\/t\.co\/PiCtUrE345$/);
    },
  );

  it('a range in code points is understood too', () => {
    const points = Array.from(String(photos.text).replace(/ https:\/\/t\.co\/PiC\w+$/, '')).length;
    expect(readSyndicatedPost({ ...photos, display_text_range: [0, points] })?.text).toMatch(/AbCdEfGh12$/);
  });
});

describe('looking up a post of X', () => {
  const found = { outcome: 'found', source: 'syndication' };
  const oembed: OfflineAnswer = { json: upstream('publish.x.com', 'oembed') };

  it('reads the markup of oEmbed as an article’s', async () => {
    const resolution = await resolveWith(REF, { [OEMBED]: oembed }, oembedOnly);
    expect(resolution).toMatchObject({
      outcome: 'found',
      source: 'oembed',
      post: {
        id: ID,
        author: { name: 'Mara 🚲 Ortiz', handle: 'maraortiz' },
        language: 'en',
        created: { at: '2024-03-05T10:20:30.123Z' },
      },
    });
  });

  it('asks the old host where the new one has no answer', async () => {
    for (const answer of [
      page(500),
      page(200),
      { json: {} },
      { outcome: 'refused', reason: 'unreachable' } as const,
    ]) {
      const resolution = await resolveWith(REF, { [OEMBED]: answer, [OLD_OEMBED]: oembed }, oembedOnly);
      expect(resolution).toMatchObject({ outcome: 'found', source: 'oembed' });
    }
  });

  it('a 403 in nobody’s name says nothing of the account', async () => {
    const resolution = await resolveWith(REF, { [OEMBED]: page(403), [OLD_OEMBED]: page(403) }, oembedOnly);
    expect(resolution).toEqual({ outcome: 'unreachable' });
  });

  it('oEmbed’s markup of another post is no answer', async () => {
    const other = {
      json: { html: String(upstream('publish.x.com', 'oembed').html).replaceAll(ID, '1764959161537265665') },
    };
    const resolution = await resolveWith(REF, { [OEMBED]: other, [OLD_OEMBED]: other }, oembedOnly);
    expect(resolution.outcome).toBe('unreachable');
  });

  it('is not there in markup that the library of trees fails at', async () => {
    const broken = { json: { html: '<template#><p>a' } };
    const resolution = await resolveWith(REF, { [OEMBED]: broken, [OLD_OEMBED]: broken }, oembedOnly);
    expect(resolution).toMatchObject({ outcome: 'unreachable' });
  });

  it('the richer answer counts where both have the post', async () => {
    const resolution = await resolveWith(REF, { [OEMBED]: oembed, [SYNDICATION]: { json: photos } });
    expect(resolution).toMatchObject(found);
  });

  it('an edited post may come under another of its ids, but no other post may', async () => {
    const versions = { edit_tweet_ids: [ID, '1764959161537265999'] };
    const json = { ...photos, id_str: '1764959161537265999' };
    const edited = { json: { ...json, edit_control: versions } };
    expect(await resolveWith(REF, { [SYNDICATION]: edited }, syndicationOnly)).toMatchObject(found);
    const resolution = await resolveWith(REF, { [SYNDICATION]: { json } }, syndicationOnly);
    expect(resolution).toEqual({ outcome: 'unreachable' });
  });

  it.each<[string, OfflineAnswer, object]>([
    ['an empty object', { json: {} }, { tombstone: { reason: 'unavailable', url: URL_OF_POST } }],
    ['a page that says 404', page(404), { tombstone: { reason: 'unavailable' } }],
    [
      'a post without its author',
      { json: { ...photos, user: undefined } },
      { tombstone: { reason: 'unavailable' } },
    ],
    ['deleted', { json: tombstones.deleted }, { tombstone: { reason: 'deleted' } }],
    ['no account', { json: tombstones['no-account'] }, { tombstone: { reason: 'deleted' } }],
    ['suspended', { json: tombstones.suspended }, { tombstone: { reason: 'suspended' } }],
    ['against the rules', { json: tombstones.violated }, { tombstone: { reason: 'suspended' } }],
    ['protected', { json: tombstones.private }, { tombstone: { reason: 'private' } }],
    ['for adults', { json: tombstones.age }, { tombstone: { reason: 'private' } }],
    ['withheld', { json: tombstones.withheld }, { tombstone: { reason: 'blocked' } }],
    ['unavailable', { json: tombstones.unavailable }, { tombstone: { reason: 'unavailable' } }],
    [
      'a tombstone without words',
      { json: { __typename: 'TweetTombstone' } },
      { tombstone: { reason: 'unavailable' } },
    ],
    ['too many requests', limited, { outcome: 'unreachable', retryAfterSeconds: 77 }],
    ['a server’s failure', page(503), { outcome: 'unreachable', retryAfterSeconds: 900 }],
    ['a bad request', { json: { error: 'Bad request.' }, status: 400 }, { outcome: 'unreachable' }],
    ['a page in place of JSON', page(200), { outcome: 'unreachable', retryAfterSeconds: 3600 }],
    ['JSON that calls itself a page', { json: photos, contentType: 'text/html' }, { outcome: 'unreachable' }],
    ['broken JSON', { text: '{"a":', contentType: 'application/json' }, { outcome: 'unreachable' }],
    ['a list', { json: [] }, { outcome: 'unreachable', retryAfterSeconds: 3600 }],
    [
      'a form never seen',
      { json: { data: { tweet: photos } } },
      { outcome: 'unreachable', retryAfterSeconds: 3600 },
    ],
    ['too much', { outcome: 'refused', reason: 'too-large' }, { outcome: 'unreachable' }],
    [
      'nothing in time',
      { outcome: 'refused', reason: 'too-slow' },
      { outcome: 'unreachable', retryAfterSeconds: 900 },
    ],
    [
      'a host to be left alone',
      { outcome: 'refused', reason: 'busy', retryAfterSeconds: 5 },
      { retryAfterSeconds: 5 },
    ],
  ])('syndication: %s', async (_name, answer, expected) => {
    expect(await resolveWith(REF, { [SYNDICATION]: answer }, syndicationOnly)).toMatchObject(expected);
  });

  it.each<[string, OfflineAnswer, object]>([
    ['404', { text: '', status: 404 }, { tombstone: { reason: 'deleted', url: URL_OF_POST } }],
    [
      'a protected account',
      { json: { error: 'Sorry, you are not authorized to see this status.' }, status: 403 },
      { tombstone: { reason: 'private' } },
    ],
    [
      'a suspended account',
      { json: { error: 'Forbidden' }, status: 403 },
      { tombstone: { reason: 'suspended' } },
    ],

    ['too many requests', limited, { outcome: 'unreachable', retryAfterSeconds: 77 }],
  ])('oEmbed: %s', async (_name, answer, expected) => {
    expect(await resolveWith(REF, { [OEMBED]: answer }, oembedOnly)).toMatchObject(expected);
  });

  it.each<[string, OfflineAnswer, OfflineAnswer, object]>([
    [
      'oEmbed’s copy of a post that X says is deleted',
      oembed,
      { json: tombstones.deleted },
      { tombstone: { reason: 'deleted' } },
    ],
    ['a post that syndication does not show', oembed, { json: {} }, { outcome: 'found', source: 'oembed' }],
    ['a post that oEmbed does not have', page(404), { json: photos }, found],
    ['oEmbed’s reason against none', page(404), { json: {} }, { tombstone: { reason: 'deleted' } }],
    ['one that failed, one that found', limited, { json: photos }, found],
    [
      'no reason while the other is too busy',
      limited,
      { json: {} },
      { outcome: 'unreachable', retryAfterSeconds: 77 },
    ],
    ['both too busy', limited, limited, { outcome: 'unreachable', retryAfterSeconds: 77 }],
  ])('both: %s', async (_name, first, second, expected) => {
    const resolution = await resolveWith(REF, { [OEMBED]: first, [SYNDICATION]: second });
    expect(resolution).toMatchObject(expected);
  });

  it('asks nobody where both sources are off, or where there is no post to ask for', async () => {
    const off = { x: { oembed: false, syndication: false, shortLinks: false } };
    for (const ref of [
      REF,
      { platform: 'x', url: 'https://notx.example/a/status/1' },
      { platform: 'x', id: 'abc' },
    ] as const) {
      expect(await resolveWith(ref, {}, off)).toEqual({ outcome: 'unreachable' });
    }
  });

  it('makes the token that X’s embeds make', () => {
    for (const [id, token] of [
      ['20', '6dq1a2xwd93'],
      ['1629307668568633344', '3y6mctgwzxo'],
      ['2089029385621823840', '52avnnxltig'],
    ]) {
      expect(syndicationAddress(id ?? '')).toContain(`&token=${token}&`);
    }
  });
});

describe('a post of which only the words and a picture’s link came down', () => {
  const ref = {
    platform: 'x',
    tcoCode: 'PiCtUrE345',
    handle: 'MaraOrtiz',
    printedDay: '2024-03-05',
  } as const;
  const short = 'https://t.co/PiCtUrE345';
  const redirect = (location: string): OfflineAnswer => ({ text: '', status: 301, location });
  const answers = { [SYNDICATION]: { json: photos }, [short]: redirect(`${URL_OF_POST}/photo/1`) };

  it('is found by the redirect of its picture', async () => {
    const fetch = createOfflineFetch(answers);
    expect(await resolveWith(ref, fetch, syndicationOnly)).toMatchObject({
      outcome: 'found',
      post: { id: ID },
    });
    expect(fetch.asked).toEqual([short, SYNDICATION]);
  });

  it.each<[string, object, OfflineAnswer]>([
    ['by another author', { handle: 'someone' }, redirect(`${URL_OF_POST}/photo/1`)],
    ['of another day', { printedDay: '2024-03-06' }, redirect(`${URL_OF_POST}/photo/1`)],
    ['elsewhere', {}, redirect('https://evil.example/maraortiz/status/1764959161537265664/photo/1')],
    ['without an author', {}, redirect(`https://x.com/i/status/${ID}`)],
    ['behind a page', {}, page(200)],
    ['gone', {}, page(404)],
  ])('is not found where the redirect leads to a post %s', async (_name, change, answer) => {
    const fetch = createOfflineFetch({ [short]: answer });
    expect((await resolveWith({ ...ref, ...change }, fetch)).outcome).toBe('unreachable');
    expect(fetch.asked).toEqual([short]);
  });

  it.each([{ printedDay: undefined }, { handle: undefined }, { tcoCode: '../x' }])(
    'asks nobody without %j',
    async (change) => {
      const { printedDay, handle, tcoCode } = { ...ref, ...change };
      const given = {
        platform: 'x' as const,
        tcoCode,
        ...(handle ? { handle } : {}),
        ...(printedDay ? { printedDay } : {}),
      };
      expect(await resolveWith(given, {})).toEqual({ outcome: 'unreachable' });
    },
  );
});
