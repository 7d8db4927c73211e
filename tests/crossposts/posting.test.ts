import { describe, expect, it } from 'vitest';
import { openNewsroom } from './open-newsroom.ts';
import { createPdsDouble } from './pds-double.ts';

const open = async () => {
  const pds = createPdsDouble();
  const newsroom = await openNewsroom({ fetch: pds.fetch });
  return { pds, ...newsroom };
};

describe('an article as a post', () => {
  it('is posted once with its card and picture, corrected, and deleted', async () => {
    const house = await open();
    const set = await house.setAccount();
    expect([set.status, await set.json()]).toMatchObject([200, { handle: 'news.example', state: 'working' }]);
    await house.publish('bridge', { title: 'A bridge opens', dek: 'At last', tags: ['Local news'] });
    await house.settle();
    expect(await house.post('bridge')).toMatchObject({ state: 'posted' });
    const [record] = house.pds.records().values();
    expect(record).toMatchObject({
      text: 'A bridge opens',
      langs: ['en'],
      tags: ['Local news'],
      createdAt: '2026-03-02T08:00:00.000Z',
      embed: {
        external: {
          uri: 'https://feeds.example/articles/bridge',
          title: 'A bridge opens',
          description: 'At last',
        },
      },
    });
    expect(house.pds.blobs.size).toBe(1);
    expect(house.pds.asked()).toEqual(['createSession', 'uploadBlob', 'putRecord']);

    await house.publish('bridge', {
      title: 'A bridge opens',
      dek: 'At last',
      tags: ['Local news'],
      html: '<p>More.</p>',
    });
    await house.settle();
    expect(house.pds.asked()).toEqual([]);
    expect(await house.post('bridge')).toMatchObject({ state: 'posted' });

    await house.publish('bridge', { title: 'A bridge closes', tags: ['Local news'] });
    await house.settle();
    expect(house.pds.asked()).toEqual(['uploadBlob', 'putRecord']);
    expect([...house.pds.records().values()]).toMatchObject([{ text: 'A bridge closes' }]);
    expect(await house.post('bridge')).toMatchObject({ state: 'updated' });

    await house.withdraw('bridge');
    await house.settle();
    expect(house.pds.asked()).toEqual(['deleteRecord', 'deleteRecord']);
    expect(house.pds.records().size).toBe(0);
    expect(await house.post('bridge')).toMatchObject({ state: 'deleted' });
  });
});
