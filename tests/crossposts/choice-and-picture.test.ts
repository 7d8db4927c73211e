import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR, MINUTE, type Newsroom, openNewsroom } from './open-newsroom.ts';
import { answered, createPdsDouble, type PdsDouble } from './pds-double.ts';

let pds: PdsDouble;
let house: Newsroom;
beforeEach(async () => {
  pds = createPdsDouble();
  house = await openNewsroom({ fetch: pds.fetch });
  expect((await house.setAccount()).status).toBe(200);
  pds.asked();
});

const texts = () => [...pds.records().values()].map(({ text }) => text);

describe('which articles are posted', () => {
  it('none from before the account was set, and none whose date is of days ago, but when it is asked for', async () => {
    await house.send('DELETE', '/crossposts/account');
    await house.publish('before');
    house.advance(HOUR);
    await house.setAccount();
    await house.publish('before', { title: 'Corrected' });
    await house.publish('archive', { publishedAt: '2026-02-20' });
    await house.publish('now');
    await house.settle();
    expect(texts()).toEqual(['About now']);
    for (const id of ['before', 'archive']) await house.send('POST', `/crossposts/${id}`);
    await house.settle();
    expect(texts().sort()).toEqual(['About archive', 'About now', 'Corrected']);
  });

  it('those of the sections, tags and languages that were named', async () => {
    await house.setAccount({ sections: ['À la une'], tags: ['Bridges', 'ferries'], languages: ['fr'] });
    const right = { section: 'A la Une', tags: ['bridges'], language: 'fr-CA' };
    await house.publish('right', right);
    await house.publish('language', { ...right, language: 'en' });
    await house.publish('section', { ...right, section: 'Sport' });
    await house.publish('sectionless', { ...right, section: undefined });
    await house.publish('tag', { ...right, tags: ['trams'] });
    await house.settle();
    expect(texts()).toEqual(['About right']);
    // What is there is corrected whatever it is about by now.
    await house.publish('right', { ...right, title: 'Corrected', section: 'Sport' });
    await house.settle();
    expect(texts()).toEqual(['Corrected']);
  });

  it('none while posting is paused, though what is there is corrected and deleted', async () => {
    await house.publish('one');
    await house.publish('two');
    await house.settle();
    expect((await house.setAccount({ enabled: false, appPassword: undefined })).status).toBe(200);
    await house.publish('three');
    await house.publish('one', { title: 'Corrected' });
    await house.withdraw('two');
    await house.settle();
    expect(texts()).toEqual(['Corrected']);
    await house.send('POST', '/crossposts/three');
    await house.settle();
    expect(await house.post('three')).toMatchObject({ state: 'failed', words: 'posting was paused' });
  });

  it('text by the template of the account', async () => {
    await house.setAccount({ template: '{section}: {title}\n\n{tags}', appPassword: undefined });
    await house.publish('bridge', { title: 'It opens', section: 'Local', tags: ['bridges'] });
    await house.settle();
    expect(texts()).toEqual(['Local: It opens\n\n#bridges']);
  });
});

describe('the picture of a card', () => {
  const openWith = async (draw: () => Promise<Uint8Array>) => {
    house = await openNewsroom({ fetch: pds.fetch, draw });
    await house.setAccount();
    pds.asked();
  };
  const thumbs = () =>
    [...pds.records().values()].map(
      ({ embed }) => (embed as { external: { thumb?: object } }).external.thumb,
    );

  it('has 1,000,000 bytes at most, or is left out', async () => {
    let size = 1_000_000;
    await openWith(async () => new Uint8Array(size));
    await house.publish('just');
    await house.settle();
    size++;
    await house.publish('larger');
    await house.settle();
    expect(pds.asked()).toEqual(['uploadBlob', 'putRecord', 'putRecord']);
    expect(thumbs()).toMatchObject([{ size: 1_000_000 }, undefined].sort());
  });

  it('is left out where it cannot be drawn, or is not taken', async () => {
    let fails = false;
    await openWith(async () => {
      if (fails) throw new Error('no ink');
      return new Uint8Array(64);
    });
    pds.script.push({
      call: 'uploadBlob',
      outcome: answered(413, { error: 'PayloadTooLarge', message: 'too large' }),
    });
    await house.publish('refused');
    await house.settle();
    fails = true;
    await house.publish('undrawn');
    // Its event fails for the preview, and the post does not wait for it.
    await house.settle();
    house.advance(3 * MINUTE);
    await house.settle();
    expect([thumbs(), texts().sort()]).toEqual([
      [undefined, undefined],
      ['About refused', 'About undrawn'],
    ]);
  });

  it('waits a little for a photo that is being fetched', async () => {
    await house.publish('photo', { image: { url: 'https://img.example/bridge.jpg' } });
    await house.settle();
    expect(pds.asked().filter((call) => call === 'putRecord')).toEqual([]);
    expect(await house.post('photo')).toMatchObject({ state: 'waiting' });
    for (let minute = 0; minute < 6; minute++) {
      house.advance(MINUTE);
      await house.settle();
    }
    expect(await house.post('photo')).toMatchObject({ state: 'posted' });
  });

  it('is uploaded anew where the server has lost it', async () => {
    await house.publish('bridge', { dek: 'One' });
    await house.settle();
    pds.blobs.clear();
    // The picture stays as it is: only the tags change.
    await house.publish('bridge', { dek: 'One', tags: ['new'] });
    pds.asked();
    await house.settle();
    expect(pds.asked()).toEqual(['putRecord', 'uploadBlob', 'putRecord']);
    expect(await house.post('bridge')).toMatchObject({ state: 'updated' });
  });
});
