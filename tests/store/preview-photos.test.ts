import { beforeEach, describe, expect, it } from 'vitest';
import type { OfflineAnswer } from '../../src/adapters/memory/offline-fetch.ts';
import type { Article } from '../../src/domain/article.ts';
import { prepareDrawing } from '../../src/store/preview-drawing.ts';
import { dropPictures, retryPictures } from '../../src/store/preview-pictures.ts';
import { withdrawArticle } from '../../src/store/publishing.ts';
import { type Desk, decode, openDesk, PHOTO } from './preview-desk.ts';

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
