import { beforeEach, describe, expect, it } from 'vitest';
import { loadShownCapture } from '../../src/store/capture-records.ts';
import { takeDown } from '../../src/store/takedown-records.ts';
import { loadTopic } from '../../src/store/topic-records.ts';
import { bareLink, captureOf, type Newsroom, openNewsroom, postBy } from './newsroom.ts';

const SECRET = 'words to be forgotten';

describe('a take-down', () => {
  let newsroom: Newsroom;
  beforeEach(async () => {
    newsroom = await openNewsroom();
  });
  const everything = async () => {
    const tables = await newsroom.rows("SELECT name FROM sqlite_master WHERE type = 'table'");
    const dumps = await Promise.all(tables.map(({ name }) => newsroom.rows(`SELECT * FROM ${name}`)));
    return JSON.stringify(dumps);
  };

  it('of a post leaves none of its words, names or pictures anywhere, and says what it reached', async () => {
    const { ports, publish } = newsroom;
    await publish(
      'one',
      captureOf(postBy('ada', '11', SECRET)),
      captureOf(postBy('bob', '12', 'other words')),
    );
    await publish('two', captureOf(postBy('ada', '11', SECRET)));
    await ports.blobs.put('media/aa.webp', new Uint8Array([1]));
    await ports.database.prepare("INSERT INTO capture_media VALUES ('x', '11', 'media/aa.webp')").run();
    const before = await loadTopic(ports, 'section/one');

    const report = await takeDown(ports, { platform: 'x', id: '11' });
    expect(report).toEqual({ captures: ['x/11'], articles: ['one', 'two'], pictures: 1 });
    expect(await everything()).not.toMatch(/forgotten|x\.com\/ada/);
    expect(await ports.blobs.get('media/aa.webp')).toBeUndefined();
    expect(await loadShownCapture(ports, 'x', '11')).toMatchObject({
      state: 'withdrawn',
      sources: [],
    });
    expect((await loadShownCapture(ports, 'x', '12'))?.post?.text).toBe('other words');
    expect((await loadTopic(ports, 'section/one'))?.digest).not.toBe(before?.digest);
  });

  it('of an author takes every post of theirs, whatever the case of the handle, also known by words alone', async () => {
    const { ports, publish } = newsroom;
    const { id: _, url: __, ...words } = postBy('Ada', '', SECRET);
    await publish('one', captureOf(postBy('ada', '11', SECRET)), { ...captureOf(words), id: 't-1234' });
    await publish('two', captureOf(postBy('adam', '13', 'kept')));
    const report = await takeDown(ports, { platform: 'x', handle: '@ADA' });
    expect(report.captures).toEqual(['x/11', 'x/t-1234']);
    expect(await everything()).not.toContain('forgotten');
    expect((await loadShownCapture(ports, 'x', '13'))?.post?.text).toBe('kept');
  });

  it('takes the post out of the posts that quote it', async () => {
    const { ports, publish } = newsroom;
    const quoted = postBy('ada', '11', SECRET);
    await publish('one', captureOf(postBy('bob', '12', 'look at this', quoted)));
    const report = await takeDown(ports, { platform: 'x', id: '11' });
    expect(report).toMatchObject({ captures: [], articles: ['one'] });
    expect(await everything()).not.toContain('forgotten');
    const capture = await loadShownCapture(ports, 'x', '12');
    expect(capture?.post).toMatchObject({ text: 'look at this', quote: { reason: 'withdrawn' } });
  });

  it('is remembered: no later article, correction or bare link brings the post back', async () => {
    const { ports, publish } = newsroom;
    await takeDown(ports, { platform: 'x', id: '11' });
    await takeDown(ports, { platform: 'x', handle: 'eve' });
    await publish('one', bareLink('11'));
    await publish('one', captureOf(postBy('ada', '11', SECRET)));
    await publish('two', captureOf(postBy('Eve', '14', SECRET)));
    await publish('three', captureOf(postBy('bob', '12', 'look', postBy('eve', '14', SECRET))));
    expect(await everything()).not.toContain('forgotten');
    expect(await loadShownCapture(ports, 'x', '11')).toMatchObject({ state: 'withdrawn' });
    expect(await loadShownCapture(ports, 'x', '14')).toMatchObject({ state: 'withdrawn' });
  });

  it('leaves a picture that other posts still show', async () => {
    const { ports, publish } = newsroom;
    await publish('one', captureOf(postBy('ada', '11', SECRET)), captureOf(postBy('ada', '12', 'kept')));
    await ports.blobs.put('media/avatar.webp', new Uint8Array([1]));
    await ports.database
      .prepare(
        "INSERT INTO capture_media VALUES ('x', '11', 'media/avatar.webp'), ('x', '12', 'media/avatar.webp')",
      )
      .run();
    expect(await takeDown(ports, { platform: 'x', id: '11' })).toMatchObject({ pictures: 0 });
    expect(await ports.blobs.get('media/avatar.webp')).toBeDefined();
    expect(await takeDown(ports, { platform: 'x', handle: 'ada' })).toMatchObject({ pictures: 1 });
    expect(await ports.blobs.get('media/avatar.webp')).toBeUndefined();
  });

  it('tells subscribers at once, and is done even where the queue cannot be told', async () => {
    const { ports, publish, logged } = newsroom;
    await publish('one', captureOf(postBy('ada', '11', SECRET)));
    const sent: unknown[] = [];
    await ports.queue.drain(async () => undefined);
    await takeDown(ports, { platform: 'x', id: '11' });
    await ports.queue.drain(async (message) => void sent.push(message));
    expect(sent).toEqual([{ hub: 'changes' }, { webhooks: 'changes' }]);
    const queue = { send: () => Promise.reject(new Error('no queue')) };
    await takeDown({ ...ports, queue }, { platform: 'x', handle: 'ada' });
    expect(logged).toContainEqual({
      level: 'warn',
      message: 'the queue could not be told of a take-down; the next sweep will',
    });
  });

  it('repeated changes nothing', async () => {
    const { ports, publish } = newsroom;
    await publish('one', captureOf(postBy('ada', '11', SECRET)));
    await takeDown(ports, { platform: 'x', id: '11' });
    const before = await newsroom.rows('SELECT * FROM captures');
    await takeDown(ports, { platform: 'x', id: '11' });
    expect(await newsroom.rows('SELECT * FROM captures')).toEqual(before);
  });

  it('says nothing of what earlier ones reached, and leaves their feeds alone', async () => {
    const { ports, publish } = newsroom;
    await publish('one', captureOf(postBy('ada', '11', SECRET)));
    await publish('two', captureOf(postBy('bob', '12', 'other words')));
    await takeDown(ports, { platform: 'x', id: '11' });
    const before = await loadTopic(ports, 'section/one');
    const none = await takeDown(ports, { platform: 'x', id: '99' });
    expect(none).toEqual({ captures: [], articles: [], pictures: 0 });
    const report = await takeDown(ports, { platform: 'x', handle: 'bob' });
    expect(report).toEqual({ captures: ['x/12'], articles: ['two'], pictures: 0 });
    expect((await loadTopic(ports, 'section/one'))?.digest).toBe(before?.digest);
  });

  it('is no news to those who show the post, whoever quotes it again', async () => {
    const { ports, publish } = newsroom;
    await publish('one', captureOf(postBy('ada', '11', SECRET)));
    await takeDown(ports, { platform: 'x', id: '11' });
    const before = await loadTopic(ports, 'section/one');
    const shown = await newsroom.rows('SELECT * FROM captures JOIN shown_revisions');
    await publish('two', captureOf(postBy('ada', '11', SECRET)));
    expect(await newsroom.rows('SELECT * FROM captures JOIN shown_revisions')).toEqual(shown);
    expect(await loadTopic(ports, 'section/one')).toEqual(before);
  });

  it('reaches only the platform it names', async () => {
    const { ports, publish } = newsroom;
    await publish('one', captureOf(postBy('ada', '11', 'kept')));
    await takeDown(ports, { platform: 'mastodon', handle: 'ada' });
    expect((await loadShownCapture(ports, 'x', '11'))?.post?.text).toBe('kept');
  });
});
