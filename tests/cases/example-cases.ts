import { extname } from 'node:path';
import { readArticleFiles } from '../../src/adapters/node/article-files.ts';
import { publicFonts } from '../../src/adapters/node/font-folder.ts';
import { loadPreviewAssets } from '../../src/adapters/node/preview-assets.ts';
import { sharpPixels } from '../../src/adapters/node/sharp-pixels.ts';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { sha256 } from '../../src/domain/digest.ts';
import { storeExamplePhoto } from '../../src/first-start.ts';
import { createPreviewRenderer } from '../../src/previews/renderer.ts';
import { openMemoryPorts } from '../memory-ports.ts';

const TOKEN = 'ts_cases';
const PUBLIC_URL = 'https://news.example';

/** What is made of one article, by file name. */
export type Outputs = Map<string, Uint8Array>;

/** Takes each example through the whole service at a fixed time, and collects what comes out. */
export async function makeExampleCases(): Promise<Map<string, Outputs>> {
  const ports = { ...(await openMemoryPorts('2025-03-03T08:00:00Z')), pixels: sharpPixels };
  const config = readConfig({
    PUBLIC_URL,
    PUBLICATION_NAME: 'The Example Times',
    TAG_AUTHORITY: 'example.org,2026',
    TOKEN_SHA256: await sha256(TOKEN),
  });
  const app = createApp(ports, config, createPreviewRenderer(loadPreviewAssets(), publicFonts));
  const get = async (path: string) => new Uint8Array(await (await app.request(path)).arrayBuffer());
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  const pretty = (value: unknown) => new TextEncoder().encode(`${JSON.stringify(value, undefined, 2)}\n`);

  const cases = new Map<string, Outputs>();
  for (const { id, mediaType, body, photo } of readArticleFiles('examples/articles')) {
    const headers = { Authorization: `Bearer ${TOKEN}`, 'Content-Type': mediaType };
    await app.request(`/articles/${id}`, { method: 'PUT', headers, body: new Uint8Array(body) });
    if (photo) await storeExamplePhoto(ports, id, photo);
    const outputs: Outputs = new Map();
    const article = JSON.parse(text(await get(`/articles/${id}.json`)));
    outputs.set('article.json', pretty(article));
    outputs.set('page.html', await get(`/articles/${id}`));
    const preview = (await app.request(`/previews/${id}`)).headers.get('Location') ?? '';
    outputs.set(`preview${extname(preview)}`, await get(preview.slice(PUBLIC_URL.length)));
    const cards = (article.body as { card?: string }[]).flatMap(({ card }) => card ?? []);
    for (const [index, card] of cards.entries()) {
      const path = card.slice(PUBLIC_URL.length).replace(/\.json$/, '');
      outputs.set(`card-${index + 1}.json`, pretty(JSON.parse(text(await get(`${path}.json`)))));
      outputs.set(`card-${index + 1}.txt`, await get(`${path}.txt`));
      outputs.set(`card-${index + 1}.html`, await get(`${path}.html`));
    }
    const feed = JSON.parse(text(await get('/feeds/all.json')));
    outputs.set('item.json', pretty(feed.items.find((item: { id: string }) => item.id.endsWith(`/${id}`))));
    cases.set(id, outputs);
  }
  return cases;
}
