import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR, type Newsroom, openNewsroom, type Post } from './open-newsroom.ts';
import { OTHER, setOther } from './other-account.ts';
import { answered, createPdsDouble, DID, type PdsDouble, refused } from './pds-double.ts';

let pds: PdsDouble;
let house: Newsroom;
beforeEach(async () => {
  pds = createPdsDouble();
  house = await openNewsroom({ fetch: pds.fetch });
  await house.setAccount();
});

type Shown = Post & { account: string; former?: Shown[] };
const shown = async (id: string) => {
  const answer = await house.send('GET', `/crossposts/articles/${id}`);
  return { status: answer.status, ...((await answer.json()) as Shown) };
};
const stands = expect.stringMatching(/^stands at an account that is not set any more, .* delete it by hand$/);

describe('a post of a former account', () => {
  it('is shown with its address and in words, alone as in the list', async () => {
    await house.publish('one');
    await house.settle();
    const [key] = pds.records().keys();
    await house.send('DELETE', '/crossposts/account');
    const uri = `at://${DID}/app.bsky.feed.post/${key}`;
    expect(await shown('one')).toMatchObject({ status: 200, state: 'posted', uri, words: stands });
    await house.withdraw('one');
    await house.settle();
    const { status, ...one } = await shown('one');
    expect(one).toMatchObject({ state: 'waiting', uri, words: stands });
    expect(one).not.toHaveProperty('dueAt');
    expect([status, await house.posts()]).toEqual([200, [one]]);
    await house.setAccount();
    expect(await shown('one')).toMatchObject({ state: 'waiting', dueAt: expect.any(String) });
    expect(await shown('one')).not.toHaveProperty('words');
  });

  it('has its address even where the answer to it was lost', async () => {
    pds.script.push({ call: 'putRecord', outcome: refused('too-slow'), after: true });
    await house.publish('one');
    await house.settle();
    expect(await shown('one')).not.toHaveProperty('uri');
    await house.send('DELETE', '/crossposts/account');
    const [key] = pds.records().keys();
    expect(await shown('one')).toMatchObject({
      uri: `at://${DID}/app.bsky.feed.post/${key}`,
      words: expect.stringMatching(/^may stand at an account that is not set any more/),
    });
  });

  it('that was never sent says so, and has no address', async () => {
    await house.publish('one');
    await house.drain();
    await house.rows("UPDATE crossposts SET state = 'waiting', sent = 'nothing', cid = NULL RETURNING rkey");
    await house.send('DELETE', '/crossposts/account');
    const one = await shown('one');
    expect(one.words).toBe('was to be posted by an account that is not set any more');
    expect(one).not.toHaveProperty('uri');
  });

  it('is shown behind what the account that is set posted of the article', async () => {
    await house.publish('one');
    await house.settle();
    await setOther(pds, house);
    expect(await shown('one')).toMatchObject({ account: DID, words: stands });
    await house.send('POST', '/crossposts/articles/one');
    const one = await shown('one');
    expect(one).toMatchObject({ account: OTHER.did, state: 'waiting' });
    expect(one.former).toMatchObject([{ account: DID, state: 'posted', words: stands }]);
  });

  it('is listed once page by page, though what the other posted changed in the same moment', async () => {
    for (const id of ['one', 'two']) await house.publish(id);
    await house.settle();
    await setOther(pds, house);
    for (const id of ['one', 'two']) await house.send('POST', `/crossposts/articles/${id}`);
    await house.rows("UPDATE crossposts SET changed_at = '2026-03-02T08:00:00.000Z' RETURNING rkey");
    const seen: string[] = [];
    let next: string | undefined = '';
    while (next !== undefined) {
      const query: string = next && `&before=${encodeURIComponent(next)}`;
      const page = await house.send('GET', `/crossposts?limit=1${query}`);
      const read = (await page.json()) as { crossposts: Shown[]; next?: string };
      seen.push(...read.crossposts.map(({ articleId, account }) => `${articleId} ${account}`));
      next = read.next;
    }
    expect(seen).toEqual([`two ${DID}`, `two ${OTHER.did}`, `one ${DID}`, `one ${OTHER.did}`]);
  });
});

it('what waits behind an account that waits says until when, and why', async () => {
  const often = { ...answered(429, { error: 'RateLimitExceeded' }), retryAfterSeconds: 2 * HOUR };
  pds.script.push({ call: 'uploadBlob', outcome: often as never });
  for (const id of ['one', 'two']) await house.publish(id);
  await house.settle();
  const until = '2026-03-02T10:00:00.000Z';
  const words = `waits for the server until ${until}: pds.example asks to be left alone for a while`;
  for (const id of ['one', 'two']) {
    expect(await shown(id)).toMatchObject({ state: 'waiting', dueAt: until, words });
  }
  house.advance(2 * HOUR);
  expect(await shown('two')).not.toHaveProperty('words');
});

it('an article may be named like the account, and is reached at its own address', async () => {
  await house.publish('account');
  await house.settle();
  expect(await shown('account')).toMatchObject({ status: 200, articleId: 'account', state: 'posted' });
  expect((await house.send('POST', '/crossposts/articles/account')).status).toBe(202);
  expect(await house.account()).toMatchObject({ did: DID });
  const old = await house.send('GET', '/crossposts/articles');
  expect(old.status).toBe(404);
});
