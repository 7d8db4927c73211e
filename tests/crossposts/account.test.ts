import { beforeEach, describe, expect, it } from 'vitest';
import { type Newsroom, openNewsroom } from './open-newsroom.ts';
import {
  answered,
  createPdsDouble,
  HANDLE,
  OWN_PASSWORD,
  type PdsDouble,
  refused,
  SERVICE,
} from './pds-double.ts';

let pds: PdsDouble;
let house: Newsroom;
beforeEach(async () => {
  pds = createPdsDouble();
  house = await openNewsroom({ fetch: pds.fetch });
});

interface Told {
  type: string;
  detail: string;
  errors?: { field: string; detail: string }[];
}
const told = async (answer: Response) => ({ status: answer.status, ...((await answer.json()) as Told) });

describe('setting the account', () => {
  it('logs in at once, and shows neither password nor session', async () => {
    expect((await house.send('GET', '/crossposts/account')).status).toBe(404);
    const set = await house.setAccount({ sections: ['Local'], documents: true });
    const account = {
      service: SERVICE,
      identifier: HANDLE,
      did: 'did:plc:ewvi7nxzyoun6zhxrhs64oiz',
      handle: HANDLE,
      template: '{title}',
      languages: [],
      sections: ['Local'],
      tags: [],
      enabled: true,
      documents: true,
      since: '2026-03-02T08:00:00.000Z',
      state: 'working',
    };
    expect([set.status, await set.json()]).toEqual([200, account]);
    expect(pds.asked()).toEqual(['createSession']);
    expect(await house.account()).toEqual(account);
    const [row] = await house.rows('SELECT * FROM crosspost_account');
    expect(JSON.stringify(row)).not.toContain('abcd-efgh');
  });

  it('without a password changes what is posted, and asks nobody', async () => {
    await house.setAccount();
    pds.asked();
    const changed = await house.setAccount({ appPassword: undefined, template: '{title} {url}' });
    expect([changed.status, await changed.json()]).toMatchObject([200, { template: '{title} {url}' }]);
    expect(pds.asked()).toEqual([]);
    const other = await told(await house.setAccount({ appPassword: undefined, identifier: 'other.example' }));
    expect(other).toMatchObject({ status: 422, errors: [{ field: 'appPassword' }] });
  });

  it.each<[string, object, string, string]>([
    ['a wrong password', { appPassword: 'wrong-word' }, 'appPassword', 'Invalid identifier or password'],
    ['an unknown name', { identifier: 'nobody.example' }, 'appPassword', 'Invalid identifier or password'],
    ['the account’s own password', { appPassword: OWN_PASSWORD }, 'appPassword', 'make an app password'],
    ['a private server', { service: 'https://localhost' }, 'service', 'https address of a public server'],
    ['a server with a path', { service: `${SERVICE}/xrpc` }, 'service', 'without a path'],
    ['a template that knows no such place', { template: '{headline}' }, 'template', 'knows {title} {dek}'],
    ['an empty template', { template: ' \n' }, 'template', 'says something'],
    ['a language that is none', { languages: ['french!'] }, 'languages.0', 'is a language such as fr'],
    ['a field that is none', { password: 'x' }, '', 'password'],
    ['no name', { identifier: '' }, 'identifier', 'is a handle'],
  ])('refuses %s in words', async (_, fields, field, words) => {
    const problem = await told(await house.setAccount(fields));
    expect(problem).toMatchObject({
      status: 422,
      type: 'https://feeds.example/problems/invalid-crosspost-account',
      errors: [{ field, detail: expect.stringContaining(words) }],
    });
    expect(await house.rows('SELECT * FROM crosspost_account')).toEqual([]);
  });

  it('ends the session of the account’s own password at once', async () => {
    await house.setAccount({ appPassword: OWN_PASSWORD });
    expect(pds.asked()).toEqual(['createSession', 'deleteSession']);
  });

  it.each([
    ['does not answer', refused('unreachable'), 'service', 'pds.example cannot be reached'],
    [
      'is no PDS',
      answered(200, '<h1>Hi</h1>', { contentType: 'text/html' }),
      'service',
      'answers what no PDS does',
    ],
    ['has no such method', answered(404, { error: 'NotFound' }), 'service', 'does not answer as a PDS does'],
    ['is tired', answered(503, '', { contentType: '' }), 'service', 'fails: status 503'],
    [
      'wants a second factor',
      answered(401, { error: 'AuthFactorTokenRequired', message: 'A code was sent' }),
      'appPassword',
      'make an app password',
    ],
    [
      'took the account down',
      answered(401, { error: 'AccountTakedown', message: 'Account has been taken down' }),
      'appPassword',
      'Account has been taken down',
    ],
  ])('refuses a server that %s', async (_, outcome, field, words) => {
    pds.script.push({ call: 'createSession', outcome });
    const problem = await told(await house.setAccount());
    expect(problem).toMatchObject({
      status: 422,
      errors: [{ field, detail: expect.stringContaining(words) }],
    });
  });

  it('keeps the account that was there where the new one is refused', async () => {
    await house.setAccount();
    await house.setAccount({ appPassword: 'wrong' });
    expect(await house.account()).toMatchObject({ state: 'working', handle: HANDLE });
  });

  it('is nothing for a service that cannot seal', async () => {
    house = await openNewsroom({ fetch: pds.fetch, settings: { SECRETS_KEY: '' } });
    expect(await told(await house.setAccount())).toMatchObject({ status: 501 });
  });
});

describe('removing the account', () => {
  it('ends its session, leaves the posts, and posts nothing any more', async () => {
    await house.setAccount();
    await house.publish('one');
    await house.settle();
    pds.asked();
    expect((await house.send('DELETE', '/crossposts/account')).status).toBe(204);
    expect(pds.asked()).toEqual(['deleteSession']);
    expect((await house.send('DELETE', '/crossposts/account')).status).toBe(404);
    await house.publish('two');
    await house.withdraw('one');
    await house.settle();
    expect([pds.asked(), pds.records().size]).toEqual([[], 1]);
    // What was to be deleted is, once the account is back.
    expect(await house.post('one')).toMatchObject({ state: 'waiting' });
    await house.setAccount();
    await house.settle();
    expect(pds.records().size).toBe(0);
  });
});

describe('what was posted', () => {
  it('is listed, the newest change first, page by page', async () => {
    await house.setAccount();
    for (const id of ['a', 'b', 'c']) {
      await house.publish(id);
      await house.settle();
      house.advance(60);
    }
    const read = async (query: string) =>
      (await (await house.send('GET', `/crossposts?${query}`)).json()) as {
        crossposts: { articleId: string }[];
        next?: string;
      };
    const first = await read('limit=2');
    expect(first.crossposts.map(({ articleId }) => articleId)).toEqual(['c', 'b']);
    const second = await read(`limit=2&before=${encodeURIComponent(first.next ?? '')}`);
    expect([second.crossposts.map(({ articleId }) => articleId), second.next]).toEqual([['a'], undefined]);
    expect(await (await house.send('GET', '/crossposts/b')).json()).toMatchObject({
      articleId: 'b',
      state: 'posted',
      url: expect.stringMatching(/^https:\/\/bsky\.app\/profile\/did:plc:[a-z0-9]+\/post\/[a-z2-7]{13}$/),
    });
  });

  it.each(['limit=0', 'limit=501', 'limit=x', 'before=x', 'before=yesterday~a'])(
    'is not listed by %s',
    async (query) => {
      expect((await house.send('GET', `/crossposts?${query}`)).status).toBe(400);
    },
  );

  it('is not asked for of an article that is not public, or without an account', async () => {
    expect((await house.send('POST', '/crossposts/bridge')).status).toBe(404);
    await house.setAccount();
    await house.publish('held', { status: 'withheld' });
    for (const id of ['held', 'unknown']) {
      expect((await house.send('POST', `/crossposts/${id}`)).status).toBe(404);
      expect((await house.send('GET', `/crossposts/${id}`)).status).toBe(404);
    }
  });
});
