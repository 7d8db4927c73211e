import { describe, expect, it } from 'vitest';
import type { OfflineAnswer } from '../../src/adapters/memory/offline-fetch.ts';
import { syndicationAddress } from '../../src/resolvers/x/x-syndication.ts';
import { resolveWith, upstream } from './upstream.ts';
import {
  HOST,
  ID,
  OEMBED,
  OLD_OEMBED,
  oembedOnly,
  page,
  photos,
  REF,
  SYNDICATION,
  syndicationOnly,
  URL_OF_POST,
} from './x-answers.ts';

const tombstones = upstream(HOST, 'tombstones');

const limited: OfflineAnswer = {
  text: 'Rate limit exceeded\n',
  status: 429,
  contentType: 'text/plain',
  retryAfterSeconds: 77,
};

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
