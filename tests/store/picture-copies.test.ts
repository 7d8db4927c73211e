import { describe, expect, it } from 'vitest';
import { createMemoryBlobs } from '../../src/adapters/memory/blobs.ts';
import { createOfflineFetch } from '../../src/adapters/memory/offline-fetch.ts';
import type { Pixels } from '../../src/domain/picture.ts';
import type { Fetch } from '../../src/domain/ports.ts';
import type { Capture, PostMedia } from '../../src/domain/post.ts';
import { keepPictures } from '../../src/store/picture-copies.ts';
import { captureOf, postBy } from './newsroom.ts';

const bytes = (words: string) => new TextEncoder().encode(words);

/** A web that has these pictures, and counts what it is asked for. */
function openWeb(pictures: Record<string, string>) {
  const asked: string[] = [];
  const fetch: Fetch = {
    ...createOfflineFetch({}),
    async get(url) {
      asked.push(url);
      const body = pictures[url];
      if (body === undefined) return { outcome: 'refused', reason: 'unreachable' };
      return { outcome: 'answered', url, status: 200, contentType: 'image/png', body: bytes(body) };
    },
  };
  const pixels: Pixels = {
    async shrink(picture) {
      const words = new TextDecoder().decode(picture);
      return words.startsWith('<')
        ? undefined
        : { bytes: bytes(`small ${words}`), type: 'image/webp', width: 6, height: 4 };
    },
    async open() {
      return { outcome: 'unusable', fault: 'format' };
    },
  };
  return { asked, ports: { fetch, pixels, blobs: createMemoryBlobs() } };
}

function withMedia(...media: PostMedia[]): Capture {
  const post = { ...postBy('ada', '11', 'words'), media };
  return { ...captureOf(post), capturedAt: '2025-03-03T08:00:00.000Z' };
}

const photo = (name: string): PostMedia => ({
  kind: 'image',
  url: `https://pictures.example/${name}`,
  alt: name,
});

describe('copies of pictures', () => {
  it('are kept by what is in them, with their size', async () => {
    const { ports } = openWeb({ 'https://pictures.example/a': 'A' });
    const { capture, blobs } = await keepPictures(ports, withMedia(photo('a')), withMedia());
    const [media] = capture.post?.media ?? [];
    expect(media).toMatchObject({ url: 'https://pictures.example/a', alt: 'a', width: 6, height: 4 });
    expect(media?.copy).toMatch(/^media\/[0-9a-f]{32}\.webp$/);
    expect(blobs).toEqual([media?.copy]);
    expect(await ports.blobs.get(blobs[0] ?? '')).toEqual(bytes('small A'));
  });

  it('are made of avatars, stills, link cards and quoted posts as well', async () => {
    const names = ['avatar', 'still', 'card', 'quoted'];
    const { ports, asked } = openWeb(
      Object.fromEntries(names.map((name) => [`https://pictures.example/${name}`, name])),
    );
    const capture = withMedia({
      kind: 'video',
      url: 'https://videos.example/v.mp4',
      still: 'https://pictures.example/still',
    });
    if (capture.post) {
      capture.post.author.avatar = photo('avatar');
      capture.post.linkCard = { url: 'https://a.example/', title: 'A', image: photo('card') };
      capture.post.quote = { ...postBy('bob', '12', 'quoted'), media: [photo('quoted')] };
    }
    const { blobs } = await keepPictures(ports, capture, withMedia());
    expect(blobs).toHaveLength(4);
    expect(asked).not.toContain('https://videos.example/v.mp4');
  });

  it('are not fetched again while the picture stays where it is', async () => {
    const { ports, asked } = openWeb({ 'https://pictures.example/a': 'A' });
    const { capture: before } = await keepPictures(ports, withMedia(photo('a')), withMedia());
    const { capture: after, blobs } = await keepPictures(ports, withMedia(photo('a')), before);
    expect(asked).toHaveLength(1);
    expect(after.post?.media).toEqual(before.post?.media);
    expect(blobs).toHaveLength(1);
  });

  it('are left out where the picture cannot be had or is none', async () => {
    const { ports } = openWeb({ 'https://pictures.example/page': '<!doctype html>' });
    const capture = withMedia(photo('page'), photo('missing'));
    expect(await keepPictures(ports, capture, withMedia())).toEqual({ capture, blobs: [] });
  });

  it('are no more than 24, however many a post claims to have', async () => {
    const { ports, asked } = openWeb({});
    await keepPictures(
      ports,
      withMedia(...Array.from({ length: 500 }, (_, index) => photo(String(index)))),
      withMedia(),
    );
    expect(asked).toHaveLength(24);
  });
});
