import { SaxesParser } from 'saxes';
import { expect, it } from 'vitest';
import { describeRuntimes, PUBLIC_URL, TOKEN } from './services.ts';

const FORMATS = [
  ['rss', 'application/rss+xml; charset=utf-8'],
  ['atom', 'application/atom+xml; charset=utf-8'],
  ['json', 'application/feed+json; charset=utf-8'],
] as const;

const article = (title: string, fields: object = {}) =>
  JSON.stringify({
    title,
    section: 'À la une',
    authors: ['Zoë Quill'],
    tags: ['Climate', '気候'],
    language: 'en',
    publishedAt: '2024-06-04T05:30:00Z',
    html: `<p>${title}.</p><blockquote class="twitter-tweet"><p>Words of a post &amp; more.</p>&mdash; Name (@handle) <a href="https://x.com/handle/status/1790309205070239367">May 14, 2024</a></blockquote>`,
    ...fields,
  });

function isWellFormed(xml: string): boolean {
  new SaxesParser({ xmlns: true }).write(xml).close();
  return true;
}

describeRuntimes('feeds', (service) => {
  it('a feed without articles is a valid feed', async () => {
    expect(isWellFormed(await (await service.fetch('/feeds/all.rss')).text())).toBe(true);
    expect(isWellFormed(await (await service.fetch('/feeds/all.atom')).text())).toBe(true);
    expect(await (await service.fetch('/feeds/all.json')).json()).toMatchObject({ items: [] });
  });

  it('an article is in the feeds of everything it is about, in every format, when the answer comes', async () => {
    await service.publish('/articles/one', 'application/json', article('One'));
    for (const topic of [
      'all',
      'section/a-la-une',
      'author/zoe-quill',
      'tag/climate',
      'tag/気候',
      'lang/en',
    ]) {
      for (const [format, type] of FORMATS) {
        const answer = await service.fetch(`/feeds/${topic}.${format}`);
        expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, type]);
        const body = await answer.text();
        expect(body).toContain('tag:example.org,2026:articles/one');
        expect(body).toContain('Words of a post');
        expect(body).not.toContain('<script');
        if (format !== 'json') expect(isWellFormed(body)).toBe(true);
      }
    }
  });

  it('addresses in a feed come from the settings, not from the request', async () => {
    const answer = await service.fetch('/feeds/all.atom', {
      headers: { 'X-Forwarded-Host': 'evil.example' },
    });
    const body = await answer.text();
    expect(body).toContain(`${PUBLIC_URL}/feeds/all.atom`);
    expect(body).not.toMatch(/evil\.example|127\.0\.0\.1|localhost/);
  });

  it.each(FORMATS)('%s: the same state gives the same bytes and the same weak ETag', async (format) => {
    const [a, b] = [await service.fetch(`/feeds/all.${format}`), await service.fetch(`/feeds/all.${format}`)];
    expect(a.headers.get('ETag')).toMatch(/^W\/"[0-9a-f]{16}-[0-9a-f]{10}"$/);
    expect(a.headers.get('ETag')).toBe(b.headers.get('ETag'));
    expect(await a.text()).toBe(await b.text());
  });

  it.each(FORMATS)(
    '%s: a reader that has it gets 304, with the validators and nothing else',
    async (format) => {
      const path = `/feeds/all.${format}`;
      const full = await service.fetch(path);
      const etag = full.headers.get('ETag') ?? '';
      for (const value of [etag, etag.replace('W/', ''), `"other", ${etag}`, '*']) {
        const answer = await service.fetch(path, { headers: { 'If-None-Match': value } });
        expect(answer.status).toBe(304);
        expect(await answer.text()).toBe('');
        for (const name of ['ETag', 'Cache-Control', 'Link', 'Vary']) {
          expect(answer.headers.get(name)).toBe(full.headers.get(name));
        }
      }
    },
  );

  it('an ETag that differs wins over a date that agrees', async () => {
    const headers = { 'If-None-Match': '"other"', 'If-Modified-Since': new Date('2999-01-01').toUTCString() };
    expect((await service.fetch('/feeds/all.rss', { headers })).status).toBe(200);
  });

  it('a reader that knows only the date gets 304 by it once the second is over, and never before', async () => {
    const dateOf = async () => (await service.fetch('/feeds/all.rss')).headers.get('Last-Modified') ?? '';
    const since = async (date: string) =>
      (await service.fetch('/feeds/all.rss', { headers: { 'If-Modified-Since': date } })).status;
    await service.publish('/articles/dated', 'application/json', article('Dated'));
    const early = Date.parse(await dateOf());
    await expect.poll(async () => since(await dateOf()), { timeout: 5000 }).toBe(304);
    const dated = Date.parse(await dateOf());
    // The second may have been over at the first look.
    expect([dated, dated - 1000]).toContain(early);
    expect(await since(new Date(dated - 1000).toUTCString())).toBe(200);
    expect(await since('yesterday')).toBe(200);
  });

  it('HEAD answers as GET does, without the body', async () => {
    const [head, get] = [
      await service.fetch('/feeds/all.rss', { method: 'HEAD' }),
      await service.fetch('/feeds/all.rss'),
    ];
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
    for (const name of ['ETag', 'Content-Type', 'Cache-Control', 'Link']) {
      expect(head.headers.get(name)).toBe(get.headers.get(name));
    }
  });

  it('a correction and a removal both change the validators of every feed they touch', async () => {
    const tag = async (path: string) => (await service.fetch(path)).headers.get('ETag');
    await service.publish('/articles/two', 'application/json', article('Two', { section: 'Left' }));
    const [all, left] = [await tag('/feeds/all.rss'), await tag('/feeds/section/left.rss')];
    await service.publish('/articles/two', 'application/json', article('Two', { section: 'Right' }));
    expect(await tag('/feeds/all.rss')).not.toBe(all);
    expect(await tag('/feeds/section/left.rss')).not.toBe(left);
    expect(await (await service.fetch('/feeds/section/left.json')).json()).toMatchObject({ items: [] });
    const right = await tag('/feeds/section/right.json');
    await service.fetch('/articles/two', { method: 'DELETE', headers: { Authorization: `Bearer ${TOKEN}` } });
    expect(await tag('/feeds/section/right.json')).not.toBe(right);
  });

  it('a post learnt later changes the feed of an article that had only its link', async () => {
    const status = 'https://x.com/late/status/1797753265873129095';
    const bare = `<p>See:</p><blockquote class="twitter-tweet"><a href="${status}">${status}</a></blockquote>`;
    await service.publish(
      '/articles/bare',
      'application/json',
      article('Bare', { section: 'Bare', html: bare }),
    );
    const before = (await service.fetch('/feeds/section/bare.rss')).headers.get('ETag');
    const full = `<p>See:</p><blockquote class="twitter-tweet"><p>Late words.</p>&mdash; Late (@late) <a href="${status}">June 3, 2024</a></blockquote>`;
    await service.publish(
      '/articles/full',
      'application/json',
      article('Full', { section: 'Full', html: full }),
    );
    const after = await service.fetch('/feeds/section/bare.rss');
    expect(after.headers.get('ETag')).not.toBe(before);
    expect(await after.text()).toContain('Late words.');
  });

  it('a feed holds the thirty newest articles', async () => {
    for (let day = 1; day <= 31; day++) {
      const publishedAt = `2023-01-${String(day).padStart(2, '0')}`;
      await service.publish(
        `/articles/day-${day}`,
        'application/json',
        article(`Day ${day}`, { section: 'Days', publishedAt }),
      );
    }
    const feed = (await (await service.fetch('/feeds/section/days.json')).json()) as {
      items: { title: string }[];
    };
    expect(feed.items.map(({ title }) => title)).toEqual(
      Array.from({ length: 30 }, (_, index) => `Day ${31 - index}`),
    );
  });
});
