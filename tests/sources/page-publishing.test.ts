import { beforeEach, describe, expect, it, test } from 'vitest';
import { loadArticleByUrl } from '../../src/store/article-records.ts';
import { withdrawArticle } from '../../src/store/publishing.ts';
import { type Courier, openCourier, PAGE } from './open-courier.ts';
import { pageOf } from './page-site.ts';

let courier: Courier;
beforeEach(async () => {
  courier = await openCourier();
});

describe('an article from its page', () => {
  it('is published with what the page says, each field with its source', async () => {
    const head = `<link rel="canonical" href="${PAGE}"><meta name="author" content="Wren Halloway"><meta property="article:published_time" content="2026-05-04T08:00:00Z"><meta property="article:modified_time" content="2026-02-31T08:00:00Z">`;
    courier.site.pages[PAGE] = pageOf('The boat is back', { head });
    const { outcome, article } = await courier.publish();
    expect(outcome).toBe('created');
    expect(article).toMatchObject({
      url: PAGE,
      title: 'The boat is back',
      authors: [{ name: 'Wren Halloway' }],
      publishedAt: '2026-05-04T08:00:00.000Z',
      updatedAt: '2026-05-04T08:00:00.000Z',
      reading: {
        url: { source: 'meta' },
        title: { source: 'open-graph' },
        authors: { source: 'meta' },
        publishedAt: { source: 'open-graph' },
      },
    });
    expect(article.body).toHaveLength(3);
  });

  it('has what is stated with the address, whatever the page says', async () => {
    const { article } = await courier.publish(PAGE, {
      given: { title: 'A better title', section: 'Harbour' },
    });
    expect(article).toMatchObject({ title: 'A better title', section: 'Harbour', url: PAGE });
    expect(article.reading.title).toEqual({ source: 'given', confidence: 1 });
  });

  it('does not become a post less', async () => {
    const body =
      '<blockquote class="twitter-tweet"><p>Back.</p>&mdash; Fjord Ferries (@fjordferries) <a href="https://twitter.com/fjordferries/status/1702027486012838297">September 13, 2023</a></blockquote>';
    courier.site.pages[PAGE] = pageOf('The boat is back', { body });
    const { article } = await courier.publish();
    expect(article.body.map(({ type }) => type)).toEqual(['html', 'html', 'embed', 'html']);
  });
});

describe('the address of an article', () => {
  test.each<[what: string, head: string, url: string]>([
    [
      'is the canonical one on its site',
      '<link rel="canonical" href="/2026/the-boat">',
      'https://courier.example/2026/the-boat',
    ],
    [
      'may be on the site’s other host',
      '<link rel="canonical" href="https://www.courier.example/b">',
      'https://www.courier.example/b',
    ],
    ['is never one on another site', '<link rel="canonical" href="https://other.example/b">', PAGE],
    [
      'is never one on another site, by Open Graph',
      '<meta property="og:url" content="https://other.example/b">',
      PAGE,
    ],
    [
      'is never one on another site, by JSON-LD',
      '<script type="application/ld+json">{"@type":"NewsArticle","url":"https://other.example/b","headline":"B"}</script>',
      PAGE,
    ],
    ['is not half of one', '<link rel="canonical" href="https://">', PAGE],
    [
      'has no fragment',
      '<link rel="canonical" href="https://courier.example/b#top">',
      'https://courier.example/b',
    ],
  ])('%s', async (_, head, url) => {
    courier.site.pages[PAGE] = pageOf('The boat is back', { head });
    expect((await courier.publish()).article.url).toBe(url);
  });

  it('is where redirects led', async () => {
    courier.site.pages = { [PAGE]: { to: '/moved' }, 'https://courier.example/moved': pageOf('Moved') };
    expect((await courier.publish()).article.url).toBe('https://courier.example/moved');
  });
});

describe('a page that is asked for again', () => {
  it.each<[what: string, validators: object, sent: object]>([
    ['an entity tag', { etag: 'W/"v1"' }, { 'if-none-match': 'W/"v1"' }],
    [
      'a date',
      { lastModified: 'Mon, 04 May 2026 08:00:00 GMT' },
      { 'if-modified-since': 'Mon, 04 May 2026 08:00:00 GMT' },
    ],
  ])('is asked with %s, and unchanged makes no version', async (_, validators, sent) => {
    courier.site.pages[PAGE] = { body: pageOf('The boat is back'), ...validators };
    const first = await courier.publish();
    const second = await courier.publish();
    expect(courier.pagesAsked().map(({ options }) => options.headers)).toEqual([{}, sent]);
    expect(second).toMatchObject({ outcome: 'unchanged', article: { id: first.article.id, version: 1 } });
  });

  it('without validators is known by its text', async () => {
    await courier.publish();
    expect(await courier.publish()).toMatchObject({ outcome: 'unchanged', article: { version: 1 } });
  });

  it('makes a version of the same article where it changed', async () => {
    const first = await courier.publish();
    courier.site.pages[PAGE] = pageOf('The boat is gone again');
    expect(await courier.publish()).toMatchObject({
      outcome: 'updated',
      article: { id: first.article.id, version: 2 },
    });
  });

  it('is read again where something else is stated', async () => {
    courier.site.pages[PAGE] = { body: pageOf('The boat is back'), etag: '"v1"' };
    await courier.publish();
    const second = await courier.publish(PAGE, { given: { section: 'Harbour' } });
    expect(second).toMatchObject({ outcome: 'updated', article: { section: 'Harbour' } });
  });

  it('is published anew where its article was withdrawn', async () => {
    courier.site.pages[PAGE] = { body: pageOf('The boat is back'), etag: '"v1"' };
    const { article } = await courier.publish();
    await withdrawArticle(courier.ports, article.id);
    expect((await courier.publish()).article).toMatchObject({ id: article.id, state: 'live' });
  });

  it('and is gone, leaves its article as it is', async () => {
    await courier.publish();
    for (const status of [404, 410]) {
      courier.site.pages[PAGE] = { status };
      expect(await courier.codeOf()).toBe('page-gone');
    }
    expect((await loadArticleByUrl(courier.ports.database, PAGE))?.article.state).toBe('live');
  });
});
