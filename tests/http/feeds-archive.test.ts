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

  it('reaches every article by the links of Atom and RSS, in pages that are full', async () => {
    for (let day = 2; day <= 47; day++) await publish(day);
    for (const format of ['atom', 'rss']) {
      const reached = new Set<string>();
      const pages: string[] = [];
      let next: string | undefined = `/feeds/section/days.${format}`;
      while (next) {
        pages.push(next);
        const xml: string = await (await service.fetch(next)).text();
        const guids = xml.match(/tag:example\.org,2026:articles\/day-\d+/g) ?? [];
        for (const guid of guids) reached.add(guid);
        expect(guids).toHaveLength(pages.length === 1 ? 30 : 20);
        const link = xml.match(/<[a-z:]*link [^>]*rel="prev-archive"[^>]*>/)?.[0];
        const href = link && /href="([^"]*)"/.exec(link)?.[1];
        next = href && local(href);
      }
      expect(pages.slice(1)).toEqual([2, 1].map((page) => `/feeds/section/days.${format}?page=${page}`));
      expect(reached.size).toBe(47);
    }
  });

  it.each(['/feeds/section/days.json', '/feeds/all.json?lang=en&section=days'])(
    'reaches every article once, newest first, by the links of JSON Feed: %s',
    async (path) => {
      const titles: string[] = [];
      let next: string | undefined = path;
      while (next) {
        const page: JsonFeed = await read(next);
        titles.push(...page.items.map(({ title }) => title));
        next = page.next_url && local(page.next_url);
      }
      expect(titles).toEqual(Array.from({ length: 47 }, (_, index) => `Day ${47 - index}`));
    },
  );

  it.each([
    'x',
    '2023-01-01T00:00:00.000Z~',
    "2023-01-01T00:00:00.000Z~a'--",
    '2023-01-01T00:00:00.000Z~a&page=1',
  ])('refuses the forged cursor %s', async (cursor) => {
    expect((await service.fetch(`/feeds/section/days.json?before=${cursor}`)).status).toBe(400);
  });

  it('gives a cursor from another feed what is older there', async () => {
    const page = await read('/feeds/lang/en.json?before=2023-01-03T00:00:00.000Z~of-another-feed');
    expect(page.items.map(({ title }) => title)).toEqual(['Day 3', 'Day 2', 'Day 1']);
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
