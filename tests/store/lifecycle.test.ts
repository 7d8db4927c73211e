import { beforeEach, describe, expect, it } from 'vitest';
import { AS_PUBLISHER, at, HOUR, type House, openHouse, quoting } from './open-house.ts';

const CARD = '/cards/x/1797753265873129095';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});

describe('an article that was public', () => {
  const FIELDS = { section: 'Local', publishedAt: at(-HOUR), html: quoting('The words.') };
  beforeEach(async () => {
    await house.put('a', FIELDS);
    await house.settle();
  });

  it.each([
    ['embargoed', { embargoUntil: at(HOUR) }, 404],
    ['withheld', { status: 'withheld' }, 404],
    ['canceled', { status: 'canceled' }, 410],
  ])('and is %s is taken out of everything, and feeds say so', async (state, fields, status) => {
    const before = (await house.get('/feeds/section/local.atom')).headers.get('ETag');
    house.advance(10);
    expect((await house.put('a', { ...FIELDS, ...fields })).status).toBe(200);
    for (const path of ['/articles/a', '/articles/a.json', '/previews/a'])
      expect(await house.status(path)).toBe(status);
    expect(await house.status(`${CARD}.html`)).toBe(404);
    expect(await house.inFeed('a')).toBeUndefined();
    expect(await house.buried()).toEqual(['a']);
    const atom = await house.get('/feeds/section/local.atom');
    expect(atom.headers.get('ETag')).not.toBe(before);
    expect(await atom.text()).toContain('<at:deleted-entry ref="tag:example.org,2026:articles/a"');
    expect(await house.rows('SELECT * FROM feed_items')).toEqual([]);
    expect((await house.record('a')).state ?? 'withdrawn').toBe(state === 'canceled' ? 'withdrawn' : state);
  });

  it('takes the pictures of its posts with it, and brings them back', async () => {
    const { blobs, database } = house.ports;
    const name = `media/${'a'.repeat(32)}.webp`;
    await blobs.put(name, new Uint8Array(8));
    await database.prepare(`INSERT INTO capture_media SELECT platform, id, '${name}' FROM captures`).run();
    const picture = `/cards/${name}`;
    expect(await house.status(picture)).toBe(200);
    await house.put('a', { ...FIELDS, embargoUntil: at(HOUR) });
    expect(await house.status(picture)).toBe(404);
    house.advance(HOUR);
    expect(await house.status(picture)).toBe(200);
    await house.withdraw('a');
    expect(await house.status(picture)).toBe(404);
  });

  it('comes back by itself with its id and its date, and counts as updated', async () => {
    await house.put('a', { ...FIELDS, embargoUntil: at(HOUR) });
    house.advance(HOUR);
    expect(await house.inFeed('a')).toMatchObject({ date_published: at(-HOUR), date_modified: at(HOUR) });
    expect(await house.buried()).toEqual([]);
  });

  it('comes back from being withheld when it is usable, and not by a correction', async () => {
    await house.put('a', { ...FIELDS, status: 'withheld' });
    await house.put('a', { ...FIELDS, title: 'Corrected' });
    expect(await house.record('a')).toMatchObject({ state: 'withheld', title: 'Corrected' });
    house.advance(HOUR);
    await house.put('a', { ...FIELDS, status: 'usable' });
    expect(await house.inFeed('a')).toMatchObject({ date_published: at(-HOUR), date_modified: at(HOUR) });
  });

  it('is gone for good where it is withdrawn while embargoed', async () => {
    await house.put('a', { ...FIELDS, embargoUntil: at(HOUR) });
    await house.withdraw('a');
    expect(await house.status('/articles/a')).toBe(410);
    expect(await house.buried()).toEqual(['a']);
    house.advance(2 * HOUR);
    expect(await house.status('/articles/a')).toBe(410);
  });

  it('keeps a place of its own in the archive: another one when it comes back', async () => {
    await house.put('b', { section: 'Local' });
    await house.put('a', { ...FIELDS, embargoUntil: at(HOUR) });
    house.advance(HOUR);
    await house.get('/');
    expect(
      await house.rows(
        "SELECT article_id, sequence FROM article_topics WHERE topic = 'section/local' ORDER BY sequence",
      ),
    ).toEqual([
      { article_id: 'b', sequence: 2 },
      { article_id: 'a', sequence: 3 },
    ]);
  });
});

describe('the versions of an article', () => {
  it('are listed for its publisher alone, the newest first, page by page', async () => {
    await house.put('a', { embargoUntil: at(HOUR), title: 'First' });
    house.advance(HOUR);
    await house.get('/');
    await house.put('a', { title: 'Corrected' });
    await house.withdraw('a');
    const versions = async (path: string) =>
      (await (await house.get(path, AS_PUBLISHER)).json()) as { versions: object[]; next?: string };
    const all = await versions('/articles/a/versions');
    expect(all).toEqual({
      versions: [
        [4, at(HOUR), 'withdrawn', 'Corrected', at(HOUR), at(HOUR)],
        [3, at(HOUR), 'live', 'Corrected', at(HOUR), at(HOUR)],
        [2, at(HOUR), 'live', 'First', at(HOUR), at(HOUR)],
        [1, at(0), 'embargoed', 'First', at(HOUR), at(HOUR), at(HOUR)],
      ].map(([version, recordedAt, state, title, publishedAt, updatedAt, opensAt]) => ({
        version,
        recordedAt,
        state,
        title,
        publishedAt,
        updatedAt,
        ...(opensAt && { opensAt }),
      })),
    });
    expect(await versions('/articles/a/versions?before=3')).toEqual({ versions: all.versions.slice(2) });
    for (let index = 0; index < 50; index++) await house.put('b', { title: `Version ${index}` });
    expect((await versions('/articles/b/versions')).next).toBe(
      'https://news.example/articles/b/versions?before=1',
    );
  });

  it('are no way to find out what there is', async () => {
    await house.put('a', { embargoUntil: at(HOUR) });
    const [known, unknown] = [
      await house.get('/articles/a/versions'),
      await house.get('/articles/b/versions'),
    ];
    expect([known.status, await known.text()]).toEqual([401, await unknown.text()]);
    expect((await house.get('/articles/a/versions?before=x', AS_PUBLISHER)).status).toBe(400);
  });
});

describe('canceled', () => {
  it('is what DELETE does, keeps the words on record, and may be said twice', async () => {
    await house.put('a', { title: 'The words' });
    const answers = [
      await house.put('a', { title: 'x', status: 'canceled' }),
      await house.put('a', { title: 'y', status: 'canceled' }),
    ];
    for (const answer of answers)
      expect(await answer.json()).toMatchObject({ state: 'withdrawn', version: 2, title: 'The words' });
    expect(await house.status('/articles/a')).toBe(410);
  });

  it('by a repeated request with an Idempotency-Key is said once', async () => {
    await house.put('a');
    const headers = { ...AS_PUBLISHER, 'Content-Type': 'application/json', 'Idempotency-Key': 'k' };
    const body = JSON.stringify({
      id: 'a',
      title: 'T',
      html: '<p>W.</p>',
      status: 'canceled',
      url: 'https://times.example.org/a',
    });
    const send = async () => (await house.app.request('/articles', { method: 'POST', headers, body })).status;
    // An id in the body is for a new article, unless the URL is its own.
    expect(await send()).toBe(409);
    await house.put('a', { url: 'https://times.example.org/a' });
    expect([await send(), await send()]).toEqual([200, 200]);
    expect(await house.rows("SELECT version FROM articles WHERE id = 'a'")).toEqual([{ version: 3 }]);
  });

  it('of an article that was never sent is refused', async () => {
    expect((await house.put('a', { status: 'canceled' })).status).toBe(404);
  });

  it('is undone by another PUT, as a withdrawal is', async () => {
    await house.put('a');
    await house.put('a', { status: 'canceled' });
    await house.put('a');
    expect(await house.status('/articles/a')).toBe(200);
  });
});
