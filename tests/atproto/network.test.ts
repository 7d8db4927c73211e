import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Account, type Network, openNetwork } from './network.ts';

const POSTS = 'app.bsky.feed.post';

describe('the network that the other tests stand on', () => {
  let network: Network;
  let account: Account;
  beforeAll(async () => {
    network = await openNetwork();
    account = await network.openAccount('prover');
  });
  afterAll(() => network?.close());

  const post = (text: string) => account.agent.post({ text, createdAt: '2026-03-01T08:00:00.000Z' });
  const texts = async () => {
    const { data } = await account.agent.com.atproto.repo.listRecords({
      repo: account.did,
      collection: POSTS,
    });
    return data.records.map(({ value }) => value.text);
  };

  it('keeps what was posted through being killed', async () => {
    await post('before');
    await network.killPds();
    await expect(post('meanwhile')).rejects.toThrow();
    await network.startPds();
    await post('after');
    expect(await texts()).toEqual(['after', 'before']);
  });

  it('can do what it is asked and tell nobody', async () => {
    network.gate.forget();
    network.gate.meet('com.atproto.repo.createRecord', { after: async () => undefined });
    await expect(post('unheard')).rejects.toThrow();
    expect(network.gate.calls).toEqual([{ method: 'com.atproto.repo.createRecord' }]);
    expect(await texts()).toContain('unheard');
  });

  it('lets access tokens run out, and refreshes them', async () => {
    network.gate.forget();
    await network.advance(3);
    await post('later');
    const said = network.gate.calls.map(({ method, status }) => `${method.split('.').at(-1)} ${status}`);
    expect([said[0], said[1], said.at(-1)]).toEqual([
      'createRecord 400',
      'refreshSession 200',
      'createRecord 200',
    ]);
  });
});
