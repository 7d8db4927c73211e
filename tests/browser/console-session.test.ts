import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHROMIUM, visit } from './browser.ts';
import { type ConsoleHouse, logIn, openConsoleHouse } from './console-visits.ts';

describe.skipIf(!CHROMIUM)('a session of the console', () => {
  let house: ConsoleHouse;
  let page: Page;
  beforeAll(async () => {
    house = await openConsoleHouse();
  });
  afterAll(() => house?.close());
  beforeEach(async () => {
    page = (await visit(house.browser, house.server.address)).page;
    page.setDefaultTimeout(10_000);
  });

  it('logging in leads to the page that was asked for, and the session ends where somebody logs out', async () => {
    await page.goto('/console/feeds/view?topic=all');
    await logIn(page, house.token);
    expect(page.url()).toBe(`${house.server.address}/console/feeds/view?topic=all`);
    const [cookie] = await page.context().cookies();
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/console' });
    await page.getByRole('button', { name: 'Log out' }).click();
    expect(await page.context().cookies()).toEqual([]);
    await page.goto('/console/articles');
    expect(new URL(page.url()).pathname).toBe('/console/login');
    // The cookie that somebody may have kept opens nothing either.
    if (cookie) await page.context().addCookies([cookie]);
    await page.goto('/console/articles');
    expect(new URL(page.url()).pathname).toBe('/console/login');
  });

  it('a wrong token is refused in words, which are read out, and nothing is set', async () => {
    await page.goto('/console');
    await logIn(page, 'ts_of-somebody-else');
    expect(await page.getByRole('alert').innerText()).toBe('This is not a publisher token of this service.');
    expect(await page.context().cookies()).toEqual([]);
    expect(await page.getByLabel('Publisher token').inputValue()).toBe('');
  });

  it('a form of a session that is over is refused in words, and does nothing', async () => {
    await page.goto('/console/articles/night-trains/withdraw');
    await logIn(page, house.token);
    const [second, other] = [await page.context().newPage(), await page.context().newPage()];
    await second.goto('/console/articles/night-trains/withdraw');
    await other.goto('/console');
    await other.getByRole('button', { name: 'Log out' }).click();
    await page.getByRole('button', { name: 'Withdraw the article' }).click();
    expect(await page.getByRole('alert').innerText()).toBe('Log in first; then send it again.');
    await logIn(other, house.token);
    await second.getByRole('button', { name: 'Withdraw the article' }).click();
    expect(await second.locator('.errors').innerText()).toMatch(/^The form belongs to another session\./);
    expect((await fetch(`${house.server.address}/articles/night-trains`)).status).toBe(200);
  });
});
