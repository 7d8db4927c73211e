import { afterAll, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../still-service.ts';
import { closeSites, openSources } from './open-sources.ts';
import { ghostId, openGhost, openWordpress, type Post, post } from './stand-ins.ts';

afterAll(closeSites);

const KEY = '22444f78447824223cefc48062';

/** The same suite for both: a site, with posts by number. */
const SYSTEMS = [
  {
    kind: 'wordpress',
    idOf: (n: number) => String(n),
    draft: 'draft',
    open: (posts: Map<string, Post>) => openWordpress(posts),
    more: {},
    gone: 'WordPress answers 404, rest_post_invalid_id.',
  },
  {
    kind: 'ghost',
    idOf: ghostId,
    draft: 'draft',
    open: (posts: Map<string, Post>) => openGhost(posts, KEY),
    more: { key: KEY },
    gone: 'Ghost answers 404, NotFoundError.',
  },
];

describe.each(SYSTEMS)('a site with $kind that is polled', ({ kind, idOf, open, more, draft, gone }) => {
  const start = async (count: number, fields = {}) => {
    const posts = new Map<string, Post>();
    for (let n = 1; n <= count; n++) {
      const hour = String(n % 24).padStart(2, '0');
      const time = `2026-03-01T${hour}:00:00Z`;
      posts.set(idOf(n), post(idOf(n), `Story ${n}`, { published: time, changed: time }));
    }
    const site = await open(posts);
    const house = await openSources();
    await house.add({ kind, address: site.origin, ...more, ...fields });
    const put = (n: number, changes: Partial<Post>) => {
      const known = posts.get(idOf(n));
      if (known) posts.set(idOf(n), { ...known, ...changes });
    };
    return { posts, site, house, put };
  };

  it('becomes articles with all that it says of them', async () => {
    const { site, house } = await start(2);
    expect(await house.titles()).toEqual(['Story 2', 'Story 1']);
    expect(await house.article('Story 1')).toMatchObject({
      url: `${site.origin}/${idOf(1)}/`,
      authors: [{ name: 'Ada Quill', url: `${site.origin}/author/ada/` }],
      section: kind === 'ghost' ? 'Local' : 'Local & Near',
      image: { url: `${site.origin}/bridge.jpg`, alt: 'A bridge' },
      publishedAt: '2026-03-01T01:00:00.000Z',
    });
    expect(await house.article('Story 1')).not.toHaveProperty('dek', expect.stringContaining('[…]'));
  });

  it('is asked for what changed, and an edit makes one new version', async () => {
    const { site, house, put } = await start(3);
    put(2, { title: 'Story 2, corrected', changed: '2026-03-02T08:05:00Z' });
    await house.pass(15 * MINUTE);
    expect(await house.article('Story 2, corrected')).toMatchObject({ version: 2 });
    const before = site.asked.length;
    await house.pass(15 * MINUTE);
    // What changed of late is listed again, and none of it is read again.
    expect(site.asked.slice(before).map(({ path }) => path.replace(/[^/]*$/, ''))).toEqual([
      expect.any(String),
      expect.any(String),
    ]);
    expect(await house.rows('SELECT version FROM articles ORDER BY version')).toEqual([
      { version: 1 },
      { version: 1 },
      { version: 2 },
    ]);
  });

  it('is followed when it deletes or unpublishes, after a second look', async () => {
    const { posts, house, put } = await start(5);
    posts.delete(idOf(1));
    put(2, { status: draft });
    await house.pass(15 * MINUTE);
    expect(await house.titles()).toHaveLength(5);
    expect(await house.lines()).toContain(
      `skipped | ${idOf(1)} | ${gone} It is looked for once more before it is withdrawn.`,
    );
    await house.pass(15 * MINUTE);
    expect(await house.titles()).toEqual(['Story 5', 'Story 4', 'Story 3']);
    expect(await house.lines()).toContain(`withdrawn | ${idOf(1)} | ${gone}`);
  });

  it('takes back what it publishes again', async () => {
    const { posts, house } = await start(2);
    const kept = posts.get(idOf(1)) as Post;
    posts.delete(idOf(1));
    await house.pass(15 * MINUTE);
    await house.pass(15 * MINUTE);
    expect(await house.titles()).toEqual(['Story 2']);
    posts.set(idOf(1), { ...kept, changed: '2026-03-02T08:40:00Z' });
    await house.pass(15 * MINUTE);
    expect(await house.titles()).toEqual(['Story 2', 'Story 1']);
  });

  it('a post that comes back before the second look was never away', async () => {
    const { posts, house } = await start(2);
    const kept = posts.get(idOf(1)) as Post;
    posts.delete(idOf(1));
    await house.pass(15 * MINUTE);
    posts.set(idOf(1), kept);
    await house.pass(15 * MINUTE);
    posts.delete(idOf(1));
    await house.pass(15 * MINUTE);
    expect(await house.titles()).toHaveLength(2);
    await house.pass(15 * MINUTE);
    expect(await house.titles()).toEqual(['Story 2']);
  });

  it('that suddenly has nothing any more withdraws nothing until the operator says so', async () => {
    const { posts, house } = await start(12);
    posts.clear();
    for (let n = 0; n < 4; n++) await house.pass(15 * MINUTE);
    expect(await house.titles()).toHaveLength(12);
    expect(await house.lines()).toEqual([
      'note | 12 articles seem gone at once, and 3 more may be withdrawn today: none is. If they are to go, run the source with withdraw=all.',
    ]);
    expect(house.logged.join()).toContain('seem gone');
    expect((await house.send('POST', '/sources/one/run', { withdraw: 'all' })).status).toBe(202);
    for (let n = 0; n < 5; n++) await house.pass(15 * MINUTE);
    expect(await house.titles()).toEqual([]);
  });

  it('a tenth within a day is the most that goes by itself', async () => {
    const { posts, house } = await start(20);
    for (let n = 1; n <= 9; n++) {
      posts.delete(idOf(n));
      await house.pass(15 * MINUTE);
      await house.pass(15 * MINUTE);
    }
    expect(await house.titles()).toHaveLength(17);
    await house.pass(DAY);
    for (let n = 0; n < 3; n++) await house.pass(15 * MINUTE);
    expect(await house.titles()).toHaveLength(17);
  });

  it('hundreds of posts come page by page, each once', { timeout: 60_000 }, async () => {
    const { house, site } = await start(230);
    for (let n = 0; n < 3; n++) await house.settle();
    expect((await house.rows('SELECT count(*) AS n FROM articles'))[0]).toEqual({ n: 230 });
    const reads = site.asked.filter(({ path }) => path.replace(/\/$/, '').endsWith(`/${idOf(7)}`));
    expect(reads).toHaveLength(1);
    expect((await house.show()).runs).toHaveLength(1);
    expect((await house.show()).runs[0]).toMatchObject({ total: 230, polls: 1 });
    expect((await house.show()).runs[0]?.lines).toHaveLength(200);
  });

  it('a change that the site dates back, as one with a clock of its own does, is not missed', async () => {
    const { house, put } = await start(3);
    put(1, { title: 'Story 1, late', changed: '2026-03-01T02:40:00Z' });
    await house.pass(15 * MINUTE);
    expect(await house.titles()).toContain('Story 1, late');
  });

  it('what its publisher withdrew here stays withdrawn, whatever the site says', async () => {
    const { house, put } = await start(2);
    const { id } = (await house.article('Story 1')) as { id: string };
    await house.send('DELETE', `/articles/${id}`);
    put(1, { title: 'Story 1, again', changed: '2026-03-02T08:10:00Z' });
    await house.pass(15 * MINUTE);
    expect(await house.titles()).toEqual(['Story 2']);
    expect(await house.lines()).toEqual([
      `skipped | ${idOf(1)} | It was withdrawn here; what was taken back stays so.`,
    ]);
  });

  it('what its publisher withdrew here stays so when the site deletes it and publishes it again', async () => {
    const { house, posts } = await start(5);
    const { id } = (await house.article('Story 1')) as { id: string };
    await house.send('DELETE', `/articles/${id}`);
    const kept = posts.get(idOf(1)) as Post;
    posts.delete(idOf(1));
    for (let n = 0; n < 3; n++) await house.pass(15 * MINUTE);
    posts.set(idOf(1), { ...kept, title: 'Story 1, again', changed: '2026-03-02T08:50:00Z' });
    await house.pass(15 * MINUTE);
    expect(await house.titles()).toHaveLength(4);
    expect(await house.lines()).toEqual([
      `skipped | ${idOf(1)} | It was withdrawn here; what was taken back stays so.`,
    ]);
  });

  it('an article that did not come from it is neither changed nor withdrawn', async () => {
    const { house, site, posts } = await start(1);
    const url = `${site.origin}/${idOf(9)}/`;
    await house.send('PUT', '/articles/ours', { title: 'Ours', html: '<p>Our own words.</p>', url });
    posts.set(idOf(9), post(idOf(9), 'Theirs', { changed: '2026-03-02T08:10:00Z' }));
    await house.pass(15 * MINUTE);
    expect(await house.titles()).toContain('Ours');
    expect(await house.lines()).toEqual([
      `skipped | ${idOf(9)} | Its address belongs to the article ours, which did not come from this source.`,
    ]);
    posts.delete(idOf(9));
    for (let n = 0; n < 3; n++) await house.pass(15 * MINUTE);
    expect(await house.titles()).toContain('Ours');
  });

  it('added again after it was removed, it makes no article twice', async () => {
    const { house, site } = await start(3);
    expect((await house.send('DELETE', '/sources/one')).status).toBe(204);
    expect(await house.rows('SELECT * FROM source_items')).toEqual([]);
    await house.add({ id: 'again', kind, address: site.origin, ...more });
    expect(await house.titles()).toHaveLength(3);
    expect(await house.rows('SELECT DISTINCT version FROM articles')).toEqual([{ version: 1 }]);
  });

  it('a clock of the site that is years ahead hides nothing that comes after', async () => {
    const { house, posts, put } = await start(2);
    put(1, { changed: '2031-01-01T00:00:00Z' });
    await house.pass(15 * MINUTE);
    posts.set(idOf(8), post(idOf(8), 'Story 8', { changed: '2026-03-02T08:20:00Z' }));
    await house.pass(15 * MINUTE);
    expect(await house.titles()).toContain('Story 8');
  });

  it.each([
    ['HTML named as JSON', 200, 'application/json', '<!doctype html><p>Please log in</p>'],
    ['JSON of something else', 200, 'application/json', '{"items":[]}'],
    ['an error', 500, 'application/json', '{}'],
    ['a site that forbids', 403, 'text/html', 'no'],
    ['nothing', 200, 'application/json', ''],
  ])('%s is a failure, which withdraws nothing and is said in the log', async (_name, status, type, text) => {
    const { house, site } = await start(3);
    site.answer = (_asked, response) => void response.writeHead(status, { 'content-type': type }).end(text);
    await house.pass(15 * MINUTE);
    await house.pass(15 * MINUTE);
    expect(await house.titles()).toHaveLength(3);
    expect(await house.show()).toMatchObject({ state: 'failing' });
    expect(await house.lines()).toEqual([expect.stringMatching(/^failed \| news\.example:\d+ answered/)]);
  });

  it('is left alone for as long as it asks, and longer each time it fails', async () => {
    const { house, site } = await start(1);
    site.answer = (_asked, response) => void response.writeHead(429, { 'retry-after': '7200' }).end();
    await house.pass(15 * MINUTE);
    const before = site.asked.length;
    await house.pass(HOUR);
    expect(site.asked).toHaveLength(before);
    expect((await house.show()).nextAt).toBe('2026-03-02T10:15:00.000Z');
    site.answer = (_asked, response) => void response.writeHead(404).end();
    const pauses: number[] = [];
    for (let n = 0; n < 5; n++) {
      const { nextAt } = await house.show();
      await house.pass((Date.parse(nextAt) - house.clock.now().getTime()) / 1000);
      pauses.push((Date.parse((await house.show()).nextAt) - house.clock.now().getTime()) / 60_000);
    }
    expect(pauses).toEqual([15, 60, 240, 1440, 1440]);
    expect(await house.show()).toMatchObject({ failures: 6 });
    expect((await house.lines())[0]).toContain('It has failed since 2026-03-02T08:15:00.000Z.');
    expect(house.logged.join()).toContain('a source has failed for a day or longer');
  });

  it('never says its key', async () => {
    const { house, site } = await start(1);
    site.answer = (_asked, response) => void response.writeHead(500).end();
    await house.pass(15 * MINUTE);
    const told = (await (await house.send('GET', '/sources/one')).text()) + house.logged.join();
    expect(told).not.toContain(KEY);
  });
});

describe('posts that are not for everyone', () => {
  it('any more are withdrawn at once, and published when they are again', async () => {
    const id = ghostId(1);
    const posts = new Map([[id, post(id, 'Open')]]);
    const house = await openSources();
    await house.add({ kind: 'ghost', address: (await openGhost(posts, KEY)).origin, key: KEY });
    expect(await house.titles()).toEqual(['Open']);
    posts.set(id, post(id, 'Open', { visibility: 'members', changed: '2026-03-02T08:01:00Z' }));
    await house.pass(15 * MINUTE);
    expect(await house.titles()).toEqual([]);
    posts.set(id, post(id, 'Open again', { changed: '2026-03-02T08:20:00Z' }));
    await house.pass(15 * MINUTE);
    expect(await house.titles()).toEqual(['Open again']);
  });

  it('behind a password, or for members only, are passed over and say why', async () => {
    const posts = new Map([['1', post(1, 'Secret', { password: true })]]);
    const house = await openSources();
    await house.add({ kind: 'wordpress', address: (await openWordpress(posts)).origin });
    expect(await house.lines()).toEqual(['skipped | 1 | It is behind a password.']);

    const id = ghostId(1);
    const ghost = await openGhost(new Map([[id, post(id, 'Members', { visibility: 'paid' })]]), KEY);
    const other = await openSources();
    await other.add({ kind: 'ghost', address: ghost.origin, key: KEY });
    expect(await other.lines()).toEqual([`skipped | ${id} | It is not for everyone to read.`]);
    expect([...(await house.titles()), ...(await other.titles())]).toEqual([]);
  });
});
