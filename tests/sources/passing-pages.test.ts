import { beforeEach, describe, expect, it } from 'vitest';
import { handlePageMessage } from '../../src/sources/pages/page-message.ts';
import { loadArticleByUrl } from '../../src/store/article-records.ts';
import { publishArticle, withdrawArticle } from '../../src/store/publishing.ts';
import { AUTHORITY, type Courier, config, finder, openCourier, PAGE, ROBOTS } from './open-courier.ts';
import { pageOf } from './page-site.ts';

let courier: Courier;
beforeEach(async () => {
  courier = await openCourier();
});

describe('a page met in passing', () => {
  const CANONICAL = `<link rel="canonical" href="${PAGE}">`;
  const named = (title: string) => pageOf(title, { head: CANONICAL });
  beforeEach(() => {
    courier.site.pages[PAGE] = named('The boat is back');
  });

  const meet = (page: string) => handlePageMessage(courier.ports, config, finder, { page });
  const stored = (url: string) => loadArticleByUrl(courier.ports.database, url);
  const send = (url: string, title: string) =>
    publishArticle(courier.ports, AUTHORITY, {
      draft: {
        url,
        title,
        authors: [],
        tags: [],
        language: 'en',
        direction: 'ltr',
        body: [{ type: 'html', html: '<p>Sent.</p>' }],
        related: [],
        reading: {},
        embeds: [],
      },
    });

  it('is never asked for on a host that is not the publication’s', async () => {
    await meet('https://stranger.example/a');
    await meet('https://feeds.example/articles/a');
    await meet('javascript:alert(1)');
    expect(courier.site.asked).toEqual([]);
  });

  it('is not followed to such a host', async () => {
    await send('https://courier.example/known', 'Known');
    courier.site.pages[PAGE] = { to: 'https://stranger.example/a' };
    await meet(PAGE);
    expect(courier.site.asked.map(({ url }) => url)).toEqual([ROBOTS, PAGE]);
    expect(courier.logged.at(-1)).toMatchObject({ code: 'page-unreachable' });
  });

  it('is published where the publication has articles on its host', async () => {
    await send('https://courier.example/known', 'Known');
    await meet(PAGE);
    expect((await stored(PAGE))?.article).toMatchObject({ title: 'The boat is back', version: 1 });
  });

  it('is asked for on the server behind the site, and has the address of the site', async () => {
    courier.site.pages['https://behind.example/boat?a=1'] = pageOf('Behind', {
      head: '<link rel="canonical" href="https://www.courier.example/boat?a=1">',
    });
    await meet('https://www.courier.example/boat?a=1');
    expect(courier.pagesAsked().map(({ url }) => url)).toEqual(['https://behind.example/boat?a=1']);
    expect((await stored('https://www.courier.example/boat?a=1'))?.article.title).toBe('Behind');
  });

  it('is one article, whatever address it was met at', async () => {
    await send('https://courier.example/known', 'Known');
    for (const address of [PAGE, `${PAGE}?a=1`, `${PAGE}?a=2`]) {
      courier.site.pages[address] = named('The boat is back');
      await meet(address);
    }
    const { results } = await courier.ports.database
      .prepare('SELECT url FROM fetched_pages')
      .all<{ url: string }>();
    expect(results.map(({ url }) => url)).toEqual([PAGE]);
    expect((await stored(PAGE))?.article.version).toBe(1);
  });

  it('is no article where it names no address of its own', async () => {
    await send('https://courier.example/known', 'Known');
    courier.site.pages[PAGE] = pageOf('The boat is back');
    await meet(PAGE);
    expect(await stored(PAGE)).toBeUndefined();
    expect(courier.logged.at(-1)).toMatchObject({ code: 'no-article-found' });
  });

  it('is looked at once in ten minutes', async () => {
    await send('https://courier.example/known', 'Known');
    await meet(PAGE);
    courier.site.pages[PAGE] = named('Changed');
    await meet(PAGE);
    expect((await stored(PAGE))?.article.version).toBe(1);
    courier.ports.clock.advance(600);
    await meet(PAGE);
    expect((await stored(PAGE))?.article).toMatchObject({ version: 2, title: 'Changed' });
  });

  it('changes nothing that the publisher sent', async () => {
    await send(PAGE, 'As it was sent');
    await meet(PAGE);
    expect(courier.site.asked).toEqual([]);
    expect((await stored(PAGE))?.article.title).toBe('As it was sent');
  });

  it('changes nothing that the publisher sent to the address the page names', async () => {
    await send('https://courier.example/canonical', 'As it was sent');
    courier.site.pages[PAGE] = pageOf('Read', { head: '<link rel="canonical" href="/canonical">' });
    await meet(PAGE);
    expect((await stored('https://courier.example/canonical'))?.article.title).toBe('As it was sent');
  });

  it('changes nothing that the publisher corrected since', async () => {
    await send('https://courier.example/known', 'Known');
    await meet(PAGE);
    await send(PAGE, 'Corrected');
    courier.site.pages[PAGE] = named('Changed');
    courier.ports.clock.advance(1200);
    await meet(PAGE);
    expect((await stored(PAGE))?.article.title).toBe('Corrected');
  });

  it('changes nothing that the publisher stated with its address', async () => {
    await courier.publish(PAGE, { given: { title: 'Stated' } });
    courier.site.pages[PAGE] = named('Changed');
    courier.ports.clock.advance(1200);
    await meet(PAGE);
    expect((await stored(PAGE))?.article.title).toBe('Stated');
  });

  it('changes what the publisher sent as an address alone', async () => {
    await courier.publish();
    courier.site.pages[PAGE] = named('Changed');
    courier.ports.clock.advance(1200);
    await meet(PAGE);
    expect((await stored(PAGE))?.article.title).toBe('Changed');
  });

  it('does not come back once it was withdrawn', async () => {
    await send('https://courier.example/known', 'Known');
    await meet(PAGE);
    const id = (await stored(PAGE))?.article.id ?? '';
    await withdrawArticle(courier.ports, id);
    courier.ports.clock.advance(1200);
    await meet(PAGE);
    expect((await stored(PAGE))?.article.state).toBe('withdrawn');
  });

  it('that holds no article is over, and one whose server fails is tried again', async () => {
    await send('https://courier.example/known', 'Known');
    courier.site.pages[PAGE] = '<p>Nothing.</p>';
    await meet(PAGE);
    expect(courier.logged.at(-1)).toMatchObject({
      message: 'a page gave no article',
      code: 'no-article-found',
    });
    const other = 'https://courier.example/2026/other';
    courier.site.pages[other] = { status: 503 };
    await expect(meet(other)).rejects.toThrow('page-unreachable');
  });
});
