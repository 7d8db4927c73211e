import { beforeEach, describe, expect, it } from 'vitest';
import { takeDown } from '../../src/store/takedown-records.ts';
import { AS_PUBLISHER, at, HOUR, type House, openHouse, quoting, START } from './open-house.ts';

const CARD = '/cards/x/1797753265873129095';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});

describe('when an article opens', () => {
  it.each<[string, object, { opensAt: string; publishedAt: string }]>([
    ['its embargo', { embargoUntil: at(HOUR) }, { opensAt: at(HOUR), publishedAt: at(HOUR) }],
    ['its date, in the future', { publishedAt: at(HOUR) }, { opensAt: at(HOUR), publishedAt: at(HOUR) }],
    [
      'its embargo, with a date of its own',
      { embargoUntil: at(HOUR), publishedAt: at(-HOUR) },
      { opensAt: at(HOUR), publishedAt: at(-HOUR) },
    ],
    [
      'the later of both',
      { embargoUntil: at(HOUR), publishedAt: at(2 * HOUR) },
      { opensAt: at(2 * HOUR), publishedAt: at(2 * HOUR) },
    ],
    ['a second from now', { embargoUntil: at(1) }, { opensAt: at(1), publishedAt: at(1) }],
  ])('%s', async (_, fields, expected) => {
    expect((await house.put('a', fields)).status).toBe(201);
    expect(await house.record('a')).toMatchObject({ state: 'embargoed', version: 1, ...expected });
    expect(await house.status('/articles/a')).toBe(404);
    house.advance((Date.parse(expected.opensAt) - Date.parse(START)) / 1000);
    expect(await house.inFeed('a')).toMatchObject({
      date_published: expected.publishedAt,
      date_modified: expected.publishedAt,
    });
    const { state, version, publishedAt, updatedAt, ...rest } = await house.record('a');
    expect({ state, version, publishedAt, updatedAt }).toEqual({
      state: 'live',
      version: 2,
      publishedAt: expected.publishedAt,
      updatedAt: expected.publishedAt,
    });
    expect(rest).not.toHaveProperty('opensAt');
    expect(rest).not.toHaveProperty('embargoUntil');
  });

  it.each([
    { embargoUntil: at(0) },
    { embargoUntil: at(-HOUR) },
    { publishedAt: at(0) },
    { status: 'usable' },
  ])('a time that is over is no embargo: %j', async (fields) => {
    await house.put('a', fields);
    expect(await house.record('a')).toMatchObject({ state: 'live', publishedAt: at(0) });
  });

  it.each([
    ['embargoUntil', { embargoUntil: '2031-03-05' }],
    ['publishedAt', { publishedAt: '2131-01-01' }],
    ['updatedAt', { updatedAt: at(HOUR) }],
    ['updatedAt', { updatedAt: at(2 * HOUR), embargoUntil: at(HOUR) }],
    ['status', { status: 'draft' }],
    ['embargoUntil', { embargoUntil: 'soon' }],
  ])('%s that cannot be is refused: %j', async (field, fields) => {
    const answer = await house.put('a', fields);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ errors: [{ field }] });
    expect(await house.rows('SELECT id FROM articles')).toEqual([]);
  });

  it('a change may be dated up to the opening', async () => {
    await house.put('a', { embargoUntil: at(HOUR), updatedAt: at(HOUR) });
    house.advance(HOUR);
    expect(await house.inFeed('a')).toMatchObject({ date_modified: at(HOUR) });
  });

  it('a date that was only guessed embargoes nothing', async () => {
    const headers = { ...AS_PUBLISHER, 'Content-Type': 'text/plain' };
    const body =
      'A bridge opens\n\nPublished on 12 June 2027 at 09:30\n\nThe bridge opened to walkers and riders at last, said the town.\n';
    const answer = await house.app.request('/articles/a', { method: 'PUT', headers, body });
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({
      errors: [{ field: 'publishedAt', detail: expect.stringContaining('guessed') }],
    });
  });
});

describe('before it opens', () => {
  it('a correction keeps the embargo and the date', async () => {
    await house.put('a', { embargoUntil: at(HOUR) });
    house.advance(60);
    await house.put('a', { title: 'Corrected' });
    expect(await house.record('a')).toMatchObject({
      state: 'embargoed',
      version: 2,
      opensAt: at(HOUR),
      publishedAt: at(HOUR),
    });
    house.advance(HOUR);
    await house.get('/feeds/all.json');
    expect(await house.record('a')).toMatchObject({
      title: 'Corrected',
      state: 'live',
      publishedAt: at(HOUR),
      updatedAt: at(HOUR),
    });
  });

  it('a date that was stated stays through corrections and another embargo', async () => {
    await house.put('a', { embargoUntil: at(HOUR), publishedAt: at(-HOUR) });
    await house.put('a', { title: 'Corrected' });
    await house.put('a', { title: 'Corrected again', embargoUntil: at(2 * HOUR) });
    expect(await house.record('a')).toMatchObject({
      opensAt: at(2 * HOUR),
      publishedAt: at(-HOUR),
      version: 3,
    });
  });

  it.each<[string, object, object, object]>([
    [
      'earlier',
      { embargoUntil: at(2 * HOUR) },
      { embargoUntil: at(HOUR) },
      { opensAt: at(HOUR), publishedAt: at(HOUR) },
    ],
    [
      'later',
      { embargoUntil: at(HOUR) },
      { embargoUntil: at(2 * HOUR) },
      { opensAt: at(2 * HOUR), publishedAt: at(2 * HOUR) },
    ],
    [
      'earlier, where the date was the embargo',
      { publishedAt: at(2 * HOUR) },
      { embargoUntil: at(HOUR) },
      { opensAt: at(HOUR), publishedAt: at(HOUR) },
    ],
    [
      'later, by its date',
      { publishedAt: at(HOUR) },
      { publishedAt: at(2 * HOUR) },
      { opensAt: at(2 * HOUR), publishedAt: at(2 * HOUR) },
    ],
    [
      'into the past',
      { embargoUntil: at(HOUR) },
      { embargoUntil: at(-HOUR) },
      { state: 'live', publishedAt: at(0) },
    ],
    [
      'into the past, by its date',
      { publishedAt: at(HOUR) },
      { publishedAt: at(-HOUR) },
      { state: 'live', publishedAt: at(-HOUR) },
    ],
    [
      'not at all by a date in the past',
      { embargoUntil: at(HOUR) },
      { publishedAt: at(-HOUR) },
      { state: 'embargoed', opensAt: at(HOUR), publishedAt: at(-HOUR) },
    ],
    [
      'not at all by being usable',
      { embargoUntil: at(HOUR) },
      { status: 'usable' },
      { state: 'embargoed', opensAt: at(HOUR) },
    ],
    [
      'to nothing, by being withheld',
      { embargoUntil: at(HOUR) },
      { status: 'withheld' },
      { state: 'withheld' },
    ],
  ])('the embargo can be moved: %s', async (_, before, after, expected) => {
    await house.put('a', before);
    await house.put('a', after);
    expect(await house.record('a')).toMatchObject({ state: 'embargoed', ...expected });
    expect(await house.status('/articles/a')).toBe(
      'state' in expected && expected.state === 'live' ? 200 : 404,
    );
  });

  it('the same again changes nothing, before and after the opening', async () => {
    const send = () => house.put('a', { embargoUntil: at(HOUR) });
    expect([(await send()).status, (await send()).status]).toEqual([201, 200]);
    expect(await house.record('a')).toMatchObject({ version: 1 });
    house.advance(HOUR + 5);
    await house.get('/');
    await send();
    expect(await house.record('a')).toMatchObject({ version: 2, publishedAt: at(HOUR) });
    const withheld = () => house.put('b', { status: 'withheld' });
    await withheld();
    house.advance(60);
    await withheld();
    expect(await house.record('b')).toMatchObject({ version: 1 });
  });

  it('a PUT that comes when it is time, before any reader, opens it at its time', async () => {
    await house.put('a', { embargoUntil: at(HOUR) });
    house.advance(HOUR + 30);
    await house.put('a', { title: 'Corrected' });
    expect(await house.record('a')).toMatchObject({
      state: 'live',
      version: 2,
      publishedAt: at(HOUR),
      updatedAt: at(HOUR + 30),
    });
  });

  it('withdrawn, it has never been: 404, and no tombstone', async () => {
    await house.put('a', { embargoUntil: at(HOUR) });
    const digest = await house.rows('SELECT * FROM topics');
    expect((await house.withdraw('a')).status).toBe(200);
    expect((await house.withdraw('a')).status).toBe(200);
    house.advance(2 * HOUR);
    expect(await house.status('/articles/a')).toBe(404);
    expect(await house.buried()).toEqual([]);
    expect(await house.rows('SELECT * FROM topics')).toEqual(digest);
    expect((await house.get('/articles/a.json', AS_PUBLISHER)).status).toBe(410);
    await house.put('a');
    expect(await house.inFeed('a')).toMatchObject({ date_published: at(2 * HOUR) });
  });

  it('If-Match guards it, with the ETag of its answer, and an opening is a change as well', async () => {
    const etag = (await house.put('a', { embargoUntil: at(HOUR) })).headers.get('ETag') ?? '';
    expect((await house.put('a', {}, { 'If-None-Match': '*' })).status).toBe(412);
    const second = await house.put('a', { title: 'B' }, { 'If-Match': etag });
    expect(second.status).toBe(200);
    expect((await house.put('a', { title: 'C' }, { 'If-Match': etag })).status).toBe(412);
    house.advance(HOUR);
    await house.get('/feeds/all.rss');
    const held = second.headers.get('ETag') ?? '';
    expect((await house.put('a', { title: 'C' }, { 'If-Match': held })).status).toBe(412);
  });

  it('an Idempotency-Key is answered with what is stored, embargoed or opened', async () => {
    const headers = {
      ...AS_PUBLISHER,
      'Content-Type': 'application/json',
      'Idempotency-Key': 'k',
    };
    const body = JSON.stringify({ title: 'T', html: '<p>W.</p>', embargoUntil: at(HOUR) });
    const send = async () => {
      const answer = await house.app.request('/articles', { method: 'POST', headers, body });
      return [answer.status, ((await answer.json()) as { state: string }).state];
    };
    expect([await send(), await send()]).toEqual([
      [201, 'embargoed'],
      [200, 'embargoed'],
    ]);
    house.advance(HOUR);
    await house.get('/');
    expect(await send()).toEqual([200, 'live']);
    expect(await house.rows('SELECT id FROM articles')).toHaveLength(1);
  });

  it('a wrong token sees what everybody sees', async () => {
    await house.put('a', { embargoUntil: at(HOUR) });
    const wrong = await house.get('/articles/a', { Authorization: 'Bearer x' });
    const unknown = await (await house.get('/articles/b')).json();
    const detail = 'There is no article "a".';
    expect([wrong.status, await wrong.json()]).toEqual([404, { ...(unknown as object), detail }]);
    const right = await house.get('/articles/a', AS_PUBLISHER);
    expect([right.status, right.headers.get('Cache-Control'), right.headers.get('Content-Type')]).toEqual([
      200,
      'private, no-store',
      'application/json; charset=utf-8',
    ]);
  });

  it('its posts wait with it, and a take-down reaches them', async () => {
    await house.put('a', { embargoUntil: at(HOUR), html: quoting('Words to be forgotten.') });
    expect(await house.rows('SELECT id FROM captures')).toEqual([]);
    await takeDown(house.ports, { platform: 'x', handle: 'ada' });
    expect(JSON.stringify(await house.rows('SELECT * FROM held_captures'))).not.toContain('forgotten');
    house.advance(HOUR);
    expect(JSON.stringify(await house.feed())).not.toContain('forgotten');
    expect(await (await house.get(`${CARD}.json`)).json()).toMatchObject({ state: 'withdrawn' });
    expect(await house.rows('SELECT id FROM held_captures')).toEqual([]);
  });

  it('a post that was taken down is not even kept', async () => {
    await takeDown(house.ports, { platform: 'x', handle: 'ada' });
    await house.put('a', { embargoUntil: at(HOUR), html: quoting('Words to be forgotten.') });
    expect(JSON.stringify(await house.rows('SELECT * FROM held_captures'))).not.toContain('forgotten');
  });

  it('a shown post gets its words from it only when it opens', async () => {
    await house.put('shown', { html: quoting('') });
    await house.put('a', { embargoUntil: at(HOUR), html: quoting('The words.') });
    expect(await (await house.get('/articles/shown')).text()).not.toContain('The words.');
    const tag = (await house.get('/feeds/all.rss')).headers.get('ETag');
    house.advance(HOUR);
    expect(await (await house.get('/articles/shown')).text()).toContain('The words.');
    expect((await house.get('/feeds/all.rss')).headers.get('ETag')).not.toBe(tag);
  });
});
