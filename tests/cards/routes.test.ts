import type { Hono } from 'hono';
import { beforeAll, describe, expect, test } from 'vitest';
import { createMemoryBlobs } from '../../src/adapters/memory/blobs.ts';
import { publicFonts } from '../../src/adapters/node/font-folder.ts';
import { loadPreviewAssets } from '../../src/adapters/node/preview-assets.ts';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { sha256 } from '../../src/domain/digest.ts';
import { createPreviewRenderer } from '../../src/previews/renderer.ts';
import { openMemoryPorts } from '../memory-ports.ts';
import { dangersIn, elementsOf, parseCard } from './parsed-card.ts';

const TOKEN = 'ts_cards';
const CARD = '/cards/x/1702027486012838297';
const blobs = createMemoryBlobs();
let app: Hono;

beforeAll(async () => {
  const ports = { ...(await openMemoryPorts('2026-01-05T08:00:00Z')), blobs };
  const config = readConfig({
    PUBLIC_URL: 'https://paper.example',
    PUBLICATION_NAME: 'The Example Times',
    TAG_AUTHORITY: 'example.org,2026',
    TOKEN_SHA256: await sha256(TOKEN),
  });
  app = createApp(ports, config, createPreviewRenderer(loadPreviewAssets(), publicFonts));
  const html = `<p>Before.</p><blockquote class="twitter-tweet"><p lang="en" dir="ltr">The night boat is back.</p>&mdash; Fjord Ferries (@fjordferries) <a href="https://twitter.com/fjordferries/status/1702027486012838297">September 13, 2023</a></blockquote><p>After.</p>`;
  const answer = await app.request('/articles/boat', {
    method: 'PUT',
    headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ title: 'The boat is back', language: 'en', html }),
  });
  expect(answer.status).toBe(201);
});

function lookUp(url: string, token = TOKEN): Promise<Response> {
  const query = new URLSearchParams({ url });
  return Promise.resolve(app.request(`/cards?${query}`, { headers: { Authorization: `Bearer ${token}` } }));
}

test.each([
  ['html', 'text/html; charset=utf-8', '<!doctype html>'],
  ['mail.html', 'text/html; charset=utf-8', '<table role="presentation"'],
  ['md', 'text/markdown; charset=utf-8', '> The night boat is back.'],
  ['json', 'application/json; charset=utf-8', '{"platform":"x"'],
  ['txt', 'text/plain; charset=utf-8', '> The night boat is back.'],
])('a card is there as %s, and not sent again where it is known', async (format, type, start) => {
  const answer = await app.request(`${CARD}.${format}`);
  expect(answer.headers.get('Content-Type')).toBe(type);
  expect(await answer.text()).toMatch(new RegExp(`^${start.replace(/[{}]/g, '\\$&')}`));
  const etag = answer.headers.get('ETag') ?? '';
  expect((await app.request(`${CARD}.${format}`, { headers: { 'If-None-Match': etag } })).status).toBe(304);
});

test.each(['.pdf', '.html.md', '', '.mail', '/x.html'])('there is no card %s', async (end) => {
  expect((await app.request(CARD + end)).status).toBe(404);
});

describe('the address of a post', () => {
  test.each([
    'https://x.com/fjordferries/status/1702027486012838297',
    'https://mobile.twitter.com/somebody/status/1702027486012838297?s=20',
  ])('%s leads the publisher to its card', async (url) => {
    const answer = await lookUp(url);
    expect([answer.status, answer.headers.get('Location')]).toEqual([
      302,
      `https://paper.example${CARD}.html`,
    ]);
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
  });

  test.each([
    ['https://x.com/fjordferries/status/1702027486012838298', 404, 'not-found'],
    ['https://example.org/', 404, 'not-found'],
    ['javascript:alert(1)', 404, 'not-found'],
    ['', 400, 'invalid-request'],
    [`https://x.com/${'a'.repeat(3000)}`, 400, 'invalid-request'],
  ])('%s is answered %d', async (url, status, code) => {
    const answer = await lookUp(url);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ type: `https://paper.example/problems/${code}` });
  });

  test('needs the token', async () => {
    expect((await lookUp('https://x.com/fjordferries/status/1702027486012838297', 'wrong')).status).toBe(401);
  });
});

describe('a copied picture', () => {
  const name = '00112233445566778899aabbccddeeff';

  test('is served until it is taken down', async () => {
    await blobs.put(`media/${name}.jpg`, new Uint8Array([255, 216, 255]));
    const answer = await app.request(`/cards/media/${name}.jpg`);
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'image/jpeg']);
    expect(answer.headers.get('Cache-Control')).toBe('public, max-age=300');
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
    await blobs.delete(`media/${name}.jpg`);
    expect((await app.request(`/cards/media/${name}.jpg`)).status).toBe(404);
  });

  test('is the only blob that can be asked for here', async () => {
    await blobs.put('media/other.jpg', new Uint8Array([1]));
    await blobs.put(`media/${name}.svg`, new Uint8Array([1]));
    for (const file of ['other.jpg', `${name}.svg`, `..%2F${name}.jpg`, `${name}.jpg%00`])
      expect((await app.request(`/cards/media/${file}`)).status).toBe(404);
  });
});

describe('the sheet of every state', () => {
  test('is for people and not for search, and asks no other host for anything', async () => {
    const answer = await app.request('/cards/sheet');
    expect([answer.status, answer.headers.get('X-Robots-Tag')]).toEqual([200, 'noindex']);
    const root = parseCard(await answer.text());
    expect(dangersIn(root, ['link', 'meta'])).toEqual([]);
    const pictures = [...elementsOf(root)].filter(({ tagName }) => tagName === 'img');
    const sources = new Set(pictures.map(({ properties }) => String(properties.src)));
    expect(sources.size).toBeGreaterThan(2);
    for (const source of sources) {
      const picture = await app.request(source.replace('https://paper.example', ''));
      expect([source, picture.status, picture.headers.get('Content-Type')]).toEqual([
        source,
        200,
        'image/svg+xml',
      ]);
    }
  });

  test.each(['constructor', 'wide', 'wide.svg.svg'])('has no picture "%s"', async (name) => {
    expect((await app.request(`/cards/sheet/${name}`)).status).toBe(404);
  });
});
