import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFixedClock } from '../../src/adapters/memory/clock.ts';
import { readArticleFiles } from '../../src/adapters/node/article-files.ts';
import { openNodePorts } from '../../src/adapters/node/node-ports.ts';
import { createApp } from '../../src/app.ts';
import { exportAll } from '../../src/commands/export.ts';
import { readConfig } from '../../src/config.ts';
import type { Article } from '../../src/domain/article.ts';
import { sha256 } from '../../src/domain/digest.ts';
import type { Capture } from '../../src/domain/post.ts';
import type { PreviewRenderer } from '../../src/previews/renderer.ts';
import { quoting } from '../store/open-house.ts';

const root = mkdtempSync(join(tmpdir(), 'tearsheet-export-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const CONFIG = readConfig({
  PUBLIC_URL: 'https://news.example',
  PUBLICATION_NAME: 'The <Gazette>',
  TAG_AUTHORITY: 'example.org,2026',
  TOKEN_SHA256: await sha256('token'),
});
const CLOCK = createFixedClock(new Date('2026-03-02T08:00:00Z'));
const BLUESKY = 'https://bsky.app/profile/harbour.example/post/3lju6gmjq2k2a';

async function openService(name: string) {
  const ports = await openNodePorts(join(root, name));
  ports.log = () => undefined;
  ports.clock = CLOCK;
  const app = createApp(ports, CONFIG, {} as PreviewRenderer);
  const as = { Authorization: 'Bearer token' };
  const rows = async <Row>(sql: string) => (await ports.database.prepare(sql).all<Row>()).results;
  return {
    app,
    ports,
    put: (id: string, type: string, body: string) =>
      app.request(`/articles/${id}`, { method: 'PUT', headers: { ...as, 'Content-Type': type }, body }),
    withdraw: (id: string) => app.request(`/articles/${id}`, { method: 'DELETE', headers: as }),
    /** The articles, but for where their fields came from and what stood beside them. */
    async articles() {
      const found = await rows<{ content: string }>(
        "SELECT content FROM articles WHERE state <> 'withdrawn' ORDER BY id",
      );
      return found.map(({ content }) => {
        const { reading: _, version: __, related: ___, body, ...rest } = JSON.parse(content) as Article;
        return {
          ...rest,
          body: body.map((block) => (block.type === 'embed' ? block.ref.capture : block.html)),
        };
      });
    },
    async posts() {
      const found = await rows<{ content: string }>(
        'SELECT content FROM captures UNION ALL SELECT content FROM held_captures',
      );
      const posts = found.map(({ content }) => JSON.parse(content) as Capture);
      return posts
        .map(({ platform, id, post }) => ({
          platform,
          id,
          text: post?.text,
          by: post?.author,
          links: post?.links,
          created: post?.created?.at,
        }))
        .sort((a, b) => (a.id < b.id ? -1 : 1));
    },
    close: () => ports.database.close(),
  };
}

describe('an export', () => {
  const out = join(root, 'out');
  let service: Awaited<ReturnType<typeof openService>>;
  const file = (path: string) => readFileSync(join(out, path), 'utf8');
  const json = (path: string) => JSON.parse(file(path));
  beforeAll(async () => {
    service = await openService('data');
    for (const { id, mediaType, body } of readArticleFiles('examples/articles')) {
      expect((await service.put(id, mediaType, body.toString())).ok).toBe(true);
    }
    const put = async (id: string, fields: object) => {
      const article = { title: `About ${id}`, language: 'en', html: '<p>Words.</p>', ...fields };
      expect((await service.put(id, 'application/json', JSON.stringify(article))).ok).toBe(true);
    };
    await put('corrected', { html: '<p>Wrong words.</p>' });
    await put('corrected', {
      html: `<p>Right words & <em>more</em>.</p>${quoting('First<br>second &lt;b> line', '1790309205070239999')}`,
    });
    await put('later', {
      embargoUntil: '2027-01-01T00:00:00Z',
      html: quoting('Not yet.', '1790309205070239367'),
    });
    await put('held', { status: 'withheld' });
    await put('gone', {});
    await service.withdraw('gone');
    await put('sky', {
      html: `<p>See:</p><blockquote class="bluesky-embed" data-bluesky-uri="at://harbour.example/app.bsky.feed.post/3lju6gmjq2k2a"><p lang="en">The night boat<br>is back.</p>&mdash; Harbour (@harbour.example) <a href="${BLUESKY}">March 7, 2025</a></blockquote><p>And:</p><p><a href="https://mastodon.social/@ada/113000000000000001">https://mastodon.social/@ada/113000000000000001</a></p>`,
    });
    await service.ports.database
      .prepare("INSERT INTO takedowns VALUES ('x', '1', '2026-01-01T00:00:00.000Z')")
      .run();
    await exportAll(join(root, 'data'), out, CONFIG, { previews: true, clock: CLOCK });
  }, 60_000);
  afterAll(() => service.close());

  it('published into an empty service gives the same articles and posts', async () => {
    const other = await openService('other');
    for (const name of readdirSync(join(out, 'articles')).filter((path) => path.endsWith('.json'))) {
      const answer = await other.put(
        name.slice(0, -'.json'.length),
        'application/json',
        file(`articles/${name}`),
      );
      expect([name, answer.status]).toEqual([name, name === 'gone.json' ? expect.any(Number) : 201]);
    }
    // A post that nobody knows the address of has no markup that it would be found by: it is a quotation then.
    const hasAddress = ({ id }: { id: string }) => !id.startsWith('t-');
    const isWhole = ({ body }: { body: string[] }) => !body.some((block) => /^x\/t-/.test(block));
    const articles = await service.articles();
    const again = new Map((await other.articles()).map((article) => [article.id, article]));
    expect(articles.filter(isWhole).map(({ id }) => again.get(id))).toEqual(articles.filter(isWhole));
    expect(articles.filter(isWhole).length).toBeGreaterThan(6);
    const posts = await service.posts();
    expect(await other.posts()).toEqual(posts.filter(hasAddress));
    expect(posts.filter(hasAddress).length).toBeGreaterThan(4);
    const quotations = [...again.values()].flatMap(({ body }) =>
      body.filter((html) => /^<blockquote>.*— .*\(@/.test(html)),
    );
    expect(quotations).toHaveLength(posts.length - posts.filter(hasAddress).length);
    other.close();
  });

  it('has every version of an article, and what was withdrawn', () => {
    const { versions, title } = json('records/corrected.json');
    expect(title).toBe('About corrected');
    expect(versions.map(({ body }: Article) => JSON.stringify(body))).toEqual([
      expect.stringContaining('Wrong words'),
      expect.stringContaining('Right words'),
    ]);
    expect(json('records/gone.json').versions).toHaveLength(2);
    expect(json('articles/gone.json').status).toBe('canceled');
    expect(json('articles/held.json').status).toBe('withheld');
    expect(json('articles/later.json').embargoUntil).toBe('2027-01-01T00:00:00.000Z');
    expect(json('takedowns.json')).toMatchObject([{ platform: 'x', subject: '1' }]);
  });

  it('has the article to be read, as HTML and as Markdown', () => {
    const page = file('articles/corrected.html');
    expect(page).toMatch(/^<!doctype html>\n?<html lang="en"/);
    expect(page).toContain('<p>Right words &amp; <em>more</em>.</p>');
    expect(page).toContain('First<br>second &#x3C;b> line');
    expect(file('articles/corrected.md')).toMatch(
      /^---\nid: "corrected"\n[\s\S]*\n---\n\nRight words \\& \*more\*\.\n\nSee:\n\n> First\\\n> second \\<b\\> line/,
    );
  });

  it('has the feeds, a preview of each article that is public, and an index of all', () => {
    expect(file('feeds/all.rss')).toContain('<rss');
    expect(readdirSync(join(out, 'previews')).map((name) => name.replace(/\.\w+$/, ''))).toEqual(
      readdirSync(join(out, 'articles'))
        .filter((name) => name.endsWith('.json'))
        .map((name) => name.slice(0, -5))
        .filter((id) => !['later', 'held', 'gone'].includes(id)),
    );
    const index = file('index.html');
    expect(index).toContain('The &#x3C;Gazette>');
    for (const [, path = ''] of index.matchAll(/href="([^"]+)"/g))
      expect(readFileSync(join(out, path)).length).toBeGreaterThan(0);
  });

  it('is refused where something is already, or nothing is to be had', async () => {
    await expect(exportAll(join(root, 'data'), out, CONFIG, { previews: false })).rejects.toThrow(
      /holds something/,
    );
    await expect(exportAll(join(root, 'none'), join(root, 'x'), CONFIG, { previews: false })).rejects.toThrow(
      /no database/,
    );
    expect(readdirSync(root).filter((name) => name.includes('draft'))).toEqual([]);
  });
});
