import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Account, type Network, openNetwork } from './network.ts';
import { type Newsroom, openNewsroom } from './newsroom.ts';
import { postsOf } from './repository.ts';

describe('the session of an account', () => {
  let network: Network;
  let account: Account;
  let newsroom: Newsroom;
  beforeAll(async () => {
    [network, newsroom] = await Promise.all([openNetwork(), openNewsroom()]);
    account = await network.openAccount('harbour');
    await newsroom.setAccount(network, account);
  });
  afterAll(async () => {
    newsroom?.close();
    await network?.close();
  });

  /** What was asked of the server about sessions, and how it answered. */
  const sessionCalls = () =>
    network.gate.calls
      .filter(({ method }) => method.startsWith('com.atproto.server.'))
      .map(({ method, status }) => `${method.split('.').at(-1)} ${status}`);

  it('is used for many posts', async () => {
    network.gate.forget();
    for (const id of ['one', 'two']) await newsroom.publish(id);
    await newsroom.work();
    expect(sessionCalls()).toEqual([]);
    expect([...(await postsOf(account, 'one')), ...(await postsOf(account, 'two'))]).toHaveLength(2);
  });

  it('is renewed when its access token is over, in the middle of the work', async () => {
    await network.advance(3);
    network.gate.forget();
    await newsroom.publish('renewed');
    await newsroom.work();
    expect(sessionCalls()).toContain('refreshSession 200');
    expect(sessionCalls()).not.toContain('createSession 200');
    expect(await postsOf(account, 'renewed')).toHaveLength(1);
  });

  it('keeps what it was renewed to', async () => {
    network.gate.forget();
    await newsroom.publish('kept');
    await newsroom.work();
    expect(sessionCalls()).toEqual([]);
    expect(await postsOf(account, 'kept')).toHaveLength(1);
  });

  it('is begun anew when it is over for good', async () => {
    await network.advance(24 * 100);
    network.gate.forget();
    await newsroom.publish('anew');
    await newsroom.work();
    expect(sessionCalls()).toContain('createSession 200');
    expect(await postsOf(account, 'anew')).toHaveLength(1);
  });

  it('is sound again where the renewed one was lost on the way', async () => {
    await network.advance(3);
    network.gate.meet('com.atproto.server.refreshSession', { after: async () => undefined });
    await newsroom.publish('lost');
    await newsroom.workOn();
    expect(await postsOf(account, 'lost')).toHaveLength(1);
  });

  it('ends with the app password, which the publisher is told once, and goes on with another', async () => {
    await account.revoke();
    await network.advance(3);
    await newsroom.publish('revoked');
    await newsroom.workOn();
    expect(await postsOf(account, 'revoked')).toEqual([]);
    network.gate.forget();
    await newsroom.workOn();
    expect(network.gate.calls).toEqual([]);
    const told = (await (await newsroom.send('GET', '/crossposts/account')).json()) as { state: string };
    expect(told).toMatchObject({ state: 'refused' });

    await newsroom.setAccount(network, { ...account, appPassword: await account.newPassword() });
    await newsroom.work();
    expect(await postsOf(account, 'revoked')).toHaveLength(1);
  });
});
