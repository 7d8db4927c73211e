import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { type RunningServer, startServer } from '../commands/running-server.ts';
import { launch, type Visit, visit } from './browser.ts';

/** A service of its own, a browser, and the session of somebody who is logged in. */
export interface ConsoleHouse {
  server: RunningServer;
  browser: Browser;
  token: string;
  /** Opens the console in the one session: attempts to log in are limited. */
  enter(options?: BrowserContextOptions): Promise<Visit>;
  /** Asks the API for something as the publisher. */
  send(method: string, path: string, body: object): Promise<Response>;
  close(): Promise<void>;
}

/** Starts all of it; the session is opened by hand, at the page to log in on. */
export async function openConsoleHouse(): Promise<ConsoleHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'tearsheet-console-'));
  const server = await startServer(folder).catch((error: unknown) => {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  });
  const browser = await launch();
  const token = /TEARSHEET_TOKEN=(ts_\S+)$/m.exec(server.output())?.[1] ?? '';
  const login = await visit(browser, server.address);
  await login.page.goto('/console');
  await logIn(login.page, token);
  const storageState = await login.page.context().storageState();
  await login.page.context().close();
  return {
    server,
    browser,
    token,
    async enter(options = {}) {
      const entered = await visit(browser, server.address, { ...options, storageState });
      entered.page.setDefaultTimeout(10_000);
      return entered;
    },
    send: (method, path, body) =>
      fetch(`${server.address}${path}`, {
        method,
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
    async close() {
      await browser.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Fills in the page to log in on. */
export async function logIn(page: Page, token: string): Promise<void> {
  await page.getByLabel('Publisher token').fill(token);
  await page.getByRole('button', { name: 'Log in' }).click();
}

/**
 * Somebody without a mouse: walks with Tab to what has this name, and stops there. Fails where a whole round of the
 * page does not reach it.
 */
export async function tabTo(page: Page, role: 'link' | 'button' | 'textbox', name: string): Promise<void> {
  const target = page.getByRole(role, { name, exact: true }).first();
  await target.waitFor();
  for (let stops = 0; stops < 120; stops++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`No number of Tabs leads to the ${role} “${name}”.`);
}

/** Walks to a link or button and presses Enter; what it leads to is there when this returns. */
export async function pressOn(page: Page, role: 'link' | 'button', name: string): Promise<void> {
  await tabTo(page, role, name);
  await Promise.all([page.waitForEvent('domcontentloaded'), page.keyboard.press('Enter')]);
}
