import { describe, expect, it } from 'vitest';
import type { Capture, Post, Resolution } from '../../src/domain/post.ts';
import { mergeCapture } from '../../src/resolvers/capture-merge.ts';

const AT = '2026-05-04T10:00:00.000Z';
const ID = '1764959161537265664';
const URL_OF_POST = `https://x.com/maraortiz/status/${ID}`;

const carried: Post = {
  platform: 'x',
  author: { name: 'Mara Ortiz', handle: 'maraortiz', url: 'https://x.com/maraortiz' },
  text: 'Two bridges open today.See you there #Harbourpic.twitter.com/PiCtUrE345',
  links: [],
  direction: 'auto',
  created: { at: '2024-03-05T00:00:00.000Z', precision: 'day', source: 'printed' },
  media: [],
  truncated: false,
};
const capture: Capture = {
  platform: 'x',
  id: 't-0123456789abcdef',
  state: 'unknown',
  post: carried,
  sources: ['flattened-text'],
  capturedAt: '2024-03-06T00:00:00.000Z',
};
const network: Post = {
  ...carried,
  id: ID,
  url: URL_OF_POST,
  author: {
    ...carried.author,
    name: 'Mara (on holiday)',
    avatar: { kind: 'image', url: 'https://pbs.twimg.com/a.jpg' },
  },
  text: 'Two bridges open today.\nSee you there #Harbour',
  links: [{ start: 38, end: 46, kind: 'hashtag', url: 'https://x.com/hashtag/Harbour' }],
  language: 'en',
  created: { at: '2024-03-05T10:20:30.123Z', precision: 'millisecond', source: 'id' },
  media: [{ kind: 'image', url: 'https://pbs.twimg.com/media/1.jpg', alt: 'A bridge' }],
  quote: { reason: 'deleted' },
  poll: { options: [{ label: 'Yes' }], multiple: false },
};
const found = (
  change: Partial<Post> = {},
  source: Capture['sources'][number] = 'syndication',
): Resolution => ({
  outcome: 'found',
  post: { ...network, ...change },
  source,
});
const merged = (resolution: Resolution, change: Partial<Capture> = {}) =>
  mergeCapture({ ...capture, ...change }, resolution, AT);

describe('what is kept once the network has spoken', () => {
  it('adds what the article did not say, and keeps the name it printed', () => {
    expect(merged(found())).toEqual({
      platform: 'x',
      id: 't-0123456789abcdef',
      url: URL_OF_POST,
      state: 'live',
      post: { ...network, author: { ...network.author, name: 'Mara Ortiz' } },
      sources: ['flattened-text', 'syndication'],
      capturedAt: AT,
    });
  });

  it('names a source once', () => {
    expect(merged(found(), { sources: ['flattened-text', 'syndication'] }).sources).toHaveLength(2);
  });

  it.each<[string, Partial<Post>, Partial<Post>, Capture['sources'], 'carried' | 'network']>([
    ['the same words, with their line breaks', {}, {}, ['flattened-text'], 'network'],
    ['fewer words than the article has', {}, { text: 'Two bridges open' }, ['markup'], 'carried'],
    [
      'the beginning of a cut text',
      {},
      { text: 'Two bridges open today.', truncated: true },
      ['markup'],
      'carried',
    ],
    [
      'the whole of what the article cut',
      { text: 'Two bridges open… https://t.co/AbCdEfGh12', truncated: true },
      {},
      ['markup'],
      'network',
    ],
    ['no words', {}, { text: '', links: [] }, ['markup'], 'carried'],
    [
      'no words, and the article only a picture’s link',
      { text: 'pic.twitter.com/PiCtUrE345' },
      { text: '', links: [] },
      ['markup'],
      'carried',
    ],
    ['other words', {}, { text: 'I changed my mind.', editedAt: AT }, ['markup'], 'carried'],
    [
      'the post in which the article’s own prose was taken too',
      { text: `She said so yesterday. ${network.text}` },
      {},
      ['flattened-text'],
      'network',
    ],
    ['less than the markup has', { text: `${network.text} And more.` }, {}, ['markup'], 'carried'],
    [
      'more than the text below the article’s line',
      { text: 'See you there #Harbour' },
      {},
      ['flattened-text'],
      'network',
    ],
  ])('the network has %s', (_name, ours, theirs, sources, winner) => {
    const existing = { ...carried, ...ours };
    const { post } = merged(found(theirs), { post: existing, sources });
    expect(post?.text).toBe(winner === 'carried' ? existing.text : { ...network, ...theirs }.text);
    expect(post?.links).toEqual(winner === 'carried' ? existing.links : { ...network, ...theirs }.links);
    expect(post?.media).toEqual(network.media);
  });

  it('an edit is told, and does not change what was quoted', () => {
    const { post } = merged(found({ text: 'Never mind.', editedAt: AT }), { sources: ['markup'] });
    expect(post).toMatchObject({ text: carried.text, editedAt: AT });
  });

  it('the markup of oEmbed takes away nothing that was known', () => {
    const known = merged(found({ communityNote: 'Not so.' }));
    const { post } = mergeCapture(known, found({ ...carried, id: ID, media: [] }, 'oembed'), AT);
    expect(post).toMatchObject({ communityNote: 'Not so.', poll: network.poll, media: network.media });
  });

  it('a note that was taken back goes', () => {
    const known = merged(found({ communityNote: 'Not so.' }));
    expect(mergeCapture(known, found(), AT).post).not.toHaveProperty('communityNote');
  });

  it('the more exact time counts, and a doubt about it stays', () => {
    const exact = {
      at: '2024-03-05T10:20:30.123Z',
      precision: 'millisecond',
      source: 'id',
      disputed: true,
    } as const;
    const rough = { at: '2024-03-05T10:20:30.000Z', precision: 'second', source: 'api' } as const;
    expect(merged(found({ created: rough }), { post: { ...carried, created: exact } }).post?.created).toEqual(
      exact,
    );
    expect(merged(found(), { post: { ...carried, created: exact } }).post?.created).toEqual(exact);
    expect(merged(found({ created: rough })).post?.created).toEqual(rough);
  });

  it('a post that is gone keeps its words and gets a state', () => {
    const gone: Resolution = { outcome: 'gone', tombstone: { reason: 'suspended', url: URL_OF_POST } };
    expect(merged(gone)).toEqual({ ...capture, state: 'suspended', url: URL_OF_POST });
    expect(mergeCapture(merged(gone), found(), AT).state).toBe('live');
  });

  it('no answer changes nothing', () => {
    expect(merged({ outcome: 'unreachable', retryAfterSeconds: 5 })).toEqual(capture);
  });

  it.each<Resolution>([found(), { outcome: 'gone', tombstone: { reason: 'deleted' } }])(
    'nothing brings back what was taken down',
    (resolution) => {
      expect(merged(resolution, { state: 'withdrawn' })).toEqual({ ...capture, state: 'withdrawn' });
    },
  );

  it('a post whose author asks not to be shown outside loses its words, until the author asks no more', () => {
    const quiet = found({
      visibility: 'logged-in-only',
      text: '',
      links: [],
      media: [],
      author: { name: 'maraortiz' },
    });
    const kept = merged(quiet);
    expect(kept.post).toMatchObject({ visibility: 'logged-in-only', text: '', media: [] });
    expect(JSON.stringify(kept)).not.toMatch(/bridges|Mara Ortiz/);
    const again = mergeCapture(kept, found(), AT);
    expect(again.post).toEqual(network);
  });

  it('a link alone becomes the post', () => {
    const link: Capture = {
      platform: 'x',
      id: ID,
      url: URL_OF_POST,
      state: 'unknown',
      sources: ['link'],
      capturedAt: AT,
    };
    expect(mergeCapture(link, found(), AT)).toMatchObject({ id: ID, state: 'live', post: network });
  });

  it('makes a capture of a found post alone, and of nothing else', () => {
    expect(mergeCapture(undefined, found(), AT)).toMatchObject({
      platform: 'x',
      id: ID,
      post: network,
      state: 'live',
    });
    expect(
      mergeCapture(undefined, { outcome: 'gone', tombstone: { reason: 'deleted' } }, AT),
    ).toBeUndefined();
    expect(mergeCapture(undefined, { outcome: 'unreachable' }, AT)).toBeUndefined();
  });
});
