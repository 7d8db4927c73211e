import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, VIEWS, violations } from './browser.ts';
import { LATER_TRAINS, LIBRARY, POST_ID, TRAINS } from './console-articles.ts';
import { type ConsoleHouse, openConsoleHouse } from './console-visits.ts';

const TAKEDOWN = `/console/posts/takedown?platform=x&subject=${POST_ID}`;
/** What people look at, or act on, all day. */
const MAIN = [
  '/console',
  '/console/articles',
  '/console/articles/goods-trains',
  '/console/articles/goods-trains/unfurl',
  '/console/articles/goods-trains/withdraw',
  '/console/paste',
  `/console/posts/x/${POST_ID}`,
  TAKEDOWN,
  '/console/feeds/view?topic=all',
  '/console/partners/herald',
  '/console/sources',
  '/console/sources/wire',
];
const OTHERS = [
  '/console/articles?q=nothing+like+it',
  '/console/articles/goods-trains/versions/2',
  '/console/articles/harbour-budget',
  '/console/posts',
  '/console/feeds',
  '/console/deliveries',
  '/console/sources/wire/permit',
  '/console/sources/wire/remove',
  '/console/partners',
  '/console/partners/herald/end',
  '/console/partners/products/travel',
  '/console/partners/products/travel/end',
  '/console/themes',
  '/console/themes?accent=red',
  '/console/nothing',
];
/** Those that show an article from right to left. */
const FROM_RIGHT = [
  '/console/articles/library',
  '/console/articles/library/unfurl',
  '/console/articles/library/withdraw',
];

describe.skipIf(!CHROMIUM)('pages of the console, in a browser', () => {
  let house: ConsoleHouse;
  beforeAll(async () => {
    house = await openConsoleHouse();
    await fill(house);
  });
  afterAll(() => house?.close());

  const VISITS: [view: string, paths: string[], options: BrowserContextOptions][] = VIEWS.map(
    ([view, options]) => {
      const isWhole = view === 'light' || view === 'dark';
      return [view, isWhole ? [...MAIN, ...OTHERS, ...FROM_RIGHT] : MAIN, options];
    },
  );
  it.each([...VISITS, ['in French', MAIN, { locale: 'fr-FR' }] as const])(
    '%s: axe-core has nothing against any, none is wider than the window, and none asks another host',
    async (_, paths, options) => {
      const { page, foreign } = await house.enter(options);
      for (const path of paths) {
        await page.goto(path);
        expect([path, await findings(page)]).toEqual([path, []]);
      }
      expect(foreign).toEqual([]);
      await page.context().close();
    },
  );

  it('the page to log in on, and what was understood of an article from right to left, are as sound', async () => {
    const { page, foreign } = await house.enter({ viewport: { width: 320, height: 640 } });
    await page.goto('/console/paste');
    await page.getByLabel('The article', { exact: true }).fill(`<h1>${LIBRARY.title}</h1>${LIBRARY.html}`);
    await page.getByRole('button', { name: 'See what is understood' }).click();
    await page.getByRole('heading', { name: 'The article as understood' }).waitFor();
    // With its styles, which give pictures their size.
    await page.waitForLoadState();
    expect(await page.locator('.quote-card').count()).toBe(1);
    expect(await findings(page)).toEqual([]);
    await page.context().clearCookies();
    await page.goto('/console');
    expect(new URL(page.url()).pathname).toBe('/console/login');
    expect(await findings(page)).toEqual([]);
    expect(foreign).toEqual([]);
    await page.context().close();
  });

  it.each(VIEWS)('a source that was refused, and one that cannot be read, %s', async (_, options) => {
    const { page } = await house.enter(options);
    await page.goto('/console/sources');
    await page.getByLabel('Its address').fill('https://169.254.169.254/');
    await page.getByText('More, where it is needed').click();
    await page.getByLabel('Other hosts of its articles').fill('Not a host');
    await page.getByRole('button', { name: 'Add the source' }).click();
    await page.getByText('Nothing was added.').waitFor();
    await page.waitForLoadState();
    expect(await findings(page)).toEqual([]);
    await page.goto('/console/sources/wire?done=added');
    expect(await findings(page)).toEqual([]);
    await page.context().close();
  });

  it.each(VIEWS)('what a correction keeps, and the page after a withdrawal, %s', async (view, options) => {
    const { page } = await house.enter(options);
    const id = `pilot-${VIEWS.findIndex(([name]) => name === view)}`;
    await house.send('PUT', `/articles/${id}`, { ...TRAINS, title: 'The pilot', tags: ['ships'] });
    await page.goto(`/console/paste?id=${id}`);
    await page.getByLabel('The article', { exact: true }).fill('<h1>The pilot boat</h1><p>It is new.</p>');
    await page.getByRole('button', { name: 'See what is understood' }).click();
    expect(await page.getByLabel('Tags').inputValue()).toBe('ships');
    await page.waitForLoadState();
    expect(await findings(page)).toEqual([]);
    await page.getByLabel('Section').fill('Ships');
    await page.getByRole('button', { name: 'Change what was pasted' }).click();
    await page.getByText('What you filled in by hand stays: Section.').waitFor();
    await page.waitForLoadState();
    expect(await findings(page)).toEqual([]);
    await page.goto(`/console/articles/${id}/withdraw`);
    await page.getByRole('button', { name: 'Withdraw the article' }).click();
    await page.getByRole('heading', { name: 'What was reached' }).waitFor();
    await page.waitForLoadState();
    expect(await findings(page)).toEqual([]);
    await page.context().close();
  });

  it('every link of every page leads somewhere', async () => {
    const { page } = await house.enter();
    const seen = new Set<string>();
    const ahead = ['/console'];
    const broken: string[] = [];
    for (let path = ahead.pop(); path !== undefined; path = ahead.pop()) {
      if (seen.has(path)) continue;
      seen.add(path);
      const answer = await page.context().request.get(path, { headers: { Accept: 'text/html' } });
      if (!answer.ok()) broken.push(`${path}: ${answer.status()}`);
      if (!path.startsWith('/console')) continue;
      const links = [...(await answer.text()).matchAll(/ (?:href|src)="(\/[^"#]*)/g)];
      ahead.push(...links.map(([, link = '']) => link.replaceAll(/&(?:amp|#x26);/g, '&')));
    }
    expect(broken).toEqual([]);
    // The pages of each article, post and feed, and what they load.
    expect(seen.size).toBeGreaterThan(60);
  });

  it('where less motion is asked for, nothing moves by itself', async () => {
    const { page } = await house.enter({ reducedMotion: 'reduce' });
    for (const path of ['/console', '/console/articles/goods-trains/unfurl']) {
      await page.goto(path);
      const moving = await page.evaluate(() => {
        const times = (element: Element) => {
          const { transitionDuration, animationDuration } = getComputedStyle(element);
          return [...transitionDuration.split(','), ...animationDuration.split(',')];
        };
        const isStill = (element: Element) => times(element).every((time) => Number.parseFloat(time) < 0.01);
        return [...document.querySelectorAll('*')].filter((element) => !isStill(element)).length;
      });
      expect([path, moving]).toEqual([path, 0]);
    }
    await page.context().close();
  });
});

/** What axe-core finds, names that two elements share, and what is wider than the window. */
async function findings(page: Page): Promise<string[]> {
  const own = await page.evaluate(() => {
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    const { scrollWidth, clientWidth } = document.documentElement;
    return [
      ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `two elements are called ${id}`),
      ...(scrollWidth > clientWidth ? [`${scrollWidth} of ${clientWidth} pixels`] : []),
    ];
  });
  return [...(await violations(page)), ...own];
}

async function fill({ send }: ConsoleHouse): Promise<void> {
  const made = [
    await send('PUT', '/articles/goods-trains', TRAINS),
    await send('PUT', '/articles/goods-trains', LATER_TRAINS),
    await send('PUT', '/articles/library', LIBRARY),
    await send('PUT', '/partners/products/travel', { name: 'Travel', permit: ['section/travel'] }),
    await send('PUT', '/partners/herald', { name: 'The Herald', products: ['travel'] }),
    await send('POST', '/partners/herald/keys', { note: 'their CMS' }),
    await send('POST', '/sources', { id: 'wire', kind: 'feed', address: 'https://wire.example/feed' }),
  ];
  expect(made.map(({ status }) => status)).toEqual([201, 200, 201, 201, 201, 201, 201]);
}
