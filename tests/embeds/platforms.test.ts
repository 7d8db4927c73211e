import { describe, expect, test } from 'vitest';
import { PLATFORM_TABLE } from '../../src/embeds/platforms/platform-table.ts';

const { x, bluesky, mastodon } = PLATFORM_TABLE;
const DID = 'did:plc:z72i7hdynmk6r22z27h6tvur';

describe('the address of a post on X', () => {
  const HARBOUR = {
    id: '1702027486012838297',
    handle: 'harbour',
    url: 'https://x.com/harbour/status/1702027486012838297',
  };
  test.each([
    'https://twitter.com/harbour/status/1702027486012838297',
    'http://twitter.com/harbour/statuses/1702027486012838297',
    'https://www.twitter.com/harbour/status/1702027486012838297/',
    'https://mobile.twitter.com/harbour/status/1702027486012838297?s=20&t=abc',
    'https://m.twitter.com/harbour/status/1702027486012838297',
    'https://x.com/harbour/status/1702027486012838297?ref_src=twsrc%5Etfw',
    'https://www.x.com/harbour/status/1702027486012838297#m',
    'https://mobile.x.com/harbour/status/1702027486012838297',
    '//twitter.com/harbour/status/1702027486012838297',
    'HTTPS://X.COM/harbour/status/1702027486012838297',
    ' https://x.com/harbour/status/1702027486012838297 ',
    'https://twitter.com/#!/harbour/status/1702027486012838297',
    'https://twitter.com/harbour/status/1702027486012838297/photo/1',
    'https://x.com/harbour/status/1702027486012838297/video/2',
  ])('is known from %s', (address) => {
    expect(x.match(address)).toEqual(HARBOUR);
  });

  test.each(['https://x.com/i/status/20', 'https://twitter.com/i/web/status/20'])(
    'without a handle: %s',
    (address) => {
      expect(x.match(address)).toEqual({ id: '20', url: 'https://x.com/i/status/20' });
    },
  );

  test.each([
    'https://notx.com/harbour/status/1',
    'https://x.com.evil.example/harbour/status/1',
    'https://evil-twitter.com/harbour/status/1',
    'https://x.com@evil.example/harbour/status/1',
    'https://harbour@x.com/harbour/status/1',
    'https://x.com:8443/harbour/status/1',
    'https://evil.example/x.com/harbour/status/1',
    'https://х.com/harbour/status/1',
    'https://twitter.com/intent/tweet?url=https://x.com/harbour/status/1',
    'https://twitter.com/harbour',
    'https://twitter.com/harbour/status/',
    'https://twitter.com/harbour/status/0',
    'https://twitter.com/harbour/status/012',
    'https://twitter.com/harbour/status/abc',
    'https://twitter.com/harbour/status/9223372036854775808',
    'https://twitter.com/harbour/status/123456789012345678901',
    'https://twitter.com/harbour/status/1/likes',
    'https://twitter.com/harbour/lists/1',
    'https://twitter.com/i/events/1702027486012838297',
    'https://twitter.com/i/spaces/1702027486012838297',
    'https://twitter.com/a-b/status/1',
    'https://twitter.com/abcdefghijklmnopqrstu/status/1',
    'javascript:https://x.com/harbour/status/1',
    'ftp://x.com/harbour/status/1',
    '/harbour/status/1',
    'x.com/harbour/status/1',
    'https://',
    '',
    `https://x.com/harbour/status/1?${'a'.repeat(2100)}`,
  ])('is not %s', (address) => {
    expect(x.match(address)).toBeUndefined();
  });
});

describe('the address of a post on Bluesky', () => {
  test.each([
    [`https://bsky.app/profile/${DID}/post/3lju6gmjq2k2a?ref_src=embed`, undefined, DID],
    [`at://${DID}/app.bsky.feed.post/3lju6gmjq2k2a`, undefined, DID],
    ['https://bsky.app/profile/Harbour.example/post/3lju6gmjq2k2a', 'harbour.example', 'harbour.example'],
    [
      'https://staging.bsky.app/profile/harbour.example/post/3lju6gmjq2k2a',
      'harbour.example',
      'harbour.example',
    ],
  ])('%s', (address, handle, account) => {
    const found = bluesky.match(address);
    const url = `https://bsky.app/profile/${account}/post/3lju6gmjq2k2a`;
    expect(found).toEqual({
      id: `${account.replaceAll(':', '_')}_3lju6gmjq2k2a`,
      ...(handle ? { handle } : {}),
      url,
    });
    expect(bluesky.permalink(found?.id ?? '')).toBe(url);
  });

  test.each([
    'https://bsky.app/profile/harbour.example',
    'https://bsky.app/profile/harbour.example/post/short',
    'https://bsky.app/profile/harbour.example/feed/3lju6gmjq2k2a',
    'https://bsky.app.evil.example/profile/harbour.example/post/3lju6gmjq2k2a',
    'at://harbour.example/app.bsky.feed.like/3lju6gmjq2k2a',
  ])('is not %s', (address) => {
    expect(bluesky.match(address)).toBeUndefined();
  });
});

describe('the address of a post on a Mastodon server', () => {
  test.each([
    ['https://social.example/@harbour/111058120000000000', 'harbour@social.example', '@harbour'],
    ['https://social.example/@harbour/111058120000000000/embed', 'harbour@social.example', '@harbour'],
    ['https://social.example/@a.b@sea.example/111058120000000000', 'a.b@sea.example', '@a.b@sea.example'],
  ])('%s', (address, handle, account) => {
    const found = mastodon.match(address);
    const url = `https://social.example/${account}/111058120000000000`;
    expect(found).toEqual({ id: 'social.example_111058120000000000', handle, url });
    expect(mastodon.permalink('social.example_111058120000000000', handle)).toBe(url);
  });

  test.each([
    'http://social.example/@harbour/111058120000000000',
    'https://social.example:444/@harbour/111058120000000000',
    'https://localhost/@harbour/111058120000000000',
    'https://127.0.0.1/@harbour/111058120000000000',
    'https://[::1]/@harbour/111058120000000000',
    'https://social.example/@harbour',
    'https://social.example/@harbour/the-title-of-a-piece',
  ])('is not %s', (address) => {
    expect(mastodon.match(address)).toBeUndefined();
  });
});

test.each([
  ['x', '1702027486012838297', '2023-09-13T18:32:29.463Z'],
  ['x', '29700000000', '2010-11-04T01:43:01.738Z'],
  ['x', '20', undefined],
  ['x', '29699999999', undefined],
  ['x', '9223372036854775807', '2080-07-10T17:30:30.208Z'],
  ['x', '9223372036854775808', undefined],
  ['x', 't-05a87e3e580b4a5b', undefined],
  ['bluesky', 'harbour.example_3lju6gmjq2k2a', '2025-03-08T09:09:36.975Z'],
  ['bluesky', 'harbour.example_2222222222222', undefined],
  ['bluesky', 'harbour.example_jzzzzzzzzzzzz', undefined],
  ['bluesky', 'harbour.example', undefined],
  ['mastodon', 'social.example_111058120000000000', '2023-09-13T13:40:26.757Z'],
  ['mastodon', 'social.example_12345', undefined],
  ['mastodon', 'social.example_99999999999999999999', undefined],
] as const)('the id %s %s was made at %s', (platform, id, at) => {
  expect(PLATFORM_TABLE[platform].timeOf(id)?.at).toBe(at);
});

test('profiles and hashtags have addresses where one server speaks for all', () => {
  expect(x.profile('harbour')).toBe('https://x.com/harbour');
  expect(bluesky.profile('Harbour.example')).toBe('https://bsky.app/profile/harbour.example');
  expect(mastodon.profile('harbour@social.example')).toBe('https://social.example/@harbour');
  expect(mastodon.profile('harbour')).toBeUndefined();
  expect(x.hashtag('Été')).toBe('https://x.com/hashtag/%C3%89t%C3%A9');
  expect(mastodon.hashtag('harbour')).toBeUndefined();
});
