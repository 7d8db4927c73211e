import { beforeEach, describe, expect, it, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createEmbedFinder } from '../../src/embeds/embed-finder.ts';
import { handlePageMessage } from '../../src/sources/page-message.ts';
import { type PageRequest, publishPage } from '../../src/sources/page-publishing.ts';
import { loadArticleByUrl } from '../../src/store/article-records.ts';
import { publishArticle, withdrawArticle } from '../../src/store/publishing.ts';
import { problemOf } from '../articles/read-source.ts';
import { openMemoryPorts } from '../memory-ports.ts';
import { createSite, pageOf, type Site, type SiteAnswer } from './page-site.ts';

const AUTHORITY = 'example.org,2026';
const PAGE = 'https://courier.example/2026/boat';
const ROBOTS = 'https://courier.example/robots.txt';
const finder = createEmbedFinder();
const config = readConfig({
  PUBLIC_URL: 'https://feeds.example',
  PUBLICATION_NAME: 'The Quay Courier',
  TAG_AUTHORITY: AUTHORITY,
  FRONT_ORIGIN: 'https://behind.example',
  FRONT_HOSTS: 'www.courier.example',
});

let site: Site;
let ports: Awaited<ReturnType<typeof openMemoryPorts>>;
const logged: unknown[] = [];

beforeEach(async () => {
  site = createSite({ [PAGE]: pageOf('The boat is back') });
  const memory = await openMemoryPorts('2026-05-04T10:00:00Z');
  logged.length = 0;
  const log = (_level: string, message: string, fields: object = {}) =>
    void logged.push({ message, ...fields });
  ports = { ...memory, fetch: site as never, log: log as never };
});

const publish = (address = PAGE, more: Partial<PageRequest> = {}) =>
  publishPage(ports, AUTHORITY, finder, {
    address,
    given: {},
    rest: {},
    mayVisit: async () => true,
    ...more,
  });
const codeOf = async (address = PAGE) => (await problemOf(publish(address))).code;
const pagesAsked = () => site.asked.filter(({ url }) => !url.endsWith('/robots.txt'));

describe('an article from its page', () => {
  it('is published with what the page says, each field with its source', async () => {
    const head = `<link rel="canonical" href="${PAGE}"><meta name="author" content="Wren Halloway"><meta property="article:published_time" content="2026-05-04T08:00:00Z"><meta property="article:modified_time" content="2026-02-31T08:00:00Z">`;
    site.pages[PAGE] = pageOf('The boat is back', { head });
    const { outcome, article } = await publish();
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
    const { article } = await publish(PAGE, { given: { title: 'A better title', section: 'Harbour' } });
    expect(article).toMatchObject({ title: 'A better title', section: 'Harbour', url: PAGE });
    expect(article.reading.title).toEqual({ source: 'given', confidence: 1 });
  });

  it('does not become a post less', async () => {
    const body =
      '<blockquote class="twitter-tweet"><p>Back.</p>&mdash; Fjord Ferries (@fjordferries) <a href="https://twitter.com/fjordferries/status/1702027486012838297">September 13, 2023</a></blockquote>';
    site.pages[PAGE] = pageOf('The boat is back', { body });
    const { article } = await publish();
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
    site.pages[PAGE] = pageOf('The boat is back', { head });
    expect((await publish()).article.url).toBe(url);
  });

  it('is where redirects led', async () => {
    site.pages = { [PAGE]: { to: '/moved' }, 'https://courier.example/moved': pageOf('Moved') };
    expect((await publish()).article.url).toBe('https://courier.example/moved');
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
    site.pages[PAGE] = { body: pageOf('The boat is back'), ...validators };
    const first = await publish();
    const second = await publish();
    expect(pagesAsked().map(({ options }) => options.headers)).toEqual([{}, sent]);
    expect(second).toMatchObject({ outcome: 'unchanged', article: { id: first.article.id, version: 1 } });
  });

  it('without validators is known by its text', async () => {
    await publish();
    expect(await publish()).toMatchObject({ outcome: 'unchanged', article: { version: 1 } });
  });

  it('makes a version of the same article where it changed', async () => {
    const first = await publish();
    site.pages[PAGE] = pageOf('The boat is gone again');
    expect(await publish()).toMatchObject({
      outcome: 'updated',
      article: { id: first.article.id, version: 2 },
    });
  });

  it('is read again where something else is stated', async () => {
    site.pages[PAGE] = { body: pageOf('The boat is back'), etag: '"v1"' };
    await publish();
    const second = await publish(PAGE, { given: { section: 'Harbour' } });
    expect(second).toMatchObject({ outcome: 'updated', article: { section: 'Harbour' } });
  });

  it('is published anew where its article was withdrawn', async () => {
    site.pages[PAGE] = { body: pageOf('The boat is back'), etag: '"v1"' };
    const { article } = await publish();
    await withdrawArticle(ports, article.id);
    expect((await publish()).article).toMatchObject({ id: article.id, state: 'live' });
  });

  it('and is gone, leaves its article as it is', async () => {
    await publish();
    for (const status of [404, 410]) {
      site.pages[PAGE] = { status };
      expect(await codeOf()).toBe('page-gone');
    }
    expect((await loadArticleByUrl(ports.database, PAGE))?.article.state).toBe('live');
  });
});

describe('what is not read', () => {
  test.each<[what: string, answer: SiteAnswer, code: string]>([
    ['a server that fails', { status: 503 }, 'page-unreachable'],
    ['a page that wants a password', { status: 401 }, 'page-unreachable'],
    ['a server that hangs', 'too-slow', 'page-unreachable'],
    ['a server that cannot be reached', 'unreachable', 'page-unreachable'],
    ['a server that wants to be left alone', 'busy', 'page-unreachable'],
    ['a page over 2 MiB', { body: 'x'.repeat(2_200_000) }, 'page-too-large'],
    ['a bomb', 'too-large', 'page-too-large'],
    ['JSON', { type: 'application/json', body: '{}' }, 'page-not-html'],
    ['a page that calls itself JSON', { type: 'application/json', body: pageOf('T') }, 'page-not-html'],
    ['a picture', { type: 'image/png' }, 'page-not-html'],
    ['something without a type', { type: '' }, 'page-not-html'],
    ['a page that leads to itself', { to: PAGE }, 'page-unreachable'],
    ['a page that leads to a private address', { to: 'https://10.0.0.1/' }, 'page-unreachable'],
    ['a page that leads to plain http', { to: 'http://courier.example/' }, 'page-unreachable'],
    ['an empty page', '', 'no-article-found'],
    ['a page of nothing but a form', '<form><input><button>Log in</button></form>', 'no-article-found'],
  ])('%s', async (_, answer, code) => {
    site.pages[PAGE] = answer;
    expect(await codeOf()).toBe(code);
  });

  it.each(['http://courier.example/a', 'https://127.0.0.1/', 'https://localhost/'])(
    '%s, which nobody is asked for',
    async (address) => {
      expect(await codeOf(address)).toBe('page-unreachable');
      expect(site.asked).toEqual([]);
    },
  );

  it('a second page of a host while a first one is being fetched', async () => {
    let second: Promise<unknown> = Promise.resolve();
    await publish(PAGE, {
      async mayVisit() {
        second = problemOf(publish('https://courier.example/2026/other'));
        await second;
        return true;
      },
    });
    expect(await second).toMatchObject({ code: 'busy' });
    expect(await codeOf('https://courier.example/2026/other')).toBe('page-gone');
  });

  it('a page of a host whose visitor died, for a minute', async () => {
    await ports.database
      .prepare('INSERT INTO busy_hosts VALUES (?, ?)')
      .bind('courier.example', '2026-05-04T10:01:00.000Z')
      .run();
    expect(await codeOf()).toBe('busy');
    ports.clock.advance(60);
    expect(await publish()).toMatchObject({ outcome: 'created' });
  });
});

describe('robots.txt', () => {
  test.each<[what: string, robots: SiteAnswer, code: string | undefined]>([
    ['that forbids us', 'User-agent: tearsheet\nDisallow: /', 'page-forbidden-by-robots'],
    ['that forbids all', 'User-agent: *\nDisallow: /2026/', 'page-forbidden-by-robots'],
    ['that forbids all but us', 'User-agent: *\nDisallow: /\n\nUser-agent: Tearsheet\nAllow: /', undefined],
    ['that is not there', { status: 404 }, undefined],
    ['that is for others', { status: 403 }, undefined],
    ['that fails', { status: 500 }, 'page-unreachable'],
    ['that hangs', 'too-slow', 'page-unreachable'],
    ['that is a bomb', 'too-large', 'page-unreachable'],
    ['of 10 MB', { body: 'x'.repeat(10_000_000) }, 'page-unreachable'],
    ['that is led in circles', 'redirects', undefined],
    ['that is a page', pageOf('Robots'), undefined],
  ])('%s', async (_, robots, code) => {
    site.pages[ROBOTS] = robots;
    if (code) expect(await codeOf()).toBe(code);
    else expect(await publish()).toMatchObject({ outcome: 'created' });
    if (code) expect(pagesAsked()).toEqual([]);
  });

  it.each([
    [5, 'page-forbidden-by-robots'],
    [6, undefined],
  ])('is followed over %i redirects with the outcome %s', async (redirects, code) => {
    const step = (n: number) => (n === 0 ? ROBOTS : `https://www.courier.example/robots/${n}`);
    for (let n = 0; n < redirects; n++) site.pages[step(n)] = { to: step(n + 1) };
    site.pages[step(redirects)] = 'User-agent: *\nDisallow: /';
    if (code) expect(await codeOf()).toBe(code);
    else expect(await publish()).toMatchObject({ outcome: 'created' });
  });

  it('is asked for once an hour, and on each host that a page leads to', async () => {
    site.pages = {
      [PAGE]: { to: 'https://www.courier.example/boat' },
      'https://www.courier.example/robots.txt': 'User-agent: *\nDisallow: /boat',
      'https://courier.example/2026/other': pageOf('Other'),
    };
    expect(await codeOf()).toBe('page-forbidden-by-robots');
    await publish('https://courier.example/2026/other');
    expect(site.asked.filter(({ url }) => url === ROBOTS)).toHaveLength(1);
    ports.clock.advance(3601);
    await publish('https://courier.example/2026/other');
    expect(site.asked.filter(({ url }) => url === ROBOTS)).toHaveLength(2);
  });
});

describe('a page met in passing', () => {
  const CANONICAL = `<link rel="canonical" href="${PAGE}">`;
  const named = (title: string) => pageOf(title, { head: CANONICAL });
  beforeEach(() => {
    site.pages[PAGE] = named('The boat is back');
  });

  const meet = (page: string) => handlePageMessage(ports, config, finder, { page });
  const stored = (url: string) => loadArticleByUrl(ports.database, url);
  const send = (url: string, title: string) =>
    publishArticle(ports, AUTHORITY, {
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
    expect(site.asked).toEqual([]);
  });

  it('is not followed to such a host', async () => {
    await send('https://courier.example/known', 'Known');
    site.pages[PAGE] = { to: 'https://stranger.example/a' };
    await meet(PAGE);
    expect(site.asked.map(({ url }) => url)).toEqual([ROBOTS, PAGE]);
    expect(logged.at(-1)).toMatchObject({ code: 'page-unreachable' });
  });

  it('is published where the publication has articles on its host', async () => {
    await send('https://courier.example/known', 'Known');
    await meet(PAGE);
    expect((await stored(PAGE))?.article).toMatchObject({ title: 'The boat is back', version: 1 });
  });

  it('is asked for on the server behind the site, and has the address of the site', async () => {
    site.pages['https://behind.example/boat?a=1'] = pageOf('Behind', {
      head: '<link rel="canonical" href="https://www.courier.example/boat?a=1">',
    });
    await meet('https://www.courier.example/boat?a=1');
    expect(pagesAsked().map(({ url }) => url)).toEqual(['https://behind.example/boat?a=1']);
    expect((await stored('https://www.courier.example/boat?a=1'))?.article.title).toBe('Behind');
  });

  it('is one article, whatever address it was met at', async () => {
    await send('https://courier.example/known', 'Known');
    for (const address of [PAGE, `${PAGE}?a=1`, `${PAGE}?a=2`]) {
      site.pages[address] = named('The boat is back');
      await meet(address);
    }
    const { results } = await ports.database.prepare('SELECT url FROM fetched_pages').all<{ url: string }>();
    expect(results.map(({ url }) => url)).toEqual([PAGE]);
    expect((await stored(PAGE))?.article.version).toBe(1);
  });

  it('is no article where it names no address of its own', async () => {
    await send('https://courier.example/known', 'Known');
    site.pages[PAGE] = pageOf('The boat is back');
    await meet(PAGE);
    expect(await stored(PAGE)).toBeUndefined();
    expect(logged.at(-1)).toMatchObject({ code: 'no-article-found' });
  });

  it('is looked at once in ten minutes', async () => {
    await send('https://courier.example/known', 'Known');
    await meet(PAGE);
    site.pages[PAGE] = named('Changed');
    await meet(PAGE);
    expect((await stored(PAGE))?.article.version).toBe(1);
    ports.clock.advance(600);
    await meet(PAGE);
    expect((await stored(PAGE))?.article).toMatchObject({ version: 2, title: 'Changed' });
  });

  it('changes nothing that the publisher sent', async () => {
    await send(PAGE, 'As it was sent');
    await meet(PAGE);
    expect(site.asked).toEqual([]);
    expect((await stored(PAGE))?.article.title).toBe('As it was sent');
  });

  it('changes nothing that the publisher sent to the address the page names', async () => {
    await send('https://courier.example/canonical', 'As it was sent');
    site.pages[PAGE] = pageOf('Read', { head: '<link rel="canonical" href="/canonical">' });
    await meet(PAGE);
    expect((await stored('https://courier.example/canonical'))?.article.title).toBe('As it was sent');
  });

  it('changes nothing that the publisher corrected since', async () => {
    await send('https://courier.example/known', 'Known');
    await meet(PAGE);
    await send(PAGE, 'Corrected');
    site.pages[PAGE] = named('Changed');
    ports.clock.advance(1200);
    await meet(PAGE);
    expect((await stored(PAGE))?.article.title).toBe('Corrected');
  });

  it('changes nothing that the publisher stated with its address', async () => {
    await publish(PAGE, { given: { title: 'Stated' } });
    site.pages[PAGE] = named('Changed');
    ports.clock.advance(1200);
    await meet(PAGE);
    expect((await stored(PAGE))?.article.title).toBe('Stated');
  });

  it('changes what the publisher sent as an address alone', async () => {
    await publish();
    site.pages[PAGE] = named('Changed');
    ports.clock.advance(1200);
    await meet(PAGE);
    expect((await stored(PAGE))?.article.title).toBe('Changed');
  });

  it('does not come back once it was withdrawn', async () => {
    await send('https://courier.example/known', 'Known');
    await meet(PAGE);
    const id = (await stored(PAGE))?.article.id ?? '';
    await withdrawArticle(ports, id);
    ports.clock.advance(1200);
    await meet(PAGE);
    expect((await stored(PAGE))?.article.state).toBe('withdrawn');
  });

  it('that holds no article is over, and one whose server fails is tried again', async () => {
    await send('https://courier.example/known', 'Known');
    site.pages[PAGE] = '<p>Nothing.</p>';
    await meet(PAGE);
    expect(logged.at(-1)).toMatchObject({ message: 'a page gave no article', code: 'no-article-found' });
    const other = 'https://courier.example/2026/other';
    site.pages[other] = { status: 503 };
    await expect(meet(other)).rejects.toThrow('page-unreachable');
  });
});
