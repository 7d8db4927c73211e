import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { serve } from '@hono/node-server';
import sharp from 'sharp';
import { readArticleFiles } from '../src/adapters/node/article-files.ts';
import { publicFonts } from '../src/adapters/node/font-folder.ts';
import { openNodePorts } from '../src/adapters/node/node-ports.ts';
import { loadPreviewAssets } from '../src/adapters/node/preview-assets.ts';
import { newToken } from '../src/adapters/node/publisher-token.ts';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { sha256 } from '../src/domain/digest.ts';
import { createPreviewRenderer } from '../src/previews/renderer.ts';

// Makes public/docs/console-paste.png and console-unfurl.png: pages of the console with an example, as Chromium shows
// them (CHROMIUM, or `chromium`).

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const PUBLIC_URL = 'https://news.example';
const EXAMPLE = path('../examples/articles/night-trains.html');
const WIDTH = 1000;

const folder = mkdtempSync(join(tmpdir(), 'tearsheet-console-'));
const ports = await openNodePorts(join(folder, 'data'));
const token = newToken(ports.random);
const config = readConfig({
  PUBLIC_URL,
  PUBLICATION_NAME: 'The Example Times',
  TAG_AUTHORITY: 'example.org,2026',
  TOKEN_SHA256: await sha256(token),
});
const app = createApp(ports, config, createPreviewRenderer(loadPreviewAssets(), publicFonts));
const origin = { Origin: PUBLIC_URL };
const cookie = await logIn();
const [example] = readArticleFiles(EXAMPLE);
await app.request('/articles/night-trains', {
  method: 'PUT',
  headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'text/html; charset=utf-8' },
  body: new Uint8Array(example?.body ?? []),
});

const pasted = await paste(readFileSync(EXAMPLE, 'utf8'));
const server = await listen();
await photograph('/pasted', 'console-paste.png', 1000);
await photograph('/console/articles/night-trains/unfurl', 'console-unfurl.png', 1400);
server.close();
ports.database.close();

async function logIn(): Promise<string> {
  const body = new URLSearchParams({ token });
  const answer = await app.request('/console/login', { method: 'POST', headers: origin, body });
  return answer.headers.get('Set-Cookie')?.split(';')[0] ?? '';
}

async function paste(source: string): Promise<string> {
  const page = await (await app.request('/console/paste', { headers: { Cookie: cookie } })).text();
  const csrf = /name="csrf" value="(\w+)"/.exec(page)?.[1] ?? '';
  const body = new URLSearchParams({ csrf, step: 'read', source });
  const headers = { ...origin, Cookie: cookie };
  return (await app.request('/console/paste', { method: 'POST', headers, body })).text();
}

/** The service as somebody sees it who is logged in. */
function listen(): Promise<ReturnType<typeof serve>> {
  const answer = (request: Request): Response | Promise<Response> => {
    const { pathname } = new URL(request.url);
    if (pathname === '/pasted') return new Response(pasted, { headers: { 'Content-Type': 'text/html' } });
    if (pathname.startsWith('/styles/'))
      return new Response(readFileSync(path(`../public${pathname}`)), {
        headers: { 'Content-Type': 'text/css' },
      });
    const headers = new Headers(request.headers);
    headers.set('Cookie', cookie);
    return app.fetch(new Request(request, { headers }));
  };
  return new Promise((resolve) => {
    const started = serve({ fetch: answer, port: 0, hostname: '127.0.0.1' }, () => resolve(started));
  });
}

/** The first `height` pixels of a page. */
async function photograph(address: string, name: string, height: number): Promise<void> {
  const { port } = server.address() as { port: number };
  const shot = join(folder, name);
  const flags = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--hide-scrollbars',
    '--disable-background-networking',
  ];
  const size = [`--window-size=${WIDTH},${height}`, `--user-data-dir=${join(folder, 'profile')}`];
  // Chromium must not keep this process, which answers it, from working.
  await promisify(execFile)(process.env.CHROMIUM ?? 'chromium', [
    ...flags,
    ...size,
    `--screenshot=${shot}`,
    '--virtual-time-budget=20000',
    `http://127.0.0.1:${port}${address}`,
  ]);
  const picture = path(`../public/docs/${name}`);
  await sharp(shot).png({ palette: true }).toFile(picture);
  console.log(`Look at it: ${picture}`);
}
