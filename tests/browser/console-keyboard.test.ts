import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHROMIUM, visit } from './browser.ts';
import { pasted, words } from './console-articles.ts';
import { type ConsoleHouse, openConsoleHouse, pressOn, tabTo } from './console-visits.ts';

describe.skipIf(!CHROMIUM)('the console, by keyboard alone', () => {
  let house: ConsoleHouse;
  let page: Page;
  beforeAll(async () => {
    house = await openConsoleHouse();
    page = (await visit(house.browser, house.server.address)).page;
    page.setDefaultTimeout(10_000);
  });
  afterAll(() => house?.close());
  const write = async (label: string, text: string) => {
    await tabTo(page, 'textbox', label);
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(text);
  };
  const told = () => page.getByRole('status').innerText();
  const status = async (path: string, init?: RequestInit) =>
    (await fetch(house.server.address + path, init)).status;

  beforeEach(async () => {
    await page.goto('/console');
    if (new URL(page.url()).pathname !== '/console/login') return;
    // A password has no role of its own.
    while (!(await page.getByLabel('Publisher token').evaluate((one) => one === document.activeElement))) {
      await page.keyboard.press('Tab');
    }
    await page.keyboard.insertText(house.token);
    await Promise.all([page.waitForURL('**/console'), page.keyboard.press('Enter')]);
  });

  it('the first stop skips the navigation, and every stop can be seen', async () => {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    for (let stop = 0; stop < 8; stop++) {
      await page.keyboard.press('Tab');
      const shown = await page.evaluate(() => {
        const element = document.activeElement;
        const { outlineStyle, outlineWidth } = getComputedStyle(element ?? document.body);
        return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
      });
      expect(shown).toBe(true);
    }
  });

  it('an article is pasted, published, freed of a post, and withdrawn', async () => {
    await pressOn(page, 'link', 'Paste');
    await write('The article', pasted('canoe'));
    await pressOn(page, 'button', 'See what is understood');
    await write('Id', 'canoe');
    await pressOn(page, 'button', 'Publish');
    expect(await told()).toBe('It is published.');
    expect(await status('/articles/canoe')).toBe(200);

    await pressOn(page, 'link', 'Posts');
    await pressOn(page, 'link', await page.getByRole('link', { name: words('canoe') }).innerText());
    await pressOn(page, 'link', 'Take this post down …');
    await pressOn(page, 'button', 'Take the post down for good');
    expect(await told()).toBe('It is taken down everywhere.');

    await pressOn(page, 'link', 'Articles');
    await pressOn(page, 'link', 'The canoe that waits for nobody');
    await pressOn(page, 'link', 'How links to it look');
    await page.goBack();
    await pressOn(page, 'link', 'Withdraw …');
    await pressOn(page, 'button', 'Withdraw the article');
    expect(await told()).toBe('It is withdrawn everywhere.');
    expect(await status('/articles/canoe')).toBe(410);
  });

  it('what is wrong in a form has the focus, and leads to its field', async () => {
    await pressOn(page, 'link', 'Partners');
    await write('Id', 'Not An Id');
    await write('Name', 'Trips');
    await pressOn(page, 'button', 'Make the product');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('errors');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('id');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'))).toBe('true');
  });

  it('a product, a partner and a key are made, and the key is revoked', async () => {
    await pressOn(page, 'link', 'Partners');
    await write('Id', 'trips');
    await write('Name', 'Trips');
    await pressOn(page, 'button', 'Make the product');
    await pressOn(page, 'link', 'Partners');
    await tabTo(page, 'button', 'Make the product');
    await page.keyboard.press('Tab');
    await page.keyboard.insertText('herald');
    await page.keyboard.press('Tab');
    await page.keyboard.insertText('The Herald');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await pressOn(page, 'button', 'Make the partner');
    await pressOn(page, 'button', 'Make a key');
    const headers = { Authorization: `Bearer ${await page.locator('.secret').innerText()}` };
    expect(await status('/partners/feeds/trips.rss', { headers })).toBe(200);
    const revoke = await page.getByRole('link', { name: /^Revoke / }).innerText();
    await pressOn(page, 'link', revoke);
    await pressOn(page, 'button', 'Revoke it');
    expect(await told()).toBe('The key is revoked.');
    expect(await status('/partners/feeds/trips.rss', { headers })).toBe(401);
  });

  it('a source is added from the keyboard, and removed', async () => {
    await pressOn(page, 'link', 'Sources');
    await write('Its address', 'https://walk.example/feed');
    await write('Id', 'walk');
    await pressOn(page, 'button', 'Add the source');
    expect(new URL(page.url()).pathname).toBe('/console/sources/walk');
    expect(await told()).toContain('it could not be read');
    await pressOn(page, 'link', 'Remove it …');
    await pressOn(page, 'button', 'Remove the source');
    expect(await told()).toBe('The source is removed. Its articles stay.');
  });

  it('a theme is tried on, the language is changed, and the session ends', async () => {
    await pressOn(page, 'link', 'Themes');
    await write('Accent colour', '#0b6e6e');
    await pressOn(page, 'button', 'Try it on');
    expect(await page.locator('pre').innerText()).toContain('THEME_ACCENT="#0b6e6e"');
    await tabTo(page, 'button', 'Choose');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.type('Fr');
    await pressOn(page, 'button', 'Choose');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Thèmes');
    await pressOn(page, 'button', 'Se déconnecter');
    expect(new URL(page.url()).pathname).toBe('/console/login');
  });
});
