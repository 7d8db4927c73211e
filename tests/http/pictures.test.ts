import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { readArticleFiles } from '../../src/adapters/node/article-files.ts';
import { publicFonts } from '../../src/adapters/node/font-folder.ts';
import { loadPreviewAssets } from '../../src/adapters/node/preview-assets.ts';
import { postPicture } from '../../src/cards/picture-card.ts';
import { DEFAULT_THEME } from '../../src/domain/theme.ts';
import { createPreviewRenderer } from '../../src/previews/renderer.ts';
import { describeRuntimes, PUBLIC_URL, TOKEN } from './services.ts';

const renderer = createPreviewRenderer(loadPreviewAssets(), publicFonts);
const examples = readArticleFiles('examples/articles');

describeRuntimes('previews and cards', (service) => {
  const newest = async (id: string) => {
    const answer = await service.fetch(`/previews/${id}`);
    expect(answer.status).toBe(302);
    return (answer.headers.get('Location') ?? '').slice(PUBLIC_URL.length);
  };

  it.each(examples)('the preview of $id is the expected one', async ({ id, mediaType, body, photo }) => {
    // The texts carry no date of their own: they get the one the expected files were made at.
    const query = mediaType.startsWith('text/plain') ? '?publishedAt=2025-03-03' : '';
    const published = await service.publish(`/articles/${id}${query}`, mediaType, new Uint8Array(body));
    expect(published.status).toBe(201);
    const answer = await service.fetch(await newest(id));
    const bytes = Buffer.from(await answer.arrayBuffer());
    const { format, width, height } = await sharp(bytes).metadata();
    expect([width, height]).toEqual([1200, 630]);
    // No server has the photo of an example: where there is one, the card stands without it.
    if (photo)
      expect([format, answer.headers.get('Tearsheet-Preview')]).toEqual([
        'jpeg',
        'incomplete; reason=photo-pending',
      ]);
    else expect(bytes.equals(readFileSync(`tests/cases/expected/${id}/preview.png`))).toBe(true);
  });

  it('a preview says exactly what it is, and may be kept for ever', async () => {
    const path = await newest('harbour-budget');
    const [get, head] = [await service.fetch(path), await service.fetch(path, { method: 'HEAD' })];
    const size = (await get.arrayBuffer()).byteLength;
    for (const { headers } of [get, head]) {
      expect(headers.get('Content-Type')).toBe('image/png');
      expect(headers.get('Content-Length')).toBe(String(size));
      expect(headers.get('Cache-Control')).toContain('immutable');
    }
    const etag = get.headers.get('ETag') ?? '';
    expect((await service.fetch(path, { headers: { 'If-None-Match': etag } })).status).toBe(304);
  });

  it('an old preview stays when the title changes, and the article leads to a new one', async () => {
    const article = (title: string) =>
      JSON.stringify({ title, language: 'en', html: '<p>Words of the article.</p>' });
    await service.publish('/articles/renamed', 'application/json', article('The first title'));
    const before = await newest('renamed');
    const bytes = Buffer.from(await (await service.fetch(before)).arrayBuffer());
    await service.publish('/articles/renamed', 'application/json', article('Another title'));
    const after = await newest('renamed');
    expect(after).not.toBe(before);
    expect(Buffer.from(await (await service.fetch(before)).arrayBuffer()).equals(bytes)).toBe(true);
    expect((await service.fetch(after)).status).toBe(200);
  });

  it('a preview nobody ever made is not made on request', async () => {
    expect((await service.fetch('/previews/night-trains/0123456789abcdef.png')).status).toBe(404);
  });

  it('the page names its preview with size and words, and the feeds', async () => {
    const page = await (await service.fetch('/articles/night-trains')).text();
    expect(page).toContain(
      `<meta property="og:image" content="${PUBLIC_URL}${await newest('night-trains')}">`,
    );
    expect(page.match(/property="og:image"/g)).toHaveLength(1);
    expect(page).toContain('<meta property="og:image:width" content="1200">');
    expect(page).toContain('<meta property="og:image:height" content="630">');
    expect(page).toMatch(/<meta property="og:image:alt" content="[^"]+Night trains are back[^"]*">/);
    for (const path of ['/articles/night-trains', '/', '/docs/problems/not-found']) {
      const html = await (await service.fetch(path)).text();
      expect(
        html.match(/<link rel="alternate" type="application\/(rss\+xml|atom\+xml|feed\+json)"/g),
      ).toHaveLength(3);
      expect(html.replaceAll('<script type="application/ld+json">', '')).not.toContain('<script');
    }
  });

  it('a page asks no other site for anything', async () => {
    const page = await (await service.fetch('/articles/tramway-de-nuit')).text();
    const loaded = [
      ...page.matchAll(
        /<(?:link rel="(?:stylesheet|icon|preload)"|img|script|iframe)[^>]*(?:href|src)="([^"]*)"/g,
      ),
    ];
    expect(loaded.length).toBeGreaterThan(1);
    expect(loaded.filter(([, address = '']) => !address.startsWith('/'))).toEqual([]);
  });

  it('a post is a card as page, data and text, and its page stands alone', async () => {
    const card = (format: string) => service.fetch(`/cards/x/1797753265873129095.${format}`);
    const [html, json, txt] = [await card('html'), await card('json'), await card('txt')];
    expect([html, json, txt].map(({ headers }) => headers.get('Content-Type'))).toEqual([
      'text/html; charset=utf-8',
      'application/json; charset=utf-8',
      'text/plain; charset=utf-8',
    ]);
    const words = 'Berth 14, upper bunk, and the sea at five in the morning.';
    for (const answer of [html, json, txt]) expect(await answer.text()).toContain(words);
    expect((await service.fetch('/cards/x/1797753265873129095.html', { method: 'HEAD' })).status).toBe(200);
    expect((await service.fetch('/cards/x/1797753265873129096.html')).status).toBe(404);
  });

  it('the card of a post is a picture, the same on every runtime, until the post is taken down', async () => {
    const path = '/cards/x/1797753265873129095.png';
    const [get, head] = [await service.fetch(path), await service.fetch(path, { method: 'HEAD' })];
    const bytes = Buffer.from(await get.arrayBuffer());
    const file = 'tests/http/expected/card.png';
    if (process.env.UPDATE === '1') writeFileSync(file, bytes);
    expect(existsSync(file), 'UPDATE=1 writes the picture; look at it before keeping it').toBe(true);
    expect(bytes.equals(readFileSync(file))).toBe(true);
    const { format, width, height } = await sharp(bytes).metadata();
    expect([format, width, height]).toEqual(['png', 1200, 630]);
    for (const { headers } of [get, head]) {
      expect(headers.get('Content-Type')).toBe('image/png');
      expect(headers.get('Content-Length')).toBe(String(bytes.length));
      expect(headers.get('Cache-Control')).toBe('public, max-age=300');
    }
    const etag = get.headers.get('ETag') ?? '';
    const known = { headers: { 'If-None-Match': etag } };
    expect((await service.fetch(path, known)).status).toBe(304);
    expect((await service.fetch('/cards/x/1797753265873129096.png')).status).toBe(404);

    const authorised = { method: 'DELETE', headers: { Authorization: `Bearer ${TOKEN}` } };
    expect((await service.fetch(path.slice(0, -4), authorised)).status).toBe(200);
    const after = await service.fetch(path, known);
    expect(after.status).toBe(200);
    const withdrawn = Buffer.from(await after.arrayBuffer());
    const drawn = await renderer.quote({
      ...postPicture(
        {
          platform: 'x',
          id: '1797753265873129095',
          url: '',
          state: 'withdrawn',
          sources: [],
          capturedAt: '2026-01-01T00:00:00.000Z',
        },
        { language: 'en' },
      ),
      theme: DEFAULT_THEME,
    });
    expect(withdrawn.equals(drawn)).toBe(true);
  });
});
