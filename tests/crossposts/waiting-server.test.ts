import { beforeEach, describe, expect, it } from 'vitest';
import { createGuardedFetch, type Exchange } from '../../src/adapters/web/guarded-fetch.ts';
import { openMemoryPorts } from '../memory-ports.ts';
import { HOUR, MINUTE, type Newsroom, openNewsroom, START } from './open-newsroom.ts';
import { answered, createPdsDouble, type PdsDouble } from './pds-double.ts';

const DAY_LONG = { ...answered(429, { error: 'RateLimitExceeded' }), retryAfterSeconds: 86_400 } as never;

let pds: PdsDouble;
let house: Newsroom;
/** The service with its guards, in front of the double. */
beforeEach(async () => {
  pds = createPdsDouble();
  const storage = await openMemoryPorts(START);
  const fetch = createGuardedFetch(
    async (url, { method, headers, body = new Uint8Array() }): Promise<Exchange> => {
      const answer =
        method === 'GET'
          ? await pds.fetch.get(url.href, { headers })
          : await pds.fetch.post(url.href, { headers, body });
      if (answer.outcome === 'refused') throw new Error('not reached');
      const told: Record<string, string | undefined> = {
        'content-type': answer.contentType,
        'retry-after': answer.retryAfterSeconds?.toString(),
      };
      const chunks = async function* () {
        yield answer.body;
      };
      return { status: answer.status, header: (name) => told[name], body: chunks(), cancel: () => undefined };
    },
    { clock: storage.clock },
  );
  house = await openNewsroom({ fetch, storage });
  await house.setAccount({ service: 'https://pds.example.com' });
  pds.script.push({ call: 'uploadBlob', outcome: DAY_LONG });
  await house.publish('one');
  await house.settle();
  pds.asked();
});

const setAgain = async (fields: object = {}) => {
  const answer = await house.setAccount({ service: 'https://pds.example.com', ...fields });
  const { errors, state } = (await answer.json()) as { errors?: { detail: string }[]; state?: string };
  return { status: answer.status, state, words: errors?.[0]?.detail };
};

describe('a server that asked to be left alone for a day', () => {
  it('is asked at once for an account that is set by hand, which ends the wait of what is to be posted', async () => {
    expect(await house.account()).toMatchObject({ waitUntil: '2026-03-02T20:00:00.000Z' });
    expect(await setAgain()).toMatchObject({ status: 200, state: 'working' });
    expect(pds.asked()).toEqual(['createSession']);
    expect(await house.account()).not.toHaveProperty('waitUntil');
    // The server itself is spared for an hour.
    await house.settle();
    expect(pds.asked()).toEqual([]);
    expect(await house.post('one')).toMatchObject({
      words: expect.stringMatching(/^waits for the server until 2026-03-02T09:00:00\.000Z: /),
    });
    house.advance(HOUR);
    await house.settle();
    expect(await house.post('one')).toMatchObject({ state: 'posted' });
  });

  it('is asked for it after the account was removed as well', async () => {
    await house.send('DELETE', '/crossposts/account');
    expect(await setAgain()).toMatchObject({ status: 200 });
  });

  it('is asked so once a minute, and the refusal says until when', async () => {
    expect((await setAgain({ appPassword: 'wrong' })).words).toContain('Invalid identifier or password');
    pds.asked();
    expect(await setAgain()).toMatchObject({
      status: 422,
      words:
        'could not be asked: pds.example.com is left alone for a while, as it failed or asked for it, until 2026-03-02T08:01:00.000Z',
    });
    expect(pds.asked()).toEqual([]);
    house.advance(MINUTE);
    pds.script.push({ call: 'createSession', outcome: DAY_LONG });
    expect((await setAgain()).words).toBe(
      'could not be asked: pds.example.com asks to be left alone for a while, until 2026-03-03T08:01:00.000Z',
    );
  });
});
