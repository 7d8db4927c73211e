import { beforeEach, describe, expect, it } from 'vitest';
import type { FetchOutcome } from '../../src/domain/ports.ts';
import { DAY, HOUR, MINUTE, type Newsroom, openNewsroom } from './open-newsroom.ts';
import { answered, createPdsDouble, type PdsDouble, refused } from './pds-double.ts';

let pds: PdsDouble;
let house: Newsroom;
beforeEach(async () => {
  pds = createPdsDouble();
  house = await openNewsroom({ fetch: pds.fetch });
  await house.setAccount();
  pds.asked();
});

const html = { contentType: 'text/html; charset=utf-8' };

/** What a server may do in place of answering, and how the publisher is told. */
const NONSENSE: [string, FetchOutcome, string][] = [
  ['a page', answered(200, '<h1>Welcome</h1>', html), 'answers what no PDS does: status 200, text/html'],
  ['a page in place of an error', answered(400, '<h1>No</h1>', html), 'answers what no PDS does: status 400'],
  ['broken JSON', answered(200, '{"uri":'), 'answers what no PDS does'],
  ['JSON of something else', answered(200, { hello: 'world' }), 'answers what no PDS does'],
  ['an empty list', answered(200, []), 'answers what no PDS does'],
  ['nothing', answered(200, '', { contentType: '' }), 'answers what no PDS does'],
  ['an error that is a number', answered(400, { error: 7, message: {} }), 'refuses it'],
  ['status 404', answered(404, { error: 'NotFound' }), 'does not answer as a PDS does: status 404'],
  ['status 502', answered(502, 'bad gateway', html), 'fails: status 502'],
  [
    'status 299',
    answered(299, '\u0000', { contentType: '' }),
    'answers what no PDS does: status 299, of no type',
  ],
  ['a redirect', answered(302, '', { location: 'https://other.example/', ...html }), 'sends us elsewhere'],
  ['more than is read', refused('too-large'), 'answers more than such a server does'],
  ['nothing in time', refused('too-slow'), 'does not answer in time'],
  ['no connection', refused('unreachable'), 'cannot be reached'],
  ['no HTTP', refused('protocol'), 'does not speak HTTPS'],
  ['a private address', refused('address'), 'is at an address that is not asked'],
  [
    'a pause',
    refused('busy', { retryAfterSeconds: 60 }),
    'is left alone for a while, as it failed or asked for it',
  ],
];

describe('a server that answers', () => {
  it.each(NONSENSE)('%s is asked again, and the post comes once', async (_, outcome, words) => {
    for (const call of ['putRecord', 'uploadBlob']) pds.script.push({ call, outcome });
    await house.publish('bridge');
    await house.settle();
    expect(pds.records().size).toBe(0);
    if (words === 'refuses it') return;
    expect(await house.post('bridge')).toMatchObject({ state: 'waiting' });
    expect((await house.account()).words).toMatch(new RegExp(`^pds\\.example ${words}`));
    for (let minute = 0; minute < 20; minute++) {
      house.advance(MINUTE);
      await house.settle();
    }
    expect(await house.post('bridge')).toMatchObject({ state: 'posted' });
    expect(pds.records().size).toBe(1);
    expect(await house.account()).not.toHaveProperty('words');
    expect(house.logged.filter((line) => line.startsWith('error'))).toEqual([]);
  });

  it.each(NONSENSE)('%s after it wrote has written once', async (_, outcome) => {
    pds.script.push({ call: 'putRecord', outcome, after: true });
    await house.publish('bridge');
    await house.settle();
    const keys = [...pds.records().keys()];
    expect(keys).toHaveLength(1);
    await house.publish('bridge', { title: 'Corrected' });
    for (let hour = 0; hour < 3; hour++) {
      house.advance(HOUR);
      await house.settle();
    }
    expect([...pds.records().keys()]).toEqual(keys);
    expect([...pds.records().values()]).toMatchObject([{ text: 'Corrected' }]);
  });

  // The answer to a deletion has no member that must be there.
  const toDeletion = NONSENSE.filter(
    ([what]) => what !== 'JSON of something else' && what !== 'an empty list',
  );
  it.each(toDeletion)('%s to a deletion is asked until it is done', async (_, outcome) => {
    await house.publish('bridge');
    await house.settle();
    pds.script.push({ call: 'deleteRecord', outcome, times: 3 });
    await house.withdraw('bridge');
    await house.settle();
    for (let day = 0; day < 5; day++) {
      house.advance(DAY);
      await house.settle();
    }
    expect(pds.records().size).toBe(0);
    expect(await house.post('bridge')).toMatchObject({ state: 'deleted' });
  });

  it('a refusal of the record in words fails it with them, and a correction is tried again', async () => {
    const message = `Invalid record\u202e: ${'x'.repeat(1000)}`;
    pds.script.push({ call: 'putRecord', outcome: answered(400, { error: 'InvalidRecord', message }) });
    await house.publish('bridge');
    await house.settle();
    const failed = await house.post('bridge');
    expect(failed).toMatchObject({
      state: 'failed',
      words: expect.stringMatching(/^pds\.example refuses it: Invalid record x*/),
    });
    expect(failed?.words?.length).toBeLessThan(250);
    pds.asked();
    house.advance(DAY);
    await house.settle();
    expect(pds.asked()).toEqual([]);
    await house.publish('bridge', { title: 'Corrected' });
    await house.settle();
    expect(await house.post('bridge')).toMatchObject({ state: 'posted' });
  });
});

describe('a server that is out', () => {
  it('is asked less and less often, and the post fails with words after three days', async () => {
    pds.script.push({ call: 'uploadBlob', outcome: refused('unreachable'), times: 1000 });
    await house.publish('bridge');
    await house.settle();
    for (let minute = 0; minute < 3 * 24 * 12; minute++) {
      house.advance(5 * MINUTE);
      await house.jobs.sweep(0);
      await house.drain();
    }
    expect(pds.asked().length).toBeLessThan(20);
    expect(await house.post('bridge')).toMatchObject({
      state: 'failed',
      words: expect.stringContaining('cannot be reached'),
    });
    pds.script.splice(0);
    expect((await house.send('POST', '/crossposts/bridge')).status).toBe(202);
    house.advance(6 * HOUR);
    await house.settle();
    expect(await house.post('bridge')).toMatchObject({ state: 'posted' });
  });

  it('is asked once in a while for all posts together, and all of them come when it is back', async () => {
    pds.script.push({ call: 'uploadBlob', outcome: refused('unreachable'), times: 3 });
    for (let n = 0; n < 12; n++) await house.publish(`a${n}`);
    await house.settle();
    expect(pds.asked()).toEqual(['uploadBlob']);
    for (let hour = 0; hour < 3; hour++) {
      house.advance(HOUR);
      for (let round = 0; round < 6; round++) await house.settle();
    }
    expect(pds.records().size).toBe(12);
  });

  it.each(['uploadBlob', 'putRecord'])('for as long as it says at %s is left alone so long', async (call) => {
    const often = { ...answered(429, { error: 'RateLimitExceeded' }), retryAfterSeconds: 2 * HOUR };
    pds.script.push({ call, outcome: often as FetchOutcome });
    await house.publish('bridge');
    await house.settle();
    expect(await house.account()).toMatchObject({ waitUntil: '2026-03-02T10:00:00.000Z' });
    pds.asked();
    house.advance(2 * HOUR - 1);
    await house.settle();
    expect(pds.asked()).toEqual([]);
    house.advance(1);
    await house.settle();
    expect(await house.post('bridge')).toMatchObject({ state: 'posted' });
  });
});

it('a mistake of ours holds up one post and not the others', async () => {
  await house.publish('bad');
  await house.drain();
  await house.publish('bad', { title: 'Changed' });
  await house.rows("UPDATE crossposts SET companions = '{' RETURNING rkey");
  await house.publish('good');
  await house.settle();
  expect(await house.rows("SELECT state, words FROM crossposts WHERE article_id = 'bad'")).toEqual([
    { state: 'waiting', words: 'the service failed; its log says why' },
  ]);
  expect(house.logged.some((line) => line.startsWith('error work on a crosspost failed'))).toBe(true);
  expect(await house.rows("SELECT state FROM crossposts WHERE article_id = 'good'")).toEqual([
    { state: 'posted' },
  ]);
});
