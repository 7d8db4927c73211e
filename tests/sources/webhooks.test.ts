import { afterAll, describe, expect, it } from 'vitest';
import { MINUTE } from '../still-service.ts';
import { ARTICLE, ghostSigned, hearing, KEY, SECRET } from './hearing.ts';
import { closeSites, type OpenSources, openSite, openSources, page } from './open-sources.ts';
import { ghostId, ghostJson, openGhost, openWordpress, type Post, post } from './stand-ins.ts';

afterAll(closeSites);

describe('what is said', () => {
  it('a correction is found by its id or address, and a cancelled article withdrawn', async () => {
    const { house, hear } = await hearing();
    await hear(ARTICLE);
    await hear({ ...ARTICLE, title: 'A bridge closes' });
    expect(await house.article('A bridge closes')).toMatchObject({ version: 2 });
    await hear({ ...ARTICLE, status: 'canceled' });
    expect(await house.titles()).toEqual([]);
    expect(await house.lines()).toEqual([
      'withdrawn | https://news.example/a | The source says that it is gone.',
    ]);
  });

  it.each([
    ['DELETE', async (house: OpenSources, id: string) => house.send('DELETE', `/articles/${id}`)],
    [
      'its status',
      async (house: OpenSources, id: string) =>
        house.send('PUT', `/articles/${id}`, { ...ARTICLE, status: 'canceled' }),
    ],
    [
      'DELETE after it was put back',
      async (house: OpenSources, id: string) => {
        await house.send('PUT', `/articles/${id}`, ARTICLE);
        return house.send('DELETE', `/articles/${id}`);
      },
    ],
  ])(
    'an article that it cancelled stays so once its publisher takes it back as well, by %s',
    async (_fact, withdraw) => {
      const { house, hear } = await hearing();
      await hear(ARTICLE);
      const { id } = (await house.article(ARTICLE.title)) as { id: string };
      await hear({ ...ARTICLE, status: 'canceled' });
      expect((await withdraw(house, id)).ok).toBe(true);
      await hear({ ...ARTICLE, title: 'A bridge after all' });
      expect(await house.titles()).toEqual([]);
    },
  );

  it('an address is read from its page, on the hosts of the source alone, and withdrawn with it', async () => {
    let status = 200;
    const site = await openSite((_asked, response) => {
      response.writeHead(status, { 'content-type': 'text/html' }).end(page('A bridge on a page'));
    });
    const { house, hear } = await hearing({ address: site.origin });
    expect(await hear({ url: `${site.origin}/a` })).toMatchObject({ status: 202 });
    expect(await house.titles()).toEqual(['A bridge on a page']);
    await hear({ url: 'https://other.example/a' });
    expect(await house.lines()).toEqual([expect.stringMatching(/^failed .*other\.example is no site/)]);
    status = 410;
    await hear({ url: `${site.origin}/a`, again: 1 });
    expect(await house.titles()).toEqual([]);
  });

  it('by Ghost as it sends it: published, edited, unpublished, deleted', async () => {
    const { house, hear } = await hearing();
    const id = ghostId(5);
    const current = { ...ghostJson('https://news.example', post(id, 'From Ghost')), status: 'published' };
    await hear({ post: { current, previous: {} } }, ghostSigned);
    expect(await house.article('From Ghost')).toMatchObject({
      authors: [{ name: 'Ada Quill' }],
      dek: 'It is to open in May.',
    });
    await hear({ post: { current: { ...current, title: 'Edited' }, previous: current } }, ghostSigned);
    expect(await house.titles()).toEqual(['Edited']);
    await hear({ post: { current: { ...current, status: 'draft' }, previous: current } }, ghostSigned);
    expect(await house.titles()).toEqual([]);
    await hear({ post: { current: { ...current, title: 'Back' }, previous: current } }, ghostSigned);
    expect(await house.titles()).toEqual(['Back']);
    await hear({ post: { current: {}, previous: current } }, ghostSigned);
    expect(await house.titles()).toEqual([]);
  });

  it('a site with Ghost is asked for the post, whatever is said of it', async () => {
    const id = ghostId(5);
    const posts = new Map<string, Post>();
    const site = await openGhost(posts, KEY);
    const { house, hear } = await hearing({ kind: 'ghost', address: site.origin, key: KEY });
    const said = { ...ghostJson(site.origin, post(id, 'Said')), status: 'published' };
    await hear({ post: { current: said, previous: {} } }, ghostSigned);
    expect(await house.titles()).toEqual([]);
    posts.set(id, post(id, 'Answered'));
    await hear({ post: { current: said, previous: {} }, n: 2 }, ghostSigned);
    expect(await house.titles()).toEqual(['Answered']);
    // It is said to be deleted, and is there.
    await hear({ post: { current: {}, previous: said } }, ghostSigned);
    expect(await house.titles()).toEqual(['Answered']);
    posts.delete(id);
    await hear({ post: { current: {}, previous: said }, n: 3 }, ghostSigned);
    expect(await house.titles()).toEqual([]);
  });

  it.each([{ id: 5 }, { post_id: '5' }, { ID: 5, post_title: 'lies' }, { url: '/5/' }])(
    'a site with WordPress is asked for the post that %j names',
    async (named) => {
      const posts = new Map([['4', post(4, 'Four')]]);
      const site = await openWordpress(posts);
      const { house, hear } = await hearing({ kind: 'wordpress', address: site.origin });
      posts.set('5', post(5, 'Five', { changed: '2026-03-02T08:00:00Z' }));
      const body = 'url' in named ? { url: site.origin + named.url } : named;
      const bearer = () => ({ authorization: `Bearer ${SECRET}` });
      expect(await hear(body, bearer)).toMatchObject({ status: 202 });
      expect((await house.titles()).sort()).toEqual(['Five', 'Four']);
      await house.pass(15 * MINUTE);
      expect(await house.rows('SELECT version FROM articles')).toEqual([{ version: 1 }, { version: 1 }]);
      posts.delete('5');
      await hear(body, bearer);
      const left = 'url' in named ? ['Five', 'Four'] : ['Four'];
      expect((await house.titles()).sort()).toEqual(left);
    },
  );

  it('what is said while a post is being read is not lost', async () => {
    const posts = new Map([['5', post(5, 'Five', { changed: '2025-01-01T00:00:00Z' })]]);
    const site = await openWordpress(posts);
    const house = await openSources();
    await house.add({ kind: 'wordpress', address: site.origin, secret: SECRET });
    const say = () =>
      house.app.request('/sources/one/webhook', {
        method: 'POST',
        headers: { authorization: `Bearer ${SECRET}` },
        body: '{"id":5}',
      });
    const answer = site.answer;
    let edits = 0;
    site.answer = async (asked, response) => {
      answer(asked, response);
      if (!asked.path.endsWith('/5') || edits++ > 0) return;
      posts.set('5', post(5, 'Five, edited', { changed: '2025-01-01T00:01:00Z' }));
      await say();
    };
    await say();
    await house.settle();
    for (let n = 0; n < 2; n++) await house.pass(MINUTE);
    expect(await house.titles()).toEqual(['Five, edited']);
  });

  it('a feed is polled at once when there is news', async () => {
    const site = await openSite((_asked, response) => void response.end('<rss><channel/></rss>'));
    const { hear } = await hearing({ kind: 'feed', address: `${site.origin}/feed` });
    expect(site.asked).toHaveLength(1);
    expect(await hear('anything')).toMatchObject({ status: 202 });
    expect(site.asked).toHaveLength(2);
  });

  it.each([
    ['no JSON', 'nonsense', 400],
    ['a list', '[]', 422],
    ['nothing of use', '{"hello":"world"}', 422],
    ['an address that is none', '{"url":"javascript:alert(1)"}', 422],
    ['a page of Ghost', '{"page":{"current":{}}}', 422],
    ['an article without a name', JSON.stringify({ title: 'T', html: '<p>x</p>' }), 422],
    ['more than 2 MiB', JSON.stringify({ url: 'x'.repeat(2_200_000) }), 413],
  ])('%s is refused, and nothing is kept of it', async (_name, body, status) => {
    const { house, hear } = await hearing();
    expect(await hear(body)).toMatchObject({ status });
    expect(await house.rows('SELECT * FROM source_receipts')).toEqual([]);
  });

  it('the secret is shown once, and only where the service made it', async () => {
    const { house, source } = await hearing({ secret: undefined });
    expect(source.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(source.webhook).toBe('https://feeds.example/sources/one/webhook');
    const told =
      (await (await house.send('GET', '/sources/one')).text()) +
      (await (await house.send('GET', '/sources')).text());
    expect(told).not.toContain('whsec_');
    const { source: other } = await hearing();
    expect(JSON.stringify(other)).not.toContain(SECRET);
  });
});
