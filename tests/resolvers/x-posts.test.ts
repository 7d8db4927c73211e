import { describe, expect, it } from 'vitest';
import { asObject, type JsonObject } from '../../src/resolvers/json-value.ts';
import { readSyndicatedPost } from '../../src/resolvers/x/x-syndicated-post.ts';
import { linksOf, upstream } from './upstream.ts';
import { HOST, photos, URL_OF_POST } from './x-answers.ts';

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
