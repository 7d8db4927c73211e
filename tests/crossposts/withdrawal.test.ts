import { beforeEach, describe, expect, it } from 'vitest';
import { type Newsroom, openNewsroom } from './open-newsroom.ts';
import { OTHER, setOther } from './other-account.ts';
import { answered, createPdsDouble, DID, type PdsDouble, refused } from './pds-double.ts';

let pds: PdsDouble;
let house: Newsroom;
beforeEach(async () => {
  pds = createPdsDouble();
  house = await openNewsroom({ fetch: pds.fetch });
  await house.setAccount();
});

/** What the answer to a withdrawal says of crossposts. */
async function withdrawn(id: string) {
  const { outputs } = (await (await house.withdraw(id)).json()) as {
    outputs: { output: string; state: string; count?: number }[];
  };
  return outputs.filter(({ output }) => output === 'crossposts').map(({ output: _, ...rest }) => rest);
}

describe('the answer to a withdrawal', () => {
  it('says none of an article of which nothing was sent', async () => {
    await house.publish('one');
    expect(await withdrawn('one')).toEqual([{ state: 'none' }]);
  });

  it('says queued in the middle of the posting, and the post is deleted', async () => {
    let said: unknown;
    pds.script.push({
      call: 'putRecord',
      outcome: async (answer) => {
        said = await withdrawn('one');
        return answer;
      },
    });
    await house.publish('one');
    await house.settle();
    await house.settle();
    expect(said).toEqual([{ state: 'queued', count: 1 }]);
    expect(pds.asked()).toContain('deleteRecord');
    expect(pds.records().size).toBe(0);
    expect(await withdrawn('one')).toEqual([{ state: 'none' }]);
  });

  it('says queued where the answer to the posting was lost', async () => {
    pds.script.push({ call: 'putRecord', outcome: refused('too-slow'), after: true });
    await house.publish('one');
    await house.settle();
    expect(await house.post('one')).toMatchObject({ state: 'waiting' });
    expect(await withdrawn('one')).toEqual([{ state: 'queued', count: 1 }]);
  });

  it('says queued while a correction waits, and where it failed', async () => {
    for (const id of ['one', 'two']) await house.publish(id);
    await house.settle();
    pds.script.push({ call: 'putRecord', outcome: answered(400, { error: 'InvalidRecord', message: 'No' }) });
    await house.publish('two', { title: 'Corrected' });
    await house.settle();
    expect(await house.post('two')).toMatchObject({ state: 'failed' });
    await house.publish('one', { title: 'Corrected' });
    for (const id of ['one', 'two']) expect(await withdrawn(id)).toEqual([{ state: 'queued', count: 1 }]);
  });

  it('says unreachable once the account is removed, and queued when it is back', async () => {
    for (const id of ['one', 'two']) await house.publish(id);
    await house.settle();
    await house.send('DELETE', '/crossposts/account');
    expect(await withdrawn('one')).toEqual([{ state: 'unreachable', count: 1 }]);
    await house.setAccount();
    expect(await withdrawn('two')).toEqual([{ state: 'queued', count: 1 }]);
  });

  it('says unreachable of what another account posted, beside what this one did', async () => {
    for (const id of ['one', 'two']) await house.publish(id);
    await house.settle();
    await setOther(pds, house);
    expect(await withdrawn('one')).toEqual([{ state: 'unreachable', count: 1 }]);
    await house.rows(
      `INSERT INTO crossposts (account, article_id, rkey, created_at, state, sent, changed_at)
       SELECT '${OTHER.did}', article_id, rkey, created_at, state, sent, changed_at FROM crossposts
       WHERE article_id = 'two' AND account = '${DID}' RETURNING rkey`,
    );
    expect(await withdrawn('two')).toEqual([
      { state: 'queued', count: 1 },
      { state: 'unreachable', count: 1 },
    ]);
  });
});
