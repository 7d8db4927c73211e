import { expect, it } from 'vitest';
import { describeRuntimes, PUBLIC_URL, TOKEN } from './services.ts';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const article = (title: string, fields: object = {}) =>
  JSON.stringify({
    title,
    section: 'Sport',
    language: 'en',
    publishedAt: '2024-06-04T05:30:00Z',
    html: `<p>${title}. ${'Words. '.repeat(200)}</p>`,
    ...fields,
  });

interface JsonFeed {
  feed_url: string;
  next_url?: string;
  items: { id: string; title: string; content_html?: string; content_text?: string }[];
  _tearsheet?: { deleted: { id: string }[] };
}

describeRuntimes('answers of feeds', (service) => {
  const publish = (id: string, fields?: object) =>
    service.publish(`/articles/${id}`, 'application/json', article(id, fields));
  const withdraw = (id: string) =>
    service.fetch(`/articles/${id}`, { method: 'DELETE', headers: { Authorization: `Bearer ${TOKEN}` } });
  const json = async (path: string, headers: Record<string, string> = {}) =>
    (await (await service.fetch(path, { headers })).json()) as JsonFeed;
  const titles = async (path: string) => (await json(path)).items.map(({ title }) => title);
  const guid = (id: string) => `tag:example.org,2026:articles/${id}`;

  it('a feed opened in a browser is a page that says what it is, with a validator of its own', async () => {
    await publish('one', { tags: ['Climate'] });
    for (const path of [
      '/feeds/all.rss',
      '/feeds/all.json',
      '/feeds/section/sport',
      '/feeds/all?lang=en&tag=climate',
    ]) {
      const answer = await service.fetch(path, { headers: { Accept: BROWSER } });
      expect([answer.status, answer.headers.get('Content-Type')], path).toEqual([
        200,
        'text/html; charset=utf-8',
      ]);
      expect(answer.headers.get('Vary')).toMatch(/\bAccept\b(?!-)/);
      const page = await answer.text();
      expect(page).toContain('To subscribe');
      expect(page).toContain('/articles/one');
      expect(page).not.toContain('<script');
      const etag = answer.headers.get('ETag') ?? '';
      const again = await service.fetch(path, { headers: { Accept: BROWSER, 'If-None-Match': etag } });
      expect(again.status).toBe(304);
      expect((await service.fetch(path, { headers: { 'If-None-Match': etag } })).status).toBe(200);
    }
  });

  it('an address without a format is the feed a reader prefers, and says where that is', async () => {
    for (const [accept, type, location] of [
      ['*/*', 'application/rss+xml', '/feeds/section/sport.rss'],
      ['application/atom+xml', 'application/atom+xml', '/feeds/section/sport.atom'],
      ['application/feed+json', 'application/feed+json', '/feeds/section/sport.json'],
    ] as const) {
      const answer = await service.fetch('/feeds/section/sport', { headers: { Accept: accept } });
      expect(answer.headers.get('Content-Type')).toContain(type);
      expect(answer.headers.get('Content-Location')).toBe(location);
    }
  });

  it('compressed, a feed is the same feed under the same weak entity tag', async () => {
    const plain = await service.fetch('/feeds/all.rss', { headers: { 'Accept-Encoding': 'identity' } });
    const zipped = await service.fetch('/feeds/all.rss', { headers: { 'Accept-Encoding': 'gzip' } });
    expect(plain.headers.get('Content-Encoding')).toBeNull();
    expect(zipped.headers.get('Content-Encoding')).toBe('gzip');
    expect(zipped.headers.get('ETag')).toBe(plain.headers.get('ETag'));
    expect(zipped.headers.get('Vary')).toContain('Accept-Encoding');
    expect(await zipped.text()).toBe(await plain.text());
  });

  it('parameters it does not know make no other document', async () => {
    const plain = await service.fetch('/feeds/all.atom');
    const body = await plain.text();
    for (const query of [
      'utm_source=x&fbclid=y',
      `_=${Date.now()}`,
      'x=%0d%0aX-Evil:%201',
      `q=${'z'.repeat(8000)}`,
    ]) {
      const answer = await service.fetch(`/feeds/all.atom?${query}`);
      expect([answer.status, answer.headers.get('ETag')]).toEqual([200, plain.headers.get('ETag')]);
      expect(await answer.text()).toBe(body);
      expect(answer.headers.get('Link')).toBe(
        `<${PUBLIC_URL}/feeds/all.atom>; rel="self", <${PUBLIC_URL}/hub>; rel="hub"`,
      );
    }
  });

  it('feeds of several topics hold what is in all of them, under one spelling', async () => {
    await publish('both', { section: 'Arts', tags: ['Climate', 'Money'] });
    await publish('arts', { section: 'Arts' });
    await publish('money', { section: 'Sport', tags: ['Money'] });
    expect(await titles('/feeds/all.json?section=arts&tag=money')).toEqual(['both']);
    expect(await titles('/feeds/all.json?tag=climate&tag=money')).toEqual(['both']);
    expect(await titles('/feeds/all.json?lang=en&section=arts')).toEqual(['both', 'arts']);
    expect(await titles('/feeds/all.json?section=arts&section=sport')).toEqual([]);
    const feed = await json('/feeds/all.json?section=arts&tag=money&utm_source=x');
    expect(feed.feed_url).toBe(`${PUBLIC_URL}/feeds/all.json?section=arts&tag=money`);
    const other = await service.fetch('/feeds/section/arts.rss?tag=Money');
    expect([other.status, other.headers.get('Location')]).toEqual([
      301,
      '/feeds/all.rss?section=arts&tag=money',
    ]);
    expect((await service.fetch('/feeds/all.rss?section=arts&tag=none')).status).toBe(404);
  });

  it('the feed of several topics changes when one of them does', async () => {
    const path = '/feeds/all.json?section=arts&tag=money';
    const etag = (await service.fetch(path)).headers.get('ETag') ?? '';
    expect((await service.fetch(path, { headers: { 'If-None-Match': etag } })).status).toBe(304);
    await publish('second', { section: 'Arts', tags: ['Money'] });
    expect((await service.fetch(path, { headers: { 'If-None-Match': etag } })).status).toBe(200);
    expect(await titles(path)).toEqual(['second', 'both']);
    await withdraw('second');
    expect(await json(path)).toMatchObject({
      items: [{ title: 'both' }],
      _tearsheet: { deleted: [{ id: guid('second') }] },
    });
  });

  it('a feed of summaries has no bodies', async () => {
    const { items, feed_url } = await json('/feeds/section/arts.json?content=summary');
    expect(feed_url).toBe(`${PUBLIC_URL}/feeds/section/arts.json?content=summary`);
    expect(items.length).toBeGreaterThan(0);
    for (const item of items) {
      expect(item.content_html).toBeUndefined();
      expect(item.content_text).toContain('Words.');
    }
  });

  it('a reader that asks for what is new gets that alone: articles that came or changed, and what went', async () => {
    for (const id of ['d1', 'd2', 'd3']) await publish(id, { section: 'Delta' });
    for (const format of ['json', 'atom', 'rss']) {
      const path = `/feeds/section/delta.${format}`;
      const first = await service.fetch(path);
      const held = first.headers.get('ETag') ?? '';
      const ask = { headers: { 'A-IM': 'feed', 'If-None-Match': `"x", ${held}` } };
      expect((await service.fetch(path, ask)).status).toBe(304);
      await publish(`new-${format}`, { section: 'Delta' });
      await publish('d2', { section: 'Delta', dek: `Corrected for ${format}.` });
      await publish(`gone-${format}`, { section: 'Delta' });
      await withdraw(`gone-${format}`);
      const news = await service.fetch(path, ask);
      expect([news.status, news.headers.get('IM')]).toEqual([226, 'feed']);
      expect(news.headers.get('Cache-Control')).toContain('no-store');
      expect(news.headers.get('Vary')).toContain('A-IM');
      const body = await news.text();
      for (const id of [`new-${format}`, 'd2']) expect(body).toContain(guid(id));
      for (const id of ['d1', 'd3']) expect(body).not.toContain(guid(id));
      expect(body.includes(guid(`gone-${format}`))).toBe(format !== 'rss');
      const whole = await service.fetch(path);
      expect([whole.status, whole.headers.get('ETag')]).toEqual([200, news.headers.get('ETag')]);
      expect(await whole.text()).toContain(guid('d1'));
    }
  });

  it('a reader of RSS that holds what was withdrawn gets the whole feed without it: RSS has no word for that', async () => {
    for (const id of ['w1', 'w2']) await publish(id, { section: 'Taken back' });
    const path = (format: string) => `/feeds/section/taken-back.${format}`;
    const held = async (format: string) => (await service.fetch(path(format))).headers.get('ETag') ?? '';
    const asks = { rss: await held('rss'), atom: await held('atom') };
    await withdraw('w1');
    for (const [format, etag] of Object.entries(asks)) {
      const news = await service.fetch(path(format), { headers: { 'A-IM': 'feed', 'If-None-Match': etag } });
      expect(news.status).toBe(format === 'rss' ? 200 : 226);
      expect((await news.text()).includes(guid('w2'))).toBe(format === 'rss');
    }
  });

  it('a reader whose entity tag is unknown gets the whole feed', async () => {
    const unknown = `W/"${'0'.repeat(16)}-${'0'.repeat(10)}"`;
    for (const held of [unknown, '"other"', 'a"b,,"', `"${'x'.repeat(8000)}"`]) {
      const headers = { 'A-IM': 'feed', 'If-None-Match': held };
      expect((await service.fetch('/feeds/section/delta.rss', { headers })).status).toBe(200);
    }
  });

  it.each<[string, string, Record<string, string>]>([
    ['an If-None-Match of 100 kB', '/feeds/all.rss', { 'If-None-Match': '"x", '.repeat(20_000) }],
    ['an Accept of 12 kB', '/feeds/all.rss', { Accept: 'text/html;q=0.1,'.repeat(750) }],
    ['an A-IM of 12 kB', '/feeds/all.rss', { 'A-IM': 'feed;'.repeat(2400), 'If-None-Match': '"x"' }],
    ['half a character in the address', '/feeds/tag/%E0%A4.rss', {}],
    ['a slash in a name', '/feeds/tag/a%2Fb.rss', {}],
    ['a query of 8 kB', `/feeds/all.rss?tag=${'%E6%B0%97'.repeat(900)}`, {}],
    ['a line break in a name', '/feeds/all.rss?tag=a%0D%0AX-Evil:%201', {}],
    ['a page beyond numbers', `/feeds/all.rss?page=${'9'.repeat(400)}`, {}],
  ])('%s is borne', async (_, path, headers) => {
    const answer = await service.fetch(path, { headers });
    expect(answer.status).toBeLessThan(500);
    expect(answer.headers.get('X-Evil')).toBeNull();
  });

  it('a browser’s script may read feeds, and ask first', async () => {
    const asked = await service.fetch('/feeds/all.json', {
      method: 'OPTIONS',
      headers: { Origin: 'https://a.example', 'Access-Control-Request-Headers': 'if-none-match' },
    });
    expect(asked.status).toBe(204);
    expect(asked.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(asked.headers.get('Access-Control-Allow-Headers')).toContain('If-None-Match');
    const answer = await service.fetch('/feeds/all.json');
    expect(answer.headers.get('Access-Control-Expose-Headers')).toContain('ETag');
    expect((await service.fetch('/feeds/all.rss', { method: 'DELETE' })).headers.get('Allow')).toBe(
      'GET, HEAD, OPTIONS',
    );
  });

  it('a withdrawn article leaves at once, and its deletion is told; published again, it is back', async () => {
    await publish('lost', { section: 'Lost' });
    const before = await service.fetch('/feeds/section/lost.atom');
    await withdraw('lost');
    const after = await service.fetch('/feeds/section/lost.atom');
    expect(after.headers.get('ETag')).not.toBe(before.headers.get('ETag'));
    const atom = await after.text();
    expect(atom).not.toContain('<entry');
    expect(atom).toMatch(/<at:deleted-entry ref="tag:example\.org,2026:articles\/lost" when="[^"]+Z"\/>/);
    expect(await (await service.fetch('/feeds/section/lost.rss')).text()).not.toContain('articles/lost');
    await publish('lost', { section: 'Lost' });
    const back = await (await service.fetch('/feeds/section/lost.atom')).text();
    expect(back).toContain('<entry');
    expect(back).not.toContain('deleted-entry');
  });

  it('a correction keeps the id and the date of publication', async () => {
    await publish('fixed', { section: 'Fixed' });
    const first = await (await service.fetch('/feeds/section/fixed.rss')).text();
    await publish('fixed', { section: 'Fixed', title: 'Fixed at last' });
    const second = await (await service.fetch('/feeds/section/fixed.rss')).text();
    for (const tag of ['guid', 'pubDate']) {
      const value = (xml: string) => new RegExp(`<${tag}[^>]*>([^<]*)`).exec(xml)?.[1];
      expect(value(second)).toBe(value(first));
    }
    const updated = (xml: string) => /<atom:updated>([^<]*)/.exec(xml)?.[1] ?? '';
    expect(updated(second) > updated(first)).toBe(true);
  });
});
