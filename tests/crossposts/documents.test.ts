import { beforeEach, describe, expect, it } from 'vitest';
import { openNewsroom } from './open-newsroom.ts';
import { createPdsDouble, DID } from './pds-double.ts';

interface Document {
  title: string;
  site: string;
  coverImage?: object;
  bskyPostRef?: { uri: string; cid: string };
}
interface Post {
  embed: { external: { associatedRefs?: { uri: string; cid: string }[] } };
}

async function open(fields: object = {}) {
  const pds = createPdsDouble();
  const newsroom = await openNewsroom({ fetch: pds.fetch });
  await newsroom.setAccount({ documents: true, ...fields });
  pds.asked();
  return { pds, ...newsroom };
}

describe('the documents beside posts', () => {
  let house: Awaited<ReturnType<typeof open>>;
  beforeEach(async () => {
    house = await open();
  });
  const recordsIn = <Value>(collection: string) =>
    house.pds.records(collection).entries() as Iterable<[string, Value]>;
  const documents = () => [...recordsIn<Document>('site.standard.document')];
  const publications = () => [...house.pds.records('site.standard.publication').keys()];
  const page = async (id: string) =>
    (await house.app.request(`/articles/${id}`, { headers: { Accept: 'text/html' } })).text();
  const publish = async (id: string, fields: object = {}) => {
    await house.publish(id, fields);
    await house.settle();
  };

  it('refer to the post and are referred to by it, by its page, and by the site', async () => {
    await publish('bridge', { title: 'A bridge opens' });
    const [[key, document] = []] = documents();
    const [[postKey, post] = []] = recordsIn<Post>('app.bsky.feed.post');
    expect(key).toBe(postKey);
    const { cid } = (await house.post('bridge')) ?? {};
    const publication = `at://${DID}/site.standard.publication/${publications()[0]}`;
    const uri = `at://${DID}/site.standard.document/${key}`;
    expect(document).toMatchObject({
      site: publication,
      coverImage: { $type: 'blob' },
      bskyPostRef: { uri: `at://${DID}/app.bsky.feed.post/${key}`, cid },
    });
    expect(post?.embed.external.associatedRefs?.map((ref) => ref.uri)).toEqual([uri, publication]);
    expect(await page('bridge')).toContain(`<link rel="site.standard.document" href="${uri}">`);
    const file = await house.app.request('/.well-known/site.standard.publication');
    expect([file.headers.get('Content-Type'), await file.text()]).toEqual([
      'text/plain; charset=utf-8',
      publication,
    ]);
  });

  it('share one publication, whose name follows the settings', async () => {
    for (const id of ['one', 'two']) await publish(id);
    expect([documents().length, publications().length]).toEqual([2, 1]);
  });

  it('are corrected with the article, and name the post as it is then', async () => {
    await publish('bridge', { title: 'A bridge opens' });
    await publish('bridge', { title: 'A bridge closes' });
    const { cid } = (await house.post('bridge')) ?? {};
    expect(documents().map(([, document]) => [document.title, document.bskyPostRef?.cid])).toEqual([
      ['A bridge closes', cid],
    ]);
  });

  it('are written anew where the words changed and the post does not say them', async () => {
    await publish('bridge', { title: 'A bridge opens', dek: 'At last', html: '<p>Before.</p>' });
    house.pds.asked();
    await publish('bridge', { title: 'A bridge opens', dek: 'At last', html: '<p>After.</p>' });
    expect(house.pds.asked()).toEqual(['putRecord']);
    await publish('bridge', { title: 'A bridge opens', dek: 'At last', html: '<p>After.</p>', tags: [] });
    expect(house.pds.asked()).toEqual([]);
  });

  it('go with the article, and the publication stays', async () => {
    await publish('bridge');
    await house.withdraw('bridge');
    await house.settle();
    expect([documents().length, house.pds.records().size, publications().length]).toEqual([0, 0, 1]);
  });

  it('go, with the link to them, where the publisher wants none', async () => {
    await publish('bridge');
    await house.setAccount({ documents: false });
    await publish('bridge', { title: 'Another title' });
    expect([documents().length, house.pds.records().size]).toEqual([0, 1]);
    const [post] = [...recordsIn<Post>('app.bsky.feed.post')].map(([, value]) => value);
    expect(post?.embed.external.associatedRefs).toBeUndefined();
    house.pds.asked();
    await publish('bridge', { title: 'Another title', tags: [] });
    expect(house.pds.asked()).toEqual([]);
    expect(await page('bridge')).not.toContain('site.standard');
  });

  it('are of no site where nobody posts', async () => {
    const house = await openNewsroom({ fetch: createPdsDouble().fetch });
    const answer = await house.app.request('/.well-known/site.standard.publication');
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([404, 'application/problem+json']);
  });
});
