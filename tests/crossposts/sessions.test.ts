import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, type Newsroom, openNewsroom } from './open-newsroom.ts';
import { answered, createPdsDouble, HANDLE, type PdsDouble, refused } from './pds-double.ts';

let pds: PdsDouble;
let house: Newsroom;
beforeEach(async () => {
  pds = createPdsDouble();
  house = await openNewsroom({ fetch: pds.fetch });
  await house.setAccount();
  pds.asked();
});

const WRITTEN = ['uploadBlob', 'putRecord'];
const denied = answered(401, { error: 'AuthenticationRequired', message: 'Invalid identifier or password' });

describe('the session of the account', () => {
  it('is used for many posts, and sealed where it lies', async () => {
    for (const id of ['one', 'two']) await house.publish(id);
    await house.settle();
    expect(pds.asked()).toEqual([...WRITTEN, ...WRITTEN]);
    const [row] = await house.rows('SELECT password, session FROM crosspost_account');
    for (const sealed of Object.values(row ?? {})) expect(sealed).toMatch(/^v1\.[A-Za-z0-9+/=]+$/);
  });

  it('is renewed when its access token is over, kept, and used from then on', async () => {
    pds.expireAccess();
    await house.publish('one');
    await house.settle();
    expect(pds.asked()).toEqual(['uploadBlob', 'refreshSession', 'getSession', ...WRITTEN]);
    await house.publish('two');
    await house.settle();
    expect(pds.asked()).toEqual(WRITTEN);
  });

  it('is begun anew with the app password when it cannot be renewed', async () => {
    pds.expireAll();
    await house.publish('one');
    await house.settle();
    expect(pds.asked()).toEqual(['uploadBlob', 'refreshSession', 'createSession', ...WRITTEN]);
    expect(pds.records().size).toBe(1);
  });

  it('is kept where it could not be renewed for an outage', async () => {
    pds.expireAccess();
    pds.script.push({ call: 'refreshSession', outcome: answered(503, '', { contentType: 'text/html' }) });
    await house.publish('one');
    await house.settle();
    expect(pds.asked()).toEqual(['uploadBlob', 'refreshSession']);
    expect(await house.account()).toMatchObject({ state: 'working', words: 'pds.example fails: status 503' });
    house.advance(MINUTE);
    await house.settle();
    expect(pds.asked()).toEqual(['uploadBlob', 'refreshSession', 'getSession', ...WRITTEN]);
  });

  it('is renewed once by however many work at the same time', async () => {
    pds.expireAccess();
    const ids = ['one', 'two', 'three'];
    for (const id of ids) await house.publish(id);
    await house.drain();
    // As several consumers of a queue would, all at once and again.
    for (let round = 0; round < 4; round++) {
      await Promise.all(ids.map((crosspost) => house.jobs.handle({ crosspost })));
    }
    expect(pds.burnt).toHaveLength(1);
    expect(pds.records().size).toBe(3);
  });

  it('is of no use for two at once: who comes second leaves the work to who came first', async () => {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const { promise: there, resolve: arrive } = Promise.withResolvers<void>();
    await house.publish('one');
    pds.script.push({
      call: 'putRecord',
      outcome: async (answer) => {
        arrive();
        await gate;
        return answer;
      },
    });
    const first = house.drain();
    await there;
    pds.asked();
    await house.jobs.handle({ crosspost: 'one' });
    expect(pds.asked()).toEqual([]);
    open();
    await first;
    expect(pds.records().size).toBe(1);
  });
});

describe('an account that is not let in any more', () => {
  beforeEach(async () => {
    pds.revoke();
    await house.publish('one');
    await house.settle();
  });

  it('is refused in words, in the log too, and nothing is asked until it is set again', async () => {
    expect(pds.asked()).toEqual(['uploadBlob', 'refreshSession', 'createSession']);
    const words = 'pds.example does not let the account in: Invalid identifier or password';
    const remedy = '; nothing is asked until its app password is sent again';
    expect(await house.account()).toMatchObject({ state: 'refused', words: words + remedy });
    expect(house.logged).toEqual([
      `error the account for crossposts is refused {"account":"${HANDLE}","words":"${words}"}`,
    ]);
    await house.publish('two');
    await house.settle();
    for (const id of ['one', 'two']) {
      const waits = `waits until the account is let in again: ${words}`;
      expect(await house.post(id)).toMatchObject({ state: 'waiting', words: waits });
      expect(await house.post(id)).not.toHaveProperty('dueAt');
    }
    const changed = await house.setAccount({ appPassword: undefined, template: '{title}' });
    expect([changed.status, await changed.json()]).toMatchObject([
      200,
      { state: 'refused', words: words + remedy },
    ]);
    for (let hour = 0; hour < 48; hour++) {
      house.advance(HOUR);
      await house.settle();
    }
    expect(pds.asked()).toEqual([]);
    pds.allow('bcde-fghi-jklm-nopq');
    expect((await house.setAccount({ appPassword: 'bcde-fghi-jklm-nopq' })).status).toBe(200);
    await house.settle();
    expect(await house.account()).not.toHaveProperty('words');
    expect([...pds.records().values()].map(({ text }) => text).sort()).toEqual(['About one', 'About two']);
  });

  it('posts nothing that is older than three days by then, but deletes what was to be deleted', async () => {
    await house.publish('late');
    await house.settle();
    house.advance(4 * DAY);
    await house.settle();
    const words = 'the account could not be used; given up after three days';
    expect(await house.post('late')).toMatchObject({ state: 'failed', words });
    expect(await house.post('one')).toMatchObject({ state: 'failed' });
    pds.allow('bcde-fghi-jklm-nopq');
    await house.setAccount({ appPassword: 'bcde-fghi-jklm-nopq' });
    await house.settle();
    expect(pds.records().size).toBe(0);
    await house.send('POST', '/crossposts/late');
    await house.settle();
    expect(pds.records().size).toBe(1);

    pds.revoke();
    await house.withdraw('late');
    await house.settle();
    for (let day = 0; day < 9; day++) {
      house.advance(DAY);
      await house.settle();
    }
    expect(await house.post('late')).toMatchObject({ state: 'waiting' });
    pds.allow('cdef-ghij-klmn-opqr');
    await house.setAccount({ appPassword: 'cdef-ghij-klmn-opqr' });
    await house.settle();
    expect(pds.records().size).toBe(0);
    expect(await house.post('late')).toMatchObject({ state: 'deleted' });
  });
});

describe('the account', () => {
  it.each([
    ['AccountTakedown', 'Account has been taken down'],
    ['AccountDeactivated', 'Account is deactivated'],
  ])('is refused where its server says %s', async (error, message) => {
    pds.script.push({ call: '*', outcome: answered(401, { error, message }), times: 9 });
    await house.publish('one');
    await house.settle();
    expect(await house.account()).toMatchObject({
      state: 'refused',
      words: expect.stringContaining(message),
    });
  });

  it('is refused where its name leads to another account by now', async () => {
    pds.expireAll();
    const other = {
      did: 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa',
      handle: HANDLE,
      accessJwt: 'a',
      refreshJwt: 'b',
    };
    pds.script.push({ call: 'createSession', outcome: answered(200, other) });
    await house.publish('one');
    await house.settle();
    expect(await house.account()).toMatchObject({
      state: 'refused',
      words: expect.stringMatching(/^news\.example is another account by now: set the account again;/),
    });
    expect(pds.records().size).toBe(0);
  });

  it('is refused where a new session is not let in either', async () => {
    pds.script.push({ call: 'uploadBlob', outcome: denied, times: 9 });
    await house.publish('one');
    await house.settle();
    expect(await house.account()).toMatchObject({ state: 'refused' });
    expect(pds.asked().filter((call) => call === 'createSession')).toHaveLength(1);
  });

  it('waits where the login itself is asked too often', async () => {
    pds.expireAll();
    const often = { ...answered(429, { error: 'RateLimitExceeded' }), retryAfterSeconds: 3600 };
    pds.script.push({ call: 'createSession', outcome: often as never });
    await house.publish('one');
    await house.settle();
    expect(await house.account()).toMatchObject({ state: 'working', waitUntil: '2026-03-02T09:00:00.000Z' });
    house.advance(59 * MINUTE);
    pds.asked();
    await house.settle();
    expect(pds.asked()).toEqual([]);
    house.advance(MINUTE);
    await house.settle();
    expect(pds.records().size).toBe(1);
  });

  it('is refused where the key of the service is another one', async () => {
    await house.rows("UPDATE crosspost_account SET password = 'v1.' || password RETURNING id");
    await house.publish('one');
    await house.settle();
    expect(pds.asked()).toEqual([]);
    expect(await house.account()).toMatchObject({
      state: 'refused',
      words: expect.stringMatching(
        /^the password was sealed with another SECRETS_KEY: set the account again;/,
      ),
    });
  });

  it('may be exchanged in the middle of the work, which is then for nothing', async () => {
    pds.script.push({
      call: 'putRecord',
      outcome: async (answer) => {
        await house.setAccount();
        return answer;
      },
    });
    await house.publish('one');
    await house.settle();
    // Whoever comes next finds what is there.
    expect(pds.records().size).toBe(1);
    expect(await house.post('one')).toMatchObject({ state: 'posted' });
    await house.publish('two');
    await house.settle();
    expect(pds.records().size).toBe(2);
  });
});

it('an outage of the login leaves the account as it is', async () => {
  pds.expireAll();
  pds.script.push({ call: 'createSession', outcome: refused('unreachable') });
  await house.publish('one');
  await house.settle();
  expect(await house.account()).toMatchObject({ state: 'working', words: 'pds.example cannot be reached' });
  house.advance(MINUTE);
  await house.settle();
  expect(pds.records().size).toBe(1);
});
