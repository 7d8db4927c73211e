import { beforeEach, describe, expect, it, test } from 'vitest';
import { problemOf } from '../articles/read-source.ts';
import { type Courier, openCourier, PAGE, ROBOTS } from './open-courier.ts';
import { pageOf, type SiteAnswer } from './page-site.ts';

let courier: Courier;
beforeEach(async () => {
  courier = await openCourier();
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
    courier.site.pages[PAGE] = answer;
    expect(await courier.codeOf()).toBe(code);
  });

  it.each(['http://courier.example/a', 'https://127.0.0.1/', 'https://localhost/'])(
    '%s, which nobody is asked for',
    async (address) => {
      expect(await courier.codeOf(address)).toBe('page-unreachable');
      expect(courier.site.asked).toEqual([]);
    },
  );

  it('a second page of a host while a first one is being fetched', async () => {
    let second: Promise<unknown> = Promise.resolve();
    await courier.publish(PAGE, {
      async mayVisit() {
        second = problemOf(courier.publish('https://courier.example/2026/other'));
        await second;
        return true;
      },
    });
    expect(await second).toMatchObject({ code: 'busy' });
    expect(await courier.codeOf('https://courier.example/2026/other')).toBe('page-gone');
  });

  it('a page of a host whose visitor died, for a minute', async () => {
    await courier.ports.database
      .prepare('INSERT INTO busy_hosts VALUES (?, ?)')
      .bind('courier.example', '2026-05-04T10:01:00.000Z')
      .run();
    expect(await courier.codeOf()).toBe('busy');
    courier.ports.clock.advance(60);
    expect(await courier.publish()).toMatchObject({ outcome: 'created' });
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
    courier.site.pages[ROBOTS] = robots;
    if (code) expect(await courier.codeOf()).toBe(code);
    else expect(await courier.publish()).toMatchObject({ outcome: 'created' });
    if (code) expect(courier.pagesAsked()).toEqual([]);
  });

  it.each([
    [5, 'page-forbidden-by-robots'],
    [6, undefined],
  ])('is followed over %i redirects with the outcome %s', async (redirects, code) => {
    const step = (n: number) => (n === 0 ? ROBOTS : `https://www.courier.example/robots/${n}`);
    for (let n = 0; n < redirects; n++) courier.site.pages[step(n)] = { to: step(n + 1) };
    courier.site.pages[step(redirects)] = 'User-agent: *\nDisallow: /';
    if (code) expect(await courier.codeOf()).toBe(code);
    else expect(await courier.publish()).toMatchObject({ outcome: 'created' });
  });

  it('is asked for once an hour, and on each host that a page leads to', async () => {
    courier.site.pages = {
      [PAGE]: { to: 'https://www.courier.example/boat' },
      'https://www.courier.example/robots.txt': 'User-agent: *\nDisallow: /boat',
      'https://courier.example/2026/other': pageOf('Other'),
    };
    expect(await courier.codeOf()).toBe('page-forbidden-by-robots');
    await courier.publish('https://courier.example/2026/other');
    expect(courier.site.asked.filter(({ url }) => url === ROBOTS)).toHaveLength(1);
    courier.ports.clock.advance(3601);
    await courier.publish('https://courier.example/2026/other');
    expect(courier.site.asked.filter(({ url }) => url === ROBOTS)).toHaveLength(2);
  });
});
