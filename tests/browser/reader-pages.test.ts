import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../commands/running-server.ts';
import { CHROMIUM, launch, VIEWS, violations, visit } from './browser.ts';

const PATHS = [
  ['home', '/'],
  ['an article with posts', '/articles/browser-trains'],
  ['an article from right to left', '/articles/browser-library'],
  ['an article in Japanese', '/articles/browser-toshokan'],
  ['a feed', '/feeds/all'],
  ['what is not there', '/articles/nothing'],
  ['the contact sheet of cards', '/cards/sheet'],
  ['the documentation', '/docs'],
  ['a page of it', '/docs/feeds'],
] as const;

describe.skipIf(!CHROMIUM)('pages of readers, in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tearsheet-browser-'));
  let server: RunningServer;
  let browser: Browser;
  beforeAll(async () => {
    server = await startServer(folder);
    browser = await launch();
    await publishNamed(server);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  describe.each(VIEWS)('%s', (_, options) => {
    it.each(PATHS)('axe-core has nothing against %s, and it asks nobody else', async (__, path) => {
      const { page, foreign } = await visit(browser, server.address, options);
      await page.goto(path);
      expect(await violations(page)).toEqual([]);
      expect(foreign).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
      await page.context().close();
    });
  });

  it('an article is two requests before its pictures, and nothing in it moves while it loads', async () => {
    const { page, requests } = await visit(browser, server.address, { reducedMotion: 'reduce' });
    await page.addInitScript(() => {
      const state = globalThis as unknown as { shift: number };
      state.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) state.shift += (entry as unknown as { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto('/articles/browser-trains', { waitUntil: 'networkidle' });
    const types = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map((entry) => [entry.name, (entry as PerformanceResourceTiming).initiatorType]),
    );
    const besides = types.filter(([name, type]) => type !== 'img' && !String(name).endsWith('/favicon.svg'));
    expect(requests[0]).toBe(`${server.address}/articles/browser-trains`);
    expect(besides.map(([name]) => new URL(String(name)).pathname)).toEqual(['/styles/page.css']);
    expect(await page.evaluate(() => (globalThis as unknown as { shift: number }).shift)).toBe(0);
  });

  it('an article can be read by keyboard alone: the first stop leads to its words', async () => {
    const { page } = await visit(browser, server.address);
    await page.goto('/articles/browser-trains');
    await page.keyboard.press('Tab');
    const target = await page.evaluate(() => document.activeElement?.getAttribute('href'));
    expect(target).toMatch(/^#/);
    expect(await page.locator(target ?? '#none').count()).toBe(1);
  });
});

/** The examples under names of our own: those of the first start have random ids. */
async function publishNamed(server: RunningServer): Promise<void> {
  const token = /TEARSHEET_TOKEN=(ts_\S+)$/m.exec(server.output())?.[1] ?? '';
  const { articles } = (await (await fetch(`${server.address}/articles`)).json()) as {
    articles: { id: string }[];
  };
  expect(articles.length).toBeGreaterThan(3);
  for (const [id, language, title, html] of NAMED) {
    const answer = await fetch(`${server.address}/articles/${id}`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ title, language, html, section: 'Travel', authors: [{ name: 'Ada Quay' }] }),
    });
    expect(answer.status).toBe(201);
  }
}

const POST =
  '<blockquote class="twitter-tweet"><p lang="en" dir="ltr">The first night train in twenty years left on time.</p>&mdash; Slow Road (@slowroadjonas) <a href="https://twitter.com/slowroadjonas/status/1797753265873129095">June 3, 2024</a></blockquote>';
const NAMED = [
  [
    'browser-trains',
    'en',
    'Night trains are back',
    `<p>They are sold out for weeks.</p>${POST}<h2>Where to</h2><ul><li>North</li><li>South</li></ul><table><tr><th>Line</th><th>Seats</th></tr><tr><td>A very long name of a line that does not break by itself</td><td>200</td></tr></table><pre><code>a line of code that is much longer than a small screen is wide, by some way</code></pre>`,
  ],
  ['browser-library', 'ar', 'مكتبة الحي تفتح أبوابها ليلاً', `<p>فتحت المكتبة أبوابها أمس.</p>${POST}`],
  ['browser-toshokan', 'ja', '夜の図書館が開館した', `<p>図書館は昨日から夜も開いている。</p>${POST}`],
] as const;
