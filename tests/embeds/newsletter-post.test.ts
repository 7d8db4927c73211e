import { h } from 'hastscript';
import { describe, expect, test } from 'vitest';
import { createEmbedFinder } from '../../src/embeds/embed-finder.ts';
import { ID, POST } from './quoted-markup.ts';

const { findInTree } = createEmbedFinder();
const FIELDS = {
  url: POST,
  full_text: 'Boats &amp; <span class="tweet-fake-link">@quay</span> &lt;3\nhttps://t.co/Ab3dEf9hIj',
  username: 'fjordferries',
  name: 'Fjord Ferries',
  date: 'Wed Sep 13 18:32:29 +0000 2023',
  profile_image_url: 'https://pictures.example/avatar.jpg',
  photos: [
    { img_url: 'https://pictures.example/boat.jpg', link_url: 'https://t.co/Ab3dEf9hIj', alt_text: 'A boat' },
    { img_url: 'javascript:alert(1)' },
    null,
  ],
  quoted_tweet: { full_text: 'All aboard', username: 'quay', name: 'Quay', date: '2023-09-12T10:00:00.000Z' },
  like_count: 7,
  expanded_url: {
    url: 'https://news.example/boats',
    title: 'Boats',
    description: 'Of the night',
    image: null,
  },
  video_url: null,
};
const find = async (attrs: unknown) =>
  findInTree({
    type: 'root',
    children: [h('div', { class: 'tweet', dataAttrs: JSON.stringify(attrs) }, 'Boats')],
  });

test('a post in a newsletter is read whole: words, author, time, pictures, quoted post and link', async () => {
  const [embed, ...others] = await find(FIELDS);
  expect(others).toEqual([]);
  expect(embed?.ref).toMatchObject({ platform: 'x', capture: `x/${ID}`, form: 'data', url: POST });
  expect(embed?.capture).toEqual({
    platform: 'x',
    id: ID,
    url: `https://x.com/fjordferries/status/${ID}`,
    state: 'unknown',
    sources: ['markup'],
    post: {
      platform: 'x',
      id: ID,
      url: `https://x.com/fjordferries/status/${ID}`,
      author: {
        name: 'Fjord Ferries',
        handle: 'fjordferries',
        url: 'https://x.com/fjordferries',
        avatar: { kind: 'image', url: 'https://pictures.example/avatar.jpg' },
      },
      text: 'Boats & @quay <3\nhttps://t.co/Ab3dEf9hIj',
      links: [
        { start: 8, end: 13, kind: 'mention', url: 'https://x.com/quay' },
        { start: 17, end: 40, kind: 'url', url: 'https://t.co/Ab3dEf9hIj' },
      ],
      direction: 'auto',
      created: { at: '2023-09-13T18:32:29.463Z', precision: 'millisecond', source: 'id' },
      media: [{ kind: 'image', url: 'https://pictures.example/boat.jpg', alt: 'A boat' }],
      quote: {
        platform: 'x',
        author: { name: 'Quay', handle: 'quay', url: 'https://x.com/quay' },
        text: 'All aboard',
        links: [],
        direction: 'auto',
        created: { at: '2023-09-12T10:00:00.000Z', precision: 'second', source: 'printed' },
        media: [],
        truncated: false,
      },
      linkCard: { url: 'https://news.example/boats', title: 'Boats', description: 'Of the night' },
      truncated: false,
    },
  });
});

test('a time on another day than the id disputes it; where the id holds none, it is the time', async () => {
  const [later] = await find({ ...FIELDS, date: '2023-09-14T18:32:29.000Z' });
  expect(later?.capture.post?.created).toMatchObject({ source: 'id', disputed: true });
  const [early] = await find({ ...FIELDS, url: 'https://twitter.com/fjordferries/status/20' });
  expect(early?.capture.post?.created).toEqual({
    at: '2023-09-13T18:32:29.000Z',
    precision: 'second',
    source: 'printed',
  });
});

test('a film is kept by its address', async () => {
  const [embed] = await find({ ...FIELDS, photos: [], video_url: 'https://films.example/boat.mp4' });
  expect(embed?.capture.post?.media).toEqual([{ kind: 'video', url: 'https://films.example/boat.mp4' }]);
});

describe('is no post', () => {
  test.each<[what: string, attrs: unknown]>([
    ['another address', { ...FIELDS, url: 'https://news.example/boats' }],
    ['without words', { ...FIELDS, full_text: '' }],
    ['words that are no text', { ...FIELDS, full_text: { a: 1 } }],
    ['a list', [FIELDS]],
    ['nothing', null],
    ['too much', { ...FIELDS, full_text: 'x'.repeat(70_000) }],
  ])('%s', async (_, attrs) => {
    expect(await find(attrs)).toEqual([]);
  });
});
