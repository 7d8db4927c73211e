import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHROMIUM, type Visit } from './browser.ts';
import { pasted, words } from './console-articles.ts';
import { type ConsoleHouse, openConsoleHouse } from './console-visits.ts';

const WAYS: [way: string, boat: string, options: BrowserContextOptions][] = [
  ['with a mouse', 'ferry', {}],
  ['without scripts', 'barge', { javaScriptEnabled: false }],
];
const PLATFORMS =
  'X, Facebook, LinkedIn, WhatsApp, Slack, Discord, Telegram, iMessage, Mastodon, Bluesky'.split(', ');

describe.skipIf(!CHROMIUM)('tasks in the console', () => {
  let house: ConsoleHouse;
  beforeAll(async () => {
    house = await openConsoleHouse();
  });
  afterAll(() => house?.close());

  describe.each(WAYS)('%s', (_, boat, options) => {
    let visit: Visit;
    let page: Page;
    beforeEach(async () => {
      visit = await house.enter(options);
      page = visit.page;
      await page.goto('/console');
    });
    afterEach(async () => {
      await page.context().close();
      expect(visit.foreign).toEqual([]);
    });
    const click = (role: 'link' | 'button', name: string) =>
      page.getByRole(role, { name, exact: true }).first().click();
    const ask = (path: string, init: RequestInit = {}) => fetch(house.server.address + path, init);
    const publicPage = async () => (await ask(`/articles/${boat}`)).text();

    it('a pasted article is understood, corrected and published', async () => {
      await click('link', 'Paste');
      await page.getByLabel('The article', { exact: true }).fill(pasted(boat));
      await click('button', 'See what is understood');
      expect(await page.getByLabel('Title').inputValue()).toBe(`The ${boat} that waits for nobody`);
      expect(await page.getByLabel('Authors').inputValue()).toBe('Ada Quay');
      expect(await page.locator('.quote-card').innerText()).toContain(words(boat));
      expect(await page.locator('.left-out').allInnerTexts()).toEqual([expect.stringContaining('Subscribe')]);
      for (const picture of await page.locator('.preview img').all()) {
        await picture.scrollIntoViewIfNeeded();
        const address = await picture.getAttribute('src');
        const answer = await page.context().request.get(address ?? '');
        expect([answer.status(), answer.headers()['content-type']]).toEqual([
          200,
          expect.stringMatching(/^image\//),
        ]);
      }
      expect(await page.locator('.preview img').count()).toBeGreaterThanOrEqual(2);

      await page.getByLabel('Id', { exact: true }).fill(boat);
      await page.getByLabel('Section').fill('Harbour');
      await click('button', 'Look again');
      expect(await page.getByText('Publishing this makes a new article.').count()).toBe(1);
      expect((await ask(`/articles/${boat}`)).status).toBe(404);
      await click('button', 'Publish');
      expect(await page.getByRole('status').innerText()).toBe('It is published.');
      expect(await publicPage()).toContain(words(boat));
      expect(await (await ask('/feeds/section/harbour.rss')).text()).toContain(`The ${boat} that waits`);
    });

    it('it is found and corrected; what changed, and how its link looks, can be seen', async () => {
      await click('link', 'Articles');
      await page.getByLabel('Title, id or address').fill(boat);
      await click('button', 'Search');
      await click('link', `The ${boat} that waits for nobody`);
      await click('link', 'Correct it');
      await page
        .getByLabel('The article', { exact: true })
        .fill(pasted(boat).replace('a minute early', 'two minutes early'));
      await click('button', 'See what is understood');
      expect(await page.locator('main').innerText()).toContain('Publishing this makes version 2 of');
      expect(await page.getByLabel('Section').inputValue()).toBe('Harbour');
      await page.getByLabel('Tags').fill('tides');
      await click('button', 'Change what was pasted');
      await click('button', 'See what is understood');
      expect(await page.getByLabel('Tags').inputValue()).toBe('tides');
      await click('button', 'Publish');
      expect(await page.getByRole('status').innerText()).toBe('It is published as a new version.');
      expect(await publicPage()).toContain('two minutes early');

      await click('link', 'What changed');
      expect([await page.locator('del').allInnerTexts(), await page.locator('ins').allInnerTexts()]).toEqual([
        expect.arrayContaining(['a', 'minute']),
        expect.arrayContaining(['two', 'minutes']),
      ]);
      await page.goBack();
      await click('link', 'How links to it look');
      const headings = await page.getByRole('heading', { level: 2 }).allInnerTexts();
      expect(headings).toEqual(expect.arrayContaining(PLATFORMS));
    });

    it('a post in it is taken down, once it is said what that reaches', async () => {
      await page.goto(`/console/articles/${boat}`);
      await page.locator('main a[href^="/console/posts/"]').first().click();
      await click('link', 'Take this post down …');
      expect(await page.locator('.reach').innerText()).toMatch(/Posts that show nothing any more\s+1/);
      await click('link', 'Leave it as it is');
      expect(await publicPage()).toContain(words(boat));
      await click('link', 'Take this post down …');
      await click('button', 'Take the post down for good');
      expect(await page.getByRole('status').innerText()).toBe('It is taken down everywhere.');
      expect(await publicPage()).not.toContain(words(boat));
      expect(await (await ask('/feeds/all.rss')).text()).not.toContain(words(boat));
    });

    it('it is withdrawn, once it is said what that reaches', async () => {
      await page.goto(`/console/articles/${boat}`);
      await click('link', 'Withdraw …');
      expect(await page.locator('.reach').innerText()).toMatch(/Its page\s+answers 410 from now on/);
      await click('link', 'Leave it as it is');
      expect((await ask(`/articles/${boat}`)).status).toBe(200);
      await click('link', 'Withdraw …');
      await click('button', 'Withdraw the article');
      expect(await page.getByRole('status').innerText()).toBe('It is withdrawn everywhere.');
      expect(await page.locator('.facts').innerText()).toMatch(/Feeds, in every format\s+\d+ · gone at once/);
      expect((await ask(`/articles/${boat}`)).status).toBe(410);
    });

    it('a partner is made, takes its feed with a key that is shown once, and takes nothing once it is revoked', async () => {
      await click('link', 'Partners');
      const product = page.locator('form', { has: page.getByRole('button', { name: 'Make the product' }) });
      await product.getByLabel('Id').fill(`trips-${boat}`);
      await product.getByLabel('Name').fill(`Trips by ${boat}`);
      await product.getByLabel('Articles of').fill('section/travel');
      await click('button', 'Make the product');
      expect(await page.locator('main').innerText()).toContain('Articles in it now: 1');
      await click('link', 'Partners');
      const partner = page.locator('form', { has: page.getByRole('button', { name: 'Make the partner' }) });
      await partner.getByLabel('Id').fill(`herald-${boat}`);
      await partner.getByLabel('Name').fill('The Herald');
      await partner.getByLabel(`Trips by ${boat}`).check();
      await click('button', 'Make the partner');
      await page.getByLabel('Where it is used').fill('their CMS');
      await click('button', 'Make a key');
      const key = await page.locator('.secret').innerText();
      const feed = await page
        .locator('code', { hasText: /\/partners\/feeds\/[^ ]*\.rss$/ })
        .first()
        .innerText();
      expect(await page.locator('pre').innerText()).toBe(`curl -H "Authorization: Bearer ${key}" ${feed}`);
      const take = () => ask(new URL(feed).pathname, { headers: { Authorization: `Bearer ${key}` } });
      expect(await (await take()).text()).toContain('Night trains are back');

      await page.goto(`/console/partners/herald-${boat}`);
      expect(await page.content()).not.toContain(key);
      expect(await page.locator('main').innerText()).toContain('took night-trains');
      await page.getByRole('link', { name: /^Revoke / }).click();
      expect(await page.locator('.reach').innerText()).toMatch(/besides\s+0/);
      await click('button', 'Revoke it');
      expect(await page.getByRole('status').innerText()).toBe('The key is revoked.');
      expect((await take()).status).toBe(401);
    });

    it('feeds, deliveries and sources say how they do, and a theme is tried on', async () => {
      await click('link', 'Feeds');
      await click('link', 'The Example Times');
      expect(await page.getByRole('table', { name: '' }).first().innerText()).toMatch(/RSS[\s\S]*sound/);
      await click('link', 'Deliveries');
      expect(await page.locator('main').innerText()).toContain('None');
      await click('link', 'Sources');
      expect(await page.locator('main').innerText()).toContain('tearsheet sources add');
      await page.getByLabel('Its address').fill(`https://${boat}.example/feed`);
      await page.getByLabel('Id', { exact: true }).fill(`Feed of ${boat}`);
      await click('button', 'Add the source');
      expect(await page.getByLabel('Its address').inputValue()).toBe(`https://${boat}.example/feed`);
      await page.getByLabel('Id', { exact: true }).fill(`feed-${boat}`);
      await click('button', 'Add the source');
      expect(await page.getByRole('status').innerText()).toContain('it could not be read');
      expect(await page.locator('main').innerText()).toMatch(/What happened: 1\s+failed/);
      await click('link', 'Remove it …');
      await click('button', 'Remove the source');
      expect(await page.getByRole('status').innerText()).toBe('The source is removed. Its articles stay.');
      await click('link', 'Themes');
      // With its script, which is loaded last.
      await page.waitForURL('**/console/themes', { waitUntil: 'load' });
      const before = await page.locator('.preview img').first().getAttribute('src');
      const isLive = options.javaScriptEnabled !== false;
      await page.getByLabel('Scheme').selectOption('Dark');
      // Where there are scripts the example follows each choice, and says what cannot be: light letters on light.
      if (isLive) expect(await page.getByRole('alert').innerText()).toMatch(/background/);
      await page.getByLabel('Background colour').fill('');
      await page.getByLabel('Accent colour').fill('#0b6e6e');
      if (isLive) await page.getByText('THEME_SCHEME="dark"').waitFor();
      expect(new URL(page.url()).search).toBe('');
      await click('button', 'Try it on');
      await page.waitForURL(/accent=%230b6e6e/);
      expect(await page.locator('.preview img').first().getAttribute('src')).not.toBe(before);
      expect(await page.locator('pre').innerText()).toContain('THEME_ACCENT="#0b6e6e"');
    });
  });
});
