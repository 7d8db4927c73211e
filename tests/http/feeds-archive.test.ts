import { expect, it } from 'vitest';
import { describeRuntimes, PUBLIC_URL, TOKEN } from './services.ts';

const article = (title: string, publishedAt: string) =>
  JSON.stringify({
    title,
    section: 'Days',
    language: 'en',
    publishedAt,
    html: `<p>Words about ${title}.</p>`,
  });

interface JsonFeed {
  next_url?: string;
  items: { title: string }[];
}

describeRuntimes('the archive of a feed', (service) => {
  const publish = async (day: number) =>
    service.publish(
      `/articles/day-${day}`,
      'application/json',
      article(`Day ${day}`, new Date(Date.UTC(2023, 0, day)).toISOString()),
    );
  const local = (url: string) => url.slice(PUBLIC_URL.length);
  const read = async (path: string) => (await (await service.fetch(path)).json()) as JsonFeed;

  it('is not there before there is a page of it', async () => {
    await publish(1);
    expect((await read('/feeds/section/days.json')).next_url).toBeUndefined();
    expect((await service.fetch('/feeds/section/days.json?page=1')).status).toBe(404);
  });

  it('reaches every article, each page once full, by links alone', async () => {
    for (let day = 2; day <= 47; day++) await publish(day);
    const feed = await read('/feeds/section/days.json');
    const reached = new Set(feed.items.map(({ title }) => title));
    expect(reached.size).toBe(30);
    let next = feed.next_url;
    const pages: string[] = [];
    while (next) {
      pages.push(local(next));
      const page = await read(local(next));
      expect(page.items).toHaveLength(20);
      for (const { title } of page.items) reached.add(title);
      next = page.next_url;
    }
    expect(pages).toEqual(['/feeds/section/days.json?page=2', '/feeds/section/days.json?page=1']);
    expect(reached.size).toBe(47);
  });

  it('has pages that say what they are, and where the feed and their neighbours are', async () => {
    const atom = await (await service.fetch('/feeds/section/days.atom?page=1')).text();
    const at = (rel: string) => new RegExp(`rel="${rel}"[^>]*href="([^"]*)"`).exec(atom)?.[1];
    expect(atom).toContain('<fh:archive/>');
    expect(at('current')).toBe(`${PUBLIC_URL}/feeds/section/days.atom`);
    expect(at('self')).toBe(`${PUBLIC_URL}/feeds/section/days.atom?page=1`);
    expect(at('next-archive')).toBe(`${PUBLIC_URL}/feeds/section/days.atom?page=2`);
    expect(at('prev-archive')).toBeUndefined();
    const rss = await (await service.fetch('/feeds/section/days.rss')).text();
    expect(rss).toContain(`href="${PUBLIC_URL}/feeds/section/days.rss?page=2" rel="prev-archive"`);
    expect(rss).not.toContain('fh:archive');
  });

  it('keeps a page as it is while articles come, also old ones, and changes it alone where one of its own changes', async () => {
    const tags = () =>
      Promise.all(
        [1, 2].map(async (page) =>
          (await service.fetch(`/feeds/section/days.rss?page=${page}`)).headers.get('ETag'),
        ),
      );
    const before = await tags();
    await publish(48);
    await service.publish('/articles/older', 'application/json', article('Older', '2020-01-01T00:00:00Z'));
    expect(await tags()).toEqual(before);
    expect((await read('/feeds/section/days.json')).items.map(({ title }) => title)).toContain('Older');
    await service.fetch('/articles/day-3', {
      method: 'DELETE',
      headers: { Authorization: `Bearer ${TOKEN}` },
    });
    const after = await tags();
    expect([after[0] === before[0], after[1] === before[1]]).toEqual([false, true]);
    const { items } = await read('/feeds/section/days.json?page=1');
    expect(items).toHaveLength(19);
    expect(items.map(({ title }) => title)).not.toContain('Day 3');
    await publish(25);
    await service.publish(
      '/articles/day-25',
      'application/json',
      article('Day 25, corrected', '2023-01-25T00:00:00Z'),
    );
    const corrected = await read('/feeds/section/days.json?page=2');
    expect(corrected.items.map(({ title }) => title)).toContain('Day 25, corrected');
    expect((await tags())[1]).not.toBe(before[1]);
  });

  it('answers 304 to who has the page, and 404 where there is none', async () => {
    const path = '/feeds/section/days.atom?page=2';
    const etag = (await service.fetch(path)).headers.get('ETag') ?? '';
    expect((await service.fetch(path, { headers: { 'If-None-Match': etag } })).status).toBe(304);
    for (const page of ['3', '999999999']) {
      expect((await service.fetch(`/feeds/section/days.atom?page=${page}`)).status).toBe(404);
    }
    expect((await service.fetch('/feeds/section/days.atom?page=-1')).status).toBe(400);
  });
});
