import { beforeEach, describe, expect, it } from 'vitest';
import type { Capture, Resolution } from '../../src/domain/post.ts';
import { loadShownCapture } from '../../src/store/capture-records.ts';
import { type CaptureRefresh, refreshCaptures } from '../../src/store/capture-refresh.ts';
import { takeDown } from '../../src/store/takedown-records.ts';
import { loadTopic } from '../../src/store/topic-records.ts';
import { bareLink, captureOf, type Newsroom, openNewsroom, postBy } from './newsroom.ts';

const HOUR = 3600;

/** A network that answers as told, and a merge that takes what it says. */
function network(answer: (capture: Capture) => Resolution) {
  const asked: string[] = [];
  const refresh: CaptureRefresh = {
    async resolve(captures) {
      asked.push(...captures.map(({ id }) => id));
      return captures.map(answer);
    },
    merge: (capture, resolution, at) => {
      if (resolution.outcome === 'found')
        return { ...capture, post: resolution.post, state: 'live', capturedAt: at };
      if (resolution.outcome === 'gone')
        return { ...capture, state: resolution.tombstone.reason, capturedAt: at };
      return capture;
    },
    keepPictures: async (capture) => ({ capture, blobs: [] }),
  };
  return { refresh, asked };
}

const found = (text: string): Resolution => ({
  outcome: 'found',
  post: postBy('ada', '11', text),
  source: 'api',
});

describe('refreshing captures', () => {
  let newsroom: Newsroom;
  beforeEach(async () => {
    newsroom = await openNewsroom();
  });
  const show = async (id: string) => loadShownCapture(newsroom.ports, 'x', id);

  it('a bare link gets its words, every feed that shows it changes, and the history keeps both', async () => {
    await newsroom.publish('one', bareLink('11'));
    const before = await loadTopic(newsroom.ports, 'section/one');
    expect(await refreshCaptures(newsroom.ports, network(() => found('words')).refresh, 10)).toBe(1);
    expect(await show('11')).toMatchObject({ state: 'live', post: { text: 'words' } });
    expect((await loadTopic(newsroom.ports, 'section/one'))?.digest).not.toBe(before?.digest);
    const history = await newsroom.rows(
      "SELECT version, content ->> '$.post.text' AS text FROM capture_versions ORDER BY version",
    );
    expect(history).toEqual([
      { version: 1, text: null },
      { version: 2, text: 'words' },
    ]);
  });

  it('a post is asked for again after an hour, a day, a week, and then every thirty days', async () => {
    await newsroom.publish('one', bareLink('11'));
    const { refresh, asked } = network(() => found('words'));
    let times = 0;
    for (const hours of [0, 1, 24, 24 * 7, 24 * 30, 24 * 30]) {
      if (hours > 0) {
        newsroom.ports.clock.advance(hours * HOUR - 1);
        await refreshCaptures(newsroom.ports, refresh, 10);
        expect(asked).toHaveLength(times);
        newsroom.ports.clock.advance(1);
      }
      await refreshCaptures(newsroom.ports, refresh, 10);
      expect(asked).toHaveLength(++times);
    }
  });

  it('what cannot be reached is tried again later, no sooner than it was asked to wait, and changes nothing', async () => {
    await newsroom.publish('one', captureOf(postBy('ada', '11', 'from the markup')));
    const before = await newsroom.rows('SELECT content, version FROM captures');
    const { refresh, asked } = network(() => ({ outcome: 'unreachable', retryAfterSeconds: 2 * HOUR }));
    await refreshCaptures(newsroom.ports, refresh, 10);
    newsroom.ports.clock.advance(2 * HOUR - 1);
    await refreshCaptures(newsroom.ports, refresh, 10);
    expect(asked).toHaveLength(1);
    newsroom.ports.clock.advance(1);
    await refreshCaptures(newsroom.ports, refresh, 10);
    expect(asked).toHaveLength(2);
    expect(await newsroom.rows('SELECT content, version FROM captures')).toEqual(before);
  });

  it('what was put off by a clock that was a year ahead is checked once that is set right, and then as ever', async () => {
    const year = 365 * 24 * HOUR;
    newsroom.ports.clock.advance(year);
    await newsroom.publish('one', bareLink('11'));
    const { refresh, asked } = network(() => found('words'));
    await refreshCaptures(newsroom.ports, refresh, 10);
    newsroom.ports.clock.advance(-year);
    expect(await refreshCaptures(newsroom.ports, refresh, 10, 'one')).toBe(1);
    expect(asked).toHaveLength(2);
    expect(await refreshCaptures(newsroom.ports, refresh, 10)).toBe(0);
  });

  it('a deleted post keeps its captured text', async () => {
    await newsroom.publish('one', captureOf(postBy('ada', '11', 'from the markup')));
    const gone: Resolution = { outcome: 'gone', tombstone: { reason: 'deleted' } };
    await refreshCaptures(newsroom.ports, network(() => gone).refresh, 10);
    expect(await show('11')).toMatchObject({ state: 'deleted', post: { text: 'from the markup' } });
  });

  it('a post taken down while it is being fetched stays down, and its pictures are deleted', async () => {
    const { ports } = newsroom;
    await newsroom.publish('one', bareLink('11'));
    const { refresh } = network(() => found('words'));
    await refreshCaptures(
      ports,
      {
        ...refresh,
        async keepPictures(capture) {
          await takeDown(ports, { platform: 'x', id: '11' });
          await ports.blobs.put('media/late.webp', new Uint8Array([1]));
          return { capture, blobs: ['media/late.webp'] };
        },
      },
      10,
    );
    expect(await show('11')).toMatchObject({ state: 'withdrawn' });
    expect(await ports.blobs.get('media/late.webp')).toBeUndefined();
    expect(await newsroom.rows('SELECT * FROM capture_media')).toEqual([]);
    expect(await newsroom.rows('SELECT * FROM capture_versions')).toEqual([]);
  });

  it('one that fails by a bug is logged and put off, and the others have their turn', async () => {
    await newsroom.publish('one', bareLink('11'), bareLink('12'));
    const { refresh } = network(() => ({
      outcome: 'found',
      post: postBy('bob', '12', 'words'),
      source: 'api',
    }));
    const merge: CaptureRefresh['merge'] = (capture, resolution, at) => {
      if (capture.id === '11') throw new Error('a bug');
      return refresh.merge(capture, resolution, at);
    };
    await refreshCaptures(newsroom.ports, { ...refresh, merge }, 10);
    expect((await show('12'))?.post?.text).toBe('words');
    expect(newsroom.logged.map(({ level }) => level)).toEqual(['error']);
    const { asked, refresh: later } = network(() => found('words'));
    await refreshCaptures(newsroom.ports, later, 10);
    expect(asked).toEqual([]);
  });

  it('an author who asks not to be shown outside is forgotten in the history as well', async () => {
    await newsroom.publish('one', captureOf(postBy('ada', '11', 'secret words')));
    const hidden = { ...postBy('ada', '11', ''), visibility: 'logged-in-only' as const };
    const { refresh } = network(() => ({ outcome: 'found', post: hidden, source: 'api' }));
    await refreshCaptures(newsroom.ports, refresh, 10);
    expect(JSON.stringify(await newsroom.rows('SELECT * FROM capture_versions'))).not.toContain('secret');
    expect((await show('11'))?.post?.visibility).toBe('logged-in-only');
  });

  it('words known alone, without an id or a picture’s link, are never asked for', async () => {
    const { id: _, url: __, ...words } = postBy('ada', '', 'words');
    await newsroom.publish('one', { ...captureOf(words), id: 't-1234' });
    const { refresh, asked } = network(() => found('x'));
    await refreshCaptures(newsroom.ports, refresh, 10);
    expect(asked).toEqual([]);
  });

  it('only so many are checked at once, and only those of one article where it is named', async () => {
    await newsroom.publish('one', bareLink('11'), bareLink('12'), bareLink('13'));
    await newsroom.publish('two', bareLink('14'));
    const { refresh, asked } = network(() => ({ outcome: 'unreachable' }));
    await refreshCaptures(newsroom.ports, refresh, 10, 'two');
    expect(asked).toEqual(['14']);
    await refreshCaptures(newsroom.ports, refresh, 2);
    expect(asked).toHaveLength(3);
  });
});
