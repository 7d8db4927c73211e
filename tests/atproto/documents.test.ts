import { AtUri } from '@atproto/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Account, type Network, openNetwork } from './network.ts';
import { type Newsroom, openNewsroom, PUBLIC_URL } from './newsroom.ts';
import { cardOf, DOCUMENTS, PUBLICATIONS, postsOf, recordsOf } from './repository.ts';

interface Document {
  site: string;
  path: string;
  title: string;
  textContent: string;
  coverImage: { ref: { toString(): string } };
  bskyPostRef: { uri: string; cid: string };
}

describe('the document beside a post on a real server', () => {
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

  /** What stands at an at:// address, as anybody can read it. */
  async function recordAt<Value>(address: string): Promise<Value> {
    const { host: repo, collection, rkey } = new AtUri(address);
    const { data } = await account.reader.com.atproto.repo.getRecord({ repo, collection, rkey });
    return data.value as Value;
  }
  async function linkOf(id: string): Promise<string> {
    const html = await (await newsroom.get(`/articles/${id}`)).text();
    return /<link rel="site\.standard\.document" href="([^"]{1,200})">/.exec(html)?.[1] ?? '';
  }
  async function documentsOf(id: string) {
    const documents = await recordsOf<Document>(account, DOCUMENTS);
    return documents.filter(({ value }) => value.path === `/articles/${id}`);
  }
  const siteRecord = async () => (await newsroom.get('/.well-known/site.standard.publication')).text();

  it('is found from the page, leads to the publication, and from there back to the site', async () => {
    await newsroom.publish('bound', { title: 'Bound', html: '<p>Both ways.</p>' });
    await newsroom.work();
    const document = await recordAt<Document>(await linkOf('bound'));
    expect(document).toMatchObject({ title: 'Bound', path: '/articles/bound', textContent: 'Both ways.' });
    expect(document.site).toBe(await siteRecord());
    expect(await recordAt<{ url: string; name: string }>(document.site)).toMatchObject({
      url: PUBLIC_URL,
      name: 'The Harbour Post',
    });
  });

  it('and its post name each other, with one picture', async () => {
    await newsroom.publish('named');
    await newsroom.work();
    const link = await linkOf('named');
    const document = await recordAt<Document>(link);
    const [post] = await postsOf(account, 'named');
    expect(document.bskyPostRef).toEqual({ uri: post?.uri, cid: post?.cid });
    const card = post && cardOf(post.value);
    expect(card?.associatedRefs?.map(({ uri }) => uri)).toEqual([link, await siteRecord()]);
    expect(document.coverImage.ref.toString()).toBe(card?.thumb?.ref.toString());
  });

  it('is corrected in its place and names the corrected post', async () => {
    await newsroom.publish('corrected', { title: 'Before' });
    await newsroom.work();
    const link = await linkOf('corrected');
    await newsroom.publish('corrected', { title: 'After' });
    await newsroom.work();
    const [post] = await postsOf(account, 'corrected');
    expect(await linkOf('corrected')).toBe(link);
    expect(await recordAt<Document>(link)).toMatchObject({ title: 'After', bskyPostRef: { cid: post?.cid } });
  });

  it('goes with a post that its owner deletes there, and neither comes back by itself', async () => {
    await newsroom.publish('deleted', { title: 'Before' });
    await newsroom.work();
    const [post] = await postsOf(account, 'deleted');
    await account.agent.deletePost(post?.uri ?? '');
    await newsroom.publish('deleted', { title: 'After' });
    await newsroom.workOn();
    expect(await postsOf(account, 'deleted')).toEqual([]);
    expect(await documentsOf('deleted')).toEqual([]);
    expect(await linkOf('deleted')).toBe('');
  });

  it('goes with the article, and leaves the publication', async () => {
    await newsroom.publish('withdrawn');
    await newsroom.work();
    const link = await linkOf('withdrawn');
    await newsroom.withdraw('withdrawn');
    await newsroom.work();
    await expect(recordAt(link)).rejects.toMatchObject({ error: 'RecordNotFound' });
    expect(await recordsOf(account, PUBLICATIONS)).toHaveLength(1);
    expect(await documentsOf('withdrawn')).toEqual([]);
  });
});
