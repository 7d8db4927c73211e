import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const PLACES = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** The Chromium of this machine; `undefined` where there is none, which the tests say in a word. */
export const CHROMIUM = PLACES.find((path) => path && existsSync(path));
if (!CHROMIUM) {
  console.warn(
    'No Chromium here: the tests in a browser are skipped. Install chromium, or name it in CHROMIUM.',
  );
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Starts the browser, with nothing of it speaking to the outside. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A page, and every address beyond the service that it asked for: none may be. */
export interface Visit {
  page: Page;
  foreign: string[];
  requests: string[];
}

/** Opens a page of its own session, in which requests to any other host fail and are remembered. */
export async function visit(
  browser: Browser,
  service: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({ baseURL: service, ...options });
  const foreign: string[] = [];
  const requests: string[] = [];
  await context.route('**/*', (route) => {
    const url = route.request().url();
    requests.push(url);
    if (new URL(url).origin === new URL(service).origin || url.startsWith('data:')) return route.continue();
    foreign.push(url);
    return route.abort();
  });
  return { page: await context.newPage(), foreign, requests };
}

interface Finding {
  id: string;
  nodes: { html: string; failureSummary?: string }[];
}

/** What axe-core has against a page as it stands, in a line each. */
export async function violations(page: Page): Promise<string[]> {
  // By the debugger's own door: the page's policy forbids scripts, as it should.
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: Finding[] }> } };
    return (await axe.run()).violations;
  });
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

/** Ways to look at a page. */
export const VIEWS: [name: string, options: BrowserContextOptions][] = [
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['at 320 pixels', { viewport: { width: 320, height: 640 } }],
  ['in forced colours', { forcedColors: 'active' }],
];
