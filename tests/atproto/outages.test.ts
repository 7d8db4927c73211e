import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from './gate.ts';
import { type Account, type Network, openNetwork } from './network.ts';
import { type Newsroom, openNewsroom } from './newsroom.ts';
import { cardOf, DOCUMENTS, POSTS, postsOf, recordsOf } from './repository.ts';

const PUT = 'com.atproto.repo.putRecord';
const UPLOAD = 'com.atproto.repo.uploadBlob';
const DELETE = 'com.atproto.repo.deleteRecord';
const JSON_TYPE = { 'content-type': 'application/json' };

interface Document {
  path: string;
  title: string;
  bskyPostRef: { uri: string };
}

describe('a post, whatever its server does', () => {
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

  async function documentsOf(id: string) {
    const documents = await recordsOf<Document>(account, DOCUMENTS);
    return documents.filter(({ value }) => value.path === `/articles/${id}`);
  }

  /** There is one post of the article, with its picture, and the record that belongs to it. */
  async function expectOnePost(id: string, title = `About ${id}`) {
    const posts = await postsOf(account, id);
    expect(posts.map(({ value }) => cardOf(value).title)).toEqual([title]);
    const [post] = posts;
    const cid = String(post && cardOf(post.value).thumb?.ref);
    expect((await account.reader.com.atproto.sync.getBlob({ did: account.did, cid })).success).toBe(true);
    const documents = await documentsOf(id);
    expect(documents.map(({ rkey, value }) => [rkey, value.title, value.bskyPostRef.uri])).toEqual([
      [post?.rkey, title, post?.uri],
    ]);
  }

  it('comes once after the server was down', async () => {
    await network.killPds();
    await newsroom.publish('down');
    await newsroom.work();
    await network.startPds();
    await newsroom.workOn();
    await expectOnePost('down');
  });

  it('comes from a server that is slow', async () => {
    network.gate.slowDown(400);
    await newsroom.publish('slow');
    await newsroom.work();
    network.gate.slowDown(0);
    await expectOnePost('slow');
  });

  it('comes once from a server that was given up before it wrote', async () => {
    const { promise: given, resolve: goOn } = Promise.withResolvers<void>();
    network.gate.meet(PUT, { before: () => given });
    await newsroom.publish('late');
    await newsroom.work();
    goOn();
    await newsroom.workOn();
    await expectOnePost('late');
  });

  /** Publishes, kills the server at that moment, starts it again, and works on. */
  async function killAt(
    method: string,
    trouble: 'before' | 'after',
    nth: number,
    act: () => Promise<unknown>,
  ) {
    let wasKilled = false;
    const kill = async () => {
      wasKilled = true;
      await network.killPds();
    };
    network.gate.meet(method, { [trouble]: kill }, nth);
    await act();
    await newsroom.work();
    expect(wasKilled).toBe(true);
    await network.startPds();
    await newsroom.workOn();
  }

  // The writes of a post are the publication, the document, the post, and the document that names the post.
  it.each([
    ['after it took the picture', 'after', UPLOAD, 1],
    ['after it wrote the publication', 'after', PUT, 1],
    ['after it wrote the document', 'after', PUT, 2],
    ['before it wrote the post', 'before', PUT, 3],
    ['after it wrote the post, and before it said so', 'after', PUT, 3],
    ['after it wrote the document again', 'after', PUT, 4],
  ] as const)('comes once from a server that is killed %s', async (_, when, method, nth) => {
    const id = `killed-${when}-${nth}-${method.slice(-6).toLowerCase()}`;
    await killAt(method, when, nth, () => newsroom.publish(id));
    await expectOnePost(id);
  });

  it.each(['before', 'after'] as const)(
    'is corrected and deleted by a server that is killed %s it did so',
    async (when) => {
      const id = `again-${when}`;
      await newsroom.publish(id);
      await newsroom.work();
      await killAt(PUT, when, 2, () => newsroom.publish(id, { title: 'Corrected' }));
      await expectOnePost(id, 'Corrected');
      await killAt(DELETE, when, 1, () => newsroom.withdraw(id));
      expect(await postsOf(account, id)).toEqual([]);
      expect(await documentsOf(id)).toEqual([]);
    },
  );

  it.each<[string, string, Answer]>([
    ['a page', 'page', { status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>Welcome</h1>' }],
    ['half an answer', 'half', { status: 200, headers: JSON_TYPE, body: '{"uri":"at://' }],
    ['an answer to another question', 'other', { status: 200, headers: JSON_TYPE, body: '{"ok":true}' }],
    ['status 503', 'tired', { status: 503, body: '' }],
    [
      'status 429 and when to come back',
      'often',
      { status: 429, headers: { 'retry-after': '600' }, body: '' },
    ],
    ['a status that is none', 'none', { status: 299, body: '\u0000' }],
  ])('comes once from a server that answers with %s', async (_, name, instead) => {
    const id = `nonsense-${name}`;
    for (const method of [UPLOAD, PUT]) network.gate.meet(method, { instead });
    await newsroom.publish(id);
    await newsroom.workOn();
    await expectOnePost(id);
  });

  it('is one for each article, after all of this', async () => {
    const posts = await recordsOf(account, POSTS);
    const addresses = posts.map(({ value }) => cardOf(value).uri);
    expect(addresses.length).toBe(new Set(addresses).size);
    expect(posts.length).toBeGreaterThanOrEqual(15);
  });
});
