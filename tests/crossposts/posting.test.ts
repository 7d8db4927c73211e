import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, type Newsroom, openNewsroom } from './open-newsroom.ts';
import { type answered, createPdsDouble, type PdsDouble, refused } from './pds-double.ts';

let pds: PdsDouble;
let house: Newsroom;
beforeEach(async () => {
  pds = createPdsDouble();
  house = await openNewsroom({ fetch: pds.fetch });
  expect((await house.setAccount()).status).toBe(200);
  pds.asked();
});

const texts = () => [...pds.records().values()].map(({ text }) => text);
const keys = () => [...pds.records().keys()];

describe('an article as a post', () => {
  it('is posted once with its card and picture', async () => {
    await house.publish('bridge', { title: 'A bridge opens', dek: 'At last', tags: ['Local news'] });
    await house.settle();
    expect(pds.asked()).toEqual(['uploadBlob', 'putRecord']);
    const post = await house.post('bridge');
    expect(post).toMatchObject({ state: 'posted', generation: 1 });
    expect(post?.uri).toBe(`at://did:plc:ewvi7nxzyoun6zhxrhs64oiz/app.bsky.feed.post/${keys()[0]}`);
    const external = {
      uri: 'https://feeds.example/articles/bridge',
      title: 'A bridge opens',
      description: 'At last',
      thumb: { mimeType: 'image/png', size: 64 },
    };
    expect([...pds.records().values()]).toMatchObject([
      {
        text: 'A bridge opens',
        langs: ['en'],
        tags: ['Local news'],
        createdAt: '2026-03-02T08:00:00.000Z',
        embed: { external },
      },
    ]);
    for (let day = 0; day < 3; day++) {
      house.advance(DAY);
      await house.settle();
    }
    expect(pds.asked()).toEqual([]);
  });

  it('asks nothing for a correction that its post does not show', async () => {
    await house.publish('bridge', { title: 'A bridge opens', dek: 'At last' });
    await house.settle();
    pds.asked();
    await house.publish('bridge', { title: 'A bridge opens', dek: 'At last', html: '<p>More.</p>' });
    await house.settle();
    expect(pds.asked()).toEqual([]);
    expect(await house.post('bridge')).toMatchObject({ state: 'posted' });
  });

  it('is corrected in its place, with the new picture', async () => {
    await house.publish('bridge');
    await house.settle();
    const [key] = keys();
    house.advance(HOUR);
    await house.publish('bridge', { title: 'A bridge closes' });
    await house.settle();
    expect(pds.asked()).toEqual(['uploadBlob', 'putRecord', 'uploadBlob', 'putRecord']);
    expect([keys(), texts()]).toEqual([[key], ['A bridge closes']]);
    expect([...pds.records().values()]).toMatchObject([{ createdAt: '2026-03-02T08:00:00.000Z' }]);
    expect(await house.post('bridge')).toMatchObject({ state: 'updated' });
  });

  it('is deleted on withdrawal, and posted anew under another key when it comes back', async () => {
    await house.publish('bridge');
    await house.settle();
    const [first] = keys();
    await house.withdraw('bridge');
    await house.settle();
    expect(pds.asked()).toEqual(['uploadBlob', 'putRecord', 'deleteRecord']);
    const deleted = await house.post('bridge');
    expect(deleted).toMatchObject({ state: 'deleted', generation: 1 });
    expect(deleted).not.toHaveProperty('uri');
    house.advance(HOUR);
    await house.publish('bridge', { title: 'About a bridge, again' });
    await house.settle();
    expect(await house.post('bridge')).toMatchObject({ state: 'posted', generation: 2 });
    expect([keys().length, keys()[0] === first, texts()]).toEqual([1, false, ['About a bridge, again']]);
    expect([...pds.records().values()]).toMatchObject([{ createdAt: '2026-03-02T09:00:00.000Z' }]);
  });

  it.each([
    ['withheld', { status: 'withheld' }],
    ['embargoed again', { embargoUntil: '2026-03-03T08:00:00Z' }],
  ])('is deleted when it is %s', async (_, fields) => {
    await house.publish('bridge');
    await house.settle();
    await house.publish('bridge', fields);
    await house.settle();
    expect(texts()).toEqual([]);
    expect(await house.post('bridge')).toMatchObject({ state: 'deleted' });
  });

  it('is nowhere while it is embargoed or withheld, and posted when it opens', async () => {
    await house.publish('later', { embargoUntil: '2026-03-02T10:00:00Z' });
    await house.publish('held', { status: 'withheld' });
    await house.settle();
    expect([pds.asked(), await house.posts()]).toEqual([[], []]);
    house.advance(2 * HOUR);
    await house.settle();
    expect(texts()).toEqual(['About later']);
    expect([...pds.records().values()]).toMatchObject([{ createdAt: '2026-03-02T10:00:00.000Z' }]);
  });

  it('that is withdrawn before it was posted is never posted', async () => {
    await house.publish('bridge');
    pds.script.push({ call: 'uploadBlob', outcome: refused('unreachable') });
    await house.settle();
    await house.withdraw('bridge');
    house.advance(DAY);
    await house.settle();
    expect(pds.asked()).toEqual(['uploadBlob']);
    expect(await house.post('bridge')).toMatchObject({
      state: 'deleted',
      words: 'was withdrawn before it was posted',
    });
  });

  it.each(['uploadBlob', 'putRecord'])('that is withdrawn during %s ends deleted', async (call) => {
    const withdrawing = async (answer: Parameters<typeof answered>[1]) => {
      await house.withdraw('bridge');
      return answer as never;
    };
    pds.script.push({ call, outcome: withdrawing });
    await house.publish('bridge');
    await house.settle();
    expect(texts()).toEqual([]);
    expect(await house.post('bridge')).toMatchObject({ state: 'deleted' });
  });

  it('that is corrected during its posting ends corrected', async () => {
    pds.script.push({
      call: 'putRecord',
      outcome: async (answer) => {
        await house.publish('bridge', { title: 'Corrected' });
        return answer;
      },
    });
    await house.publish('bridge');
    await house.settle();
    expect(texts()).toEqual(['Corrected']);
    expect(await house.post('bridge')).toMatchObject({ state: 'updated' });
  });

  it('that comes back during its deletion is there once, under another key', async () => {
    await house.publish('bridge');
    await house.settle();
    const [first] = keys();
    pds.script.push({
      call: 'deleteRecord',
      outcome: async (answer) => {
        await house.publish('bridge', { title: 'Back' });
        return answer;
      },
    });
    await house.withdraw('bridge');
    await house.settle();
    expect([texts(), keys()[0] === first]).toEqual([['Back'], false]);
    expect(await house.post('bridge')).toMatchObject({ state: 'posted', generation: 2 });
  });

  it('is deleted once more where it is not known what came of its posting', async () => {
    // The server writes only after it was given up.
    let late: () => Promise<unknown> = async () => undefined;
    pds.script.push({ call: 'putRecord', outcome: refused('too-slow') });
    await house.publish('bridge');
    await house.settle();
    late = async () =>
      pds.write((await house.rows('SELECT rkey FROM crossposts'))[0]?.rkey as string, { text: 'late' });
    await house.withdraw('bridge');
    house.advance(5 * MINUTE);
    await house.settle();
    expect(await house.post('bridge')).toMatchObject({ state: 'deleted' });
    await late();
    house.advance(10 * MINUTE);
    await house.settle();
    expect(texts()).toEqual([]);
    house.advance(DAY);
    pds.asked();
    await house.settle();
    expect(pds.asked()).toEqual([]);
  });
});

describe('what somebody else does in the repository', () => {
  it('a post that was deleted there is not posted again by a correction, but when it is asked for', async () => {
    await house.publish('bridge');
    await house.settle();
    const [key = ''] = keys();
    pds.remove(key);
    await house.publish('bridge', { title: 'Corrected' });
    await house.settle();
    expect(texts()).toEqual([]);
    const gone = { state: 'deleted', words: expect.stringContaining('by somebody else') };
    expect(await house.post('bridge')).toMatchObject(gone);
    await house.publish('bridge', { title: 'Corrected again' });
    await house.settle();
    expect([texts(), (await house.post('bridge'))?.state]).toEqual([[], 'deleted']);
    expect((await house.send('POST', '/crossposts/bridge')).status).toBe(202);
    await house.settle();
    expect(texts()).toEqual(['Corrected again']);
    expect(await house.post('bridge')).toMatchObject({ state: 'posted', generation: 2 });
  });

  it('a post that was edited there gets the publisher’s words with the next correction', async () => {
    await house.publish('bridge');
    await house.settle();
    const [key = ''] = keys();
    pds.write(key, { $type: 'app.bsky.feed.post', text: 'Scribbled', createdAt: '2026-03-02T08:00:00Z' });
    await house.publish('bridge', { title: 'Corrected' });
    pds.asked();
    await house.settle();
    expect(pds.asked()).toEqual(['uploadBlob', 'putRecord', 'getRecord', 'putRecord']);
    expect(texts()).toEqual(['Corrected']);
  });
});
