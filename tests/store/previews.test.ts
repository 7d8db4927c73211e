import { beforeEach, describe, expect, it } from 'vitest';
import { createOfflineFetch, type OfflineAnswer } from '../../src/adapters/memory/offline-fetch.ts';
import { readConfig } from '../../src/config.ts';
import type { Article } from '../../src/domain/article.ts';
import type { Pixels } from '../../src/domain/picture.ts';
import type { Blobs } from '../../src/domain/ports.ts';
import { previewType } from '../../src/previews/card.ts';
import type { PreviewRenderer } from '../../src/previews/renderer.ts';
import { loadArticle } from '../../src/store/article-records.ts';
import { newestPreview, obtainPreview, prepareDrawing } from '../../src/store/preview-drawing.ts';
import { dropPictures, retryPictures } from '../../src/store/preview-pictures.ts';
import { dropPreviews } from '../../src/store/preview-records.ts';
import { withdrawArticle } from '../../src/store/publishing.ts';
import { takeDown } from '../../src/store/takedown-records.ts';
import { bareLink, captureOf, openNewsroom, postBy } from './newsroom.ts';

const PHOTO = 'https://photos.example/harbour.jpg';
const LOGO = 'https://photos.example/logo.png';
const answered = (body: Uint8Array, status = 200): OfflineAnswer => ({
  outcome: 'answered',
  url: PHOTO,
  status,
  contentType: 'image/jpeg',
  body,
});
const PICTURE = new Uint8Array([1, 2, 3]);
const NO_PICTURE = new Uint8Array([9]);

/** Opens everything but what begins with 9. */
const pixels: Pixels = {
  shrink: async () => undefined,
  open: async (bytes, { width, height }) =>
    bytes[0] === 9
      ? { outcome: 'unusable', fault: 'format' }
      : { outcome: 'opened', picture: { width, height, rgba: new Uint8Array(4) } },
};

/** Writes down what it was given to draw. */
const renderer: PreviewRenderer = {
  draw: async (card, pictures = {}) =>
    encode({
      type: previewType(card),
      title: card.title,
      quote: card.quote?.text,
      with: Object.keys(pictures),
    }),
  quote: async () => new Uint8Array(),
};
const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const decode = (bytes: Uint8Array | undefined) => bytes && JSON.parse(new TextDecoder().decode(bytes));

async function openDesk(settings: Record<string, string> = {}) {
  const newsroom = await openNewsroom();
  const answers: Record<string, OfflineAnswer> = {};
  const fetch = createOfflineFetch(answers);
  const kept = new Set<string>();
  const blobs: Blobs = {
    ...newsroom.ports.blobs,
    put: async (name, bytes) => {
      kept.add(name);
      await newsroom.ports.blobs.put(name, bytes);
    },
    delete: async (name) => {
      kept.delete(name);
      await newsroom.ports.blobs.delete(name);
    },
  };
  const ports = { ...newsroom.ports, pixels, fetch, blobs };
  const config = readConfig({
    PUBLIC_URL: 'https://news.example',
    PUBLICATION_NAME: 'The Example Times',
    TAG_AUTHORITY: 'example.org,2026',
    ...settings,
  });
  const article = async (id: string, image?: string): Promise<Article> => {
    const stored = (await loadArticle(ports.database, id))?.article;
    if (!stored) throw new Error(`no article ${id}`);
    return { ...stored, ...(image && { image: { url: image } }) };
  };
  const obtain = async (one: Article, hash?: string) =>
    obtainPreview(ports, config, renderer, one, hash ?? (await newestPreview(ports, config, one)).hash);
  return { newsroom, ports, config, answers, fetch, kept, article, obtain };
}

type Desk = Awaited<ReturnType<typeof openDesk>>;

async function withdrawOne(ports: Desk['ports']): Promise<void> {
  await withdrawArticle(ports, 'one');
  await dropPreviews(ports, 'one');
}

describe('the photo of a preview', () => {
  let desk: Desk;
  let article: Article;
  beforeEach(async () => {
    desk = await openDesk();
    await desk.newsroom.publish('one');
    article = await desk.article('one', PHOTO);
  });
  const minutesLater = (minutes: number) => desk.ports.clock.advance(minutes * 60);
  const retry = () => retryPictures(desk.ports, () => ({ width: 1, height: 1, fit: 'cover' }), 10);

  it('is fetched once after publishing, and drawn from our copy', async () => {
    desk.answers[PHOTO] = answered(PICTURE);
    await prepareDrawing(desk.ports, desk.config, article);
    const drawn = await desk.obtain(article);
    expect(drawn).toMatchObject({ type: 'image/jpeg', complete: true });
    expect(decode(drawn?.bytes)).toMatchObject({ with: ['photo'] });
    await prepareDrawing(desk.ports, desk.config, article);
    expect(desk.fetch.asked).toEqual([PHOTO]);
  });

  it('is not fetched by drawing: without it the picture is shown, not kept, and the photo fetched by the next sweep', async () => {
    const first = await desk.obtain(article);
    expect(first).toMatchObject({ type: 'image/jpeg', complete: false, reason: 'photo-pending' });
    expect(desk.fetch.asked).toEqual([]);
    expect(await desk.newsroom.rows('SELECT * FROM previews')).toEqual([]);
    desk.answers[PHOTO] = answered(PICTURE);
    await retry();
    expect(await desk.obtain(article)).toMatchObject({ complete: true });
  });

  it('is asked for again where it could not be had, ever more rarely, and then given up', async () => {
    desk.answers[PHOTO] = { outcome: 'refused', reason: 'unreachable' };
    await prepareDrawing(desk.ports, desk.config, article);
    expect(await desk.obtain(article)).toMatchObject({ complete: false, reason: 'photo-pending' });
    for (const minutes of [1, 5, 30, 120, 720]) {
      const before = desk.fetch.asked.length;
      minutesLater(minutes - 0.5);
      await retry();
      expect(desk.fetch.asked).toHaveLength(before);
      minutesLater(0.5);
      await retry();
      expect(desk.fetch.asked).toHaveLength(before + 1);
    }
    minutesLater(10_000);
    await retry();
    expect(desk.fetch.asked).toHaveLength(6);
    expect(await desk.obtain(article)).toMatchObject({ complete: true, reason: 'photo-unreachable' });
  });

  it('that comes late is drawn after all', async () => {
    desk.answers[PHOTO] = answered(PICTURE, 404);
    await prepareDrawing(desk.ports, desk.config, article);
    desk.answers[PHOTO] = answered(PICTURE);
    minutesLater(1);
    await retry();
    const drawn = await desk.obtain(article);
    expect(drawn).toMatchObject({ complete: true });
    expect(drawn).not.toHaveProperty('reason');
  });

  it('that is no picture leaves the flat card, for good, and says why', async () => {
    desk.answers[PHOTO] = answered(NO_PICTURE);
    await prepareDrawing(desk.ports, desk.config, article);
    for (let times = 0; times < 2; times++) {
      expect(await desk.obtain(article)).toMatchObject({ complete: true, reason: 'photo-format' });
    }
    expect(desk.fetch.asked).toHaveLength(1);
  });

  it('that comes when its article is withdrawn is not kept', async () => {
    desk.answers[PHOTO] = answered(PICTURE);
    const fetching = {
      ...desk.fetch,
      get: async (...asked: Parameters<typeof desk.fetch.get>) => {
        await withdrawArticle(desk.ports, 'one');
        await dropPictures(desk.ports, 'one');
        return desk.fetch.get(...asked);
      },
    };
    await prepareDrawing({ ...desk.ports, fetch: fetching }, desk.config, article);
    expect(desk.kept.size).toBe(0);
    expect(await desk.newsroom.rows('SELECT * FROM preview_pictures')).toEqual([]);
  });

  it('goes with its article', async () => {
    desk.answers[PHOTO] = answered(PICTURE);
    await prepareDrawing(desk.ports, desk.config, article);
    const [row] = await desk.newsroom.rows('SELECT blob FROM preview_pictures');
    expect(await desk.ports.blobs.get(String(row?.blob))).toBeDefined();
    await dropPictures(desk.ports, 'one');
    expect(await desk.ports.blobs.get(String(row?.blob))).toBeUndefined();
    expect(await desk.newsroom.rows('SELECT * FROM preview_pictures')).toEqual([]);
  });
});

describe('the logo of a preview', () => {
  it('is fetched once for all articles; a broken one is left out for good', async () => {
    const desk = await openDesk({ THEME_LOGO: LOGO });
    for (const id of ['one', 'two']) await desk.newsroom.publish(id);
    const [one, two] = [await desk.article('one'), await desk.article('two')];
    expect(await desk.obtain(one)).toMatchObject({ complete: false, reason: 'logo-pending' });
    desk.answers[LOGO] = answered(PICTURE);
    for (const article of [one, two]) await prepareDrawing(desk.ports, desk.config, article);
    expect(desk.fetch.asked).toEqual([LOGO]);
    expect(decode((await desk.obtain(one))?.bytes)).toMatchObject({ with: ['logo'] });

    const broken = await openDesk({ THEME_LOGO: LOGO });
    await broken.newsroom.publish('one');
    broken.answers[LOGO] = answered(NO_PICTURE);
    await prepareDrawing(broken.ports, broken.config, await broken.article('one'));
    expect(await broken.obtain(await broken.article('one'))).toMatchObject({
      complete: true,
      reason: 'logo-format',
    });
  });
});

describe('the post that a preview quotes', () => {
  const post = captureOf(postBy('ada', '11', 'the very words'));
  const design = async (desk: Desk, image?: string) =>
    (await newestPreview(desk.ports, desk.config, await desk.article('one', image))).card.design;

  it('is the first of the article, where there is no photo', async () => {
    const desk = await openDesk();
    await desk.newsroom.publish('one', post, captureOf(postBy('bob', '12', 'others')));
    expect(decode((await desk.obtain(await desk.article('one')))?.bytes)).toMatchObject({
      quote: 'the very words',
    });
    expect(await design(desk, PHOTO)).toBe('hero');
  });

  it.each<[string, Parameters<typeof captureOf>[0] | undefined, Parameters<typeof captureOf>[1]?]>([
    ['whose words are not known', undefined],
    ['that is cut short', { ...postBy('ada', '11', 'the very'), truncated: true }],
    ['behind a warning', { ...postBy('ada', '11', 'words'), contentWarning: 'Spiders' }],
    ['for people with an account', { ...postBy('ada', '11', ''), visibility: 'logged-in-only' }],
    ['that is gone', postBy('ada', '11', 'words'), 'deleted'],
  ])('is not one %s: then the card is flat', async (_what, shown, state) => {
    const desk = await openDesk();
    await desk.newsroom.publish('one', shown ? captureOf(shown, state) : bareLink('11'));
    expect(await design(desk)).toBe('flat');
  });

  it('leaves every picture of its words with a take-down, at once', async () => {
    const desk = await openDesk();
    await desk.newsroom.publish('one', post);
    const article = await desk.article('one');
    const { hash } = await newestPreview(desk.ports, desk.config, article);
    await desk.obtain(article, hash);
    await takeDown(desk.ports, { platform: 'x', id: '11' });
    expect(await desk.newsroom.rows('SELECT * FROM previews')).toEqual([]);
    expect(await desk.ports.blobs.get(`previews/one/${hash}.png`)).toBeUndefined();
    expect(await desk.obtain(article, hash)).toBeUndefined();
    expect(await design(desk)).toBe('flat');
  });

  it.each<['draws' | 'keeps', string, (ports: Desk['ports']) => Promise<unknown>]>([
    ['draws', 'the post is taken down', (ports) => takeDown(ports, { platform: 'x', id: '11' })],
    ['keeps', 'the post is taken down', (ports) => takeDown(ports, { platform: 'x', id: '11' })],
    ['draws', 'its author is taken down', (ports) => takeDown(ports, { platform: 'x', handle: 'Ada' })],
    ['keeps', 'its author is taken down', (ports) => takeDown(ports, { platform: 'x', handle: 'Ada' })],
    ['draws', 'the article is withdrawn', withdrawOne],
    ['keeps', 'the article is withdrawn', withdrawOne],
  ])('leaves nothing of itself where, while somebody %s the picture, %s', async (moment, _what, happens) => {
    const desk = await openDesk();
    await desk.newsroom.publish('one', post);
    const article = await desk.article('one');
    const { hash } = await newestPreview(desk.ports, desk.config, article);
    const meanwhile = async () => void (await happens(desk.ports));
    const drawing: PreviewRenderer = {
      ...renderer,
      draw: async (...given) => {
        if (moment === 'draws') await meanwhile();
        return renderer.draw(...given);
      },
    };
    const keeping: Blobs = {
      ...desk.ports.blobs,
      put: async (name, bytes) => {
        if (moment === 'keeps') await meanwhile();
        return desk.ports.blobs.put(name, bytes);
      },
    };
    const ports = { ...desk.ports, blobs: keeping };
    expect(await obtainPreview(ports, desk.config, drawing, article, hash)).toBeUndefined();
    expect(desk.kept.size).toBe(0);
    expect(await desk.newsroom.rows('SELECT * FROM previews')).toEqual([]);
  });

  it('leaves nothing of itself where the take-down has only begun', async () => {
    const desk = await openDesk();
    await desk.newsroom.publish('one', post);
    const article = await desk.article('one');
    await desk.ports.database
      .prepare(
        "INSERT INTO takedowns (platform, subject, recorded_at) VALUES ('x', '11', '2025-03-03T08:00:00Z')",
      )
      .run();
    expect(await desk.obtain(article)).toBeUndefined();
    expect(desk.kept.size).toBe(0);
  });

  it.each([
    ['keep', true],
    ['mark', true],
    ['redact', false],
    ['remove', false],
  ] as const)('once it is deleted, an old picture stays under %s: %s', async (onDeleted, stays) => {
    const desk = await openDesk({ ON_DELETED: onDeleted });
    await desk.newsroom.publish('one', post);
    const article = await desk.article('one');
    const { hash } = await newestPreview(desk.ports, desk.config, article);
    await desk.obtain(article, hash);
    await desk.ports.database
      .prepare("UPDATE captures SET content = json_set(content, '$.state', 'deleted')")
      .run();
    expect((await desk.obtain(article, hash)) !== undefined).toBe(stays);
  });
});
