import { describe, expect, it } from 'vitest';
import type { Blobs } from '../../src/domain/ports.ts';
import type { PreviewRenderer } from '../../src/previews/renderer.ts';
import { newestPreview, obtainPreview } from '../../src/store/preview-drawing.ts';
import { dropPreviews } from '../../src/store/preview-records.ts';
import { withdrawArticle } from '../../src/store/publishing.ts';
import { takeDown } from '../../src/store/takedown-records.ts';
import { bareLink, captureOf, postBy } from './newsroom.ts';
import { type Desk, decode, openDesk, PHOTO, renderer } from './preview-desk.ts';

async function withdrawOne(ports: Desk['ports']): Promise<void> {
  await withdrawArticle(ports, 'one');
  await dropPreviews(ports, 'one');
}

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
