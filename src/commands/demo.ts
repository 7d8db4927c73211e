import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Hono } from 'hono';
import { type ArticleFile, readArticleFiles } from '../adapters/node/article-files.ts';
import { publicFonts } from '../adapters/node/font-folder.ts';
import { loadPreviewAssets } from '../adapters/node/preview-assets.ts';
import { newToken } from '../adapters/node/publisher-token.ts';
import { sharpPixels } from '../adapters/node/sharp-pixels.ts';
import { cryptoRandom } from '../adapters/web/random.ts';
import { createApp } from '../app.ts';
import { readConfig } from '../config.ts';
import { sha256 } from '../domain/digest.ts';
import { FEED_FORMATS } from '../domain/feed.ts';
import type { Problem } from '../domain/problem.ts';
import { storeExamplePhoto } from '../first-start.ts';
import { renderShowcasePage, type ShowcaseEntry } from '../pages/showcase-page.ts';
import { createPreviewRenderer } from '../previews/renderer.ts';
import { loadArticle } from '../store/article-records.ts';
import { loadCaptures } from '../store/capture-records.ts';
import { listTopics } from '../store/topic-records.ts';
import { openMemoryPorts } from './memory-ports.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const EXAMPLES = join(ROOT, 'examples/articles');
const PUBLIC_URL = 'http://localhost:8080';

/**
 * Publishes article files to a service that lives in memory, and writes what it answers into `out`. What an earlier demo
 * left there goes first; a folder that holds anything else is refused. Tells `print` of each article as it goes. Throws an `Error` a person can act on; a refused article is only told of.
 */
export async function makeDemo(paths: string[], out: string, print: (line: string) => void): Promise<void> {
  const files = withOwnIds((paths.length > 0 ? paths : [EXAMPLES]).flatMap(readArticleFiles));
  const token = newToken(cryptoRandom);
  const config = readConfig({
    PUBLIC_URL,
    PUBLICATION_NAME: 'The Example Times',
    PUBLICATION_DESCRIPTION: 'News from an example of a newspaper.',
    TAG_AUTHORITY: 'example.org,2026',
    TOKEN_SHA256: await sha256(token),
  });
  const ports = await openMemoryPorts(sharpPixels);
  const app = createApp(ports, config, createPreviewRenderer(loadPreviewAssets(), publicFonts));
  emptyDemoFolder(out);
  const site = new DemoSite(app, out);

  const entries: ShowcaseEntry[] = [];
  for (const file of files) {
    const refusal = await publish(app, token, file);
    if (refusal) {
      print(`✗ ${file.id}: ${refusal}`);
      continue;
    }
    const article = (await loadArticle(ports.database, file.id))?.article;
    if (!article) throw new Error(`${file.id} was published and cannot be found`);
    if (file.photo) await storeExamplePhoto(ports, file.id, file.photo);
    const preview = await site.follow(`/previews/${file.id}`, `previews/${file.id}`);
    const captures = await loadCaptures(ports.database, [article]);
    for (const key of captures.keys()) {
      for (const format of ['html', 'json', 'txt']) await site.save(`/cards/${key}.${format}`);
    }
    entries.push({ article, captures: [...captures.values()], preview: preview.name });
    const cards = captures.size === 1 ? '1 quote card' : `${captures.size} quote cards`;
    print(
      `✓ ${file.id}: “${article.title}” (${article.language}), ${cards}, preview of ${Math.ceil(preview.bytes / 1000)} kB`,
    );
  }
  for (const topic of ['all', ...(await listTopics(ports, 1000)).map((state) => state.topic)]) {
    for (const format of FEED_FORMATS) await site.save(`/feeds/${topic}.${format}`);
  }
  cpSync(join(ROOT, 'public/styles'), join(out, 'styles'), { recursive: true });
  site.write('index.html', renderShowcasePage(config, entries));
  print(`\n${entries.length} of ${files.length} articles. Open ${pathToFileURL(resolve(out, 'index.html'))}`);
  if (entries.length < files.length) process.exitCode = 1;
}

/** Marks a folder as made by the demo: only such a one is ever emptied. */
const MARK = '.tearsheet-demo';

function emptyDemoFolder(out: string): void {
  if (existsSync(out) && !(statSync(out).isDirectory() && isOwnFolder(out))) {
    throw new Error(`${out} holds files that no demo made; name an empty or new folder with --out.`);
  }
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, MARK), 'Made by tearsheet demo, which empties this folder before it writes.\n');
}

function isOwnFolder(folder: string): boolean {
  const names = readdirSync(folder);
  return names.length === 0 || names.includes(MARK);
}

/** Files of one name and different types are different articles. */
function withOwnIds(files: ArticleFile[]): ArticleFile[] {
  const seen = new Map<string, number>();
  return files.map((file) => {
    const times = (seen.get(file.id) ?? 0) + 1;
    seen.set(file.id, times);
    return times === 1 ? file : { ...file, id: `${file.id}-${times}` };
  });
}

async function publish(app: Hono, token: string, file: ArticleFile): Promise<string | undefined> {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': file.mediaType };
  const answer = await app.request(`/articles/${file.id}`, {
    method: 'PUT',
    headers,
    body: new Uint8Array(file.body),
  });
  return answer.ok ? undefined : ((await answer.json()) as Problem).detail;
}

/** Saves what the service answers under the folder, with links that work from there. */
class DemoSite {
  readonly #app: Hono;
  readonly #folder: string;

  constructor(app: Hono, folder: string) {
    this.#app = app;
    this.#folder = folder;
  }

  /** Saves an answer at the place its address names, or at `name`. Returns its size in bytes. */
  async save(path: string, name = path.slice(1)): Promise<number> {
    const answer = await this.#app.request(encodeURI(path));
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (!name.endsWith('.html')) return this.write(name, bytes);
    const up = '../'.repeat(name.split('/').length - 1);
    return this.write(
      name,
      new TextDecoder().decode(bytes).replaceAll('href="/styles/', `href="${up}styles/`),
    );
  }

  /** Saves what an address leads to as `name`, with the ending of its own name. */
  async follow(path: string, name: string): Promise<{ name: string; bytes: number }> {
    const answer = await this.#app.request(path);
    const target = (answer.headers.get('Location') ?? '').slice(PUBLIC_URL.length);
    const whole = name + extname(target);
    return { name: whole, bytes: await this.save(target, whole) };
  }

  write(name: string, content: string | Uint8Array): number {
    const path = join(this.#folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return content.length;
  }
}
