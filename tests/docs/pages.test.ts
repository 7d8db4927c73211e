import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Element, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../src/domain/problem.ts';
import { describeRuntimes } from '../http/services.ts';

const DOCS = fileURLToPath(new URL('../../docs', import.meta.url));
const PUBLIC = fileURLToPath(new URL('../../public', import.meta.url));

const documents = readdirSync(DOCS)
  .filter((name) => name.endsWith('.md') && name !== 'README.md')
  .map((name) => `/docs/${name.slice(0, -3)}`);
const problems = Object.keys(PROBLEMS).map((code) => `/docs/problems/${code}`);
const pages = ['/docs', ...documents, ...problems];
const files = readdirSync(PUBLIC, { recursive: true }).map((name) => `/${name}`);

function elements(node: Root | Element, name: RegExp): Element[] {
  return node.children.flatMap((child) =>
    child.type === 'element' ? [...(name.test(child.tagName) ? [child] : []), ...elements(child, name)] : [],
  );
}

/** The addresses within the service that a page leads to. */
function linksOf(tree: Root): string[] {
  return elements(tree, /^(?:a|link|img)$/)
    .map(({ properties }) => String(properties.href ?? properties.src))
    .filter((href) => !/^https?:/.test(href));
}

describe('the list of pages', () => {
  it('has all of them', () => {
    expect(pages.length).toBeGreaterThan(60);
  });
});

describeRuntimes('the documentation', (service) => {
  const texts = new Map<string, string>();
  const read = async (path: string) => {
    const text = texts.get(path) ?? (await (await service.fetch(path)).text());
    texts.set(path, text);
    return text;
  };

  const answers = new Map<string, Promise<boolean>>();
  const isAnswered = (path: string) => {
    const known = answers.get(path) ?? service.fetch(path).then(({ status }) => status < 400);
    answers.set(path, known);
    return known;
  };

  it.each(pages)('%s is a sound page', async (path) => {
    const answer = await service.fetch(path);
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'text/html; charset=utf-8']);
    const html = await answer.text();
    expect(html.length).toBeLessThan(path.endsWith('/benchmarks') ? 90_000 : 60_000);
    const tree = fromHtml(html);
    const levels = elements(tree, /^h[1-6]$/).map(({ tagName }) => Number(tagName[1]));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
    const ids = elements(tree, /./).flatMap(({ properties }) => properties.id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    expect(elements(tree, /^(?:script|style|iframe|form)$/)).toEqual([]);
    expect(html).not.toMatch(/ (?:on\w+|style)=/);
  });

  it('no link of any page leads nowhere', async () => {
    const dead = [];
    for (const path of pages) {
      for (const link of linksOf(fromHtml(await read(path)))) {
        const { pathname, hash } = new URL(link, `https://service.example${path}`);
        const id = decodeURIComponent(hash.slice(1));
        const isThere = pages.includes(pathname)
          ? id === '' || (await read(pathname)).includes(` id="${id}"`)
          : files.includes(pathname) || (await isAnswered(pathname));
        if (!isThere) dead.push(`${path} → ${link}`);
      }
    }
    expect(dead).toEqual([]);
  });

  it('a copy that is current costs no body', async () => {
    const first = await service.fetch('/docs/feeds');
    const etag = first.headers.get('ETag') ?? '';
    expect(first.headers.get('Cache-Control')).toBe('public, max-age=300');
    const again = await service.fetch('/docs/feeds', { headers: { 'If-None-Match': etag } });
    expect([again.status, again.headers.get('ETag'), await again.text()]).toEqual([304, etag, '']);
    const head = await service.fetch('/docs/feeds', { method: 'HEAD' });
    expect([head.status, head.headers.get('ETag')]).toEqual([200, etag]);
  });

  it.each([
    ['/docs/', '/docs'],
    ['/docs/README', '/docs'],
    ['/docs/README.md', '/docs'],
    ['/docs/feeds.md', '/docs/feeds'],
    ['/problems/stale-version', '/docs/problems/stale-version'],
  ])('%s leads to %s', async (from, to) => {
    const answer = await service.fetch(from);
    expect([answer.status, answer.headers.get('Location')]).toEqual([301, to]);
  });

  it.each(['/docs/nothing', '/docs/constructor', '/docs/problems/constructor', '/docs/decisions/README'])(
    '%s is not there',
    async (path) => {
      expect((await service.fetch(path)).status).toBe(404);
    },
  );

  it('takes nothing but GET and HEAD', async () => {
    const answer = await service.fetch('/docs/feeds', { method: 'POST', body: 'x' });
    expect([answer.status, answer.headers.get('Allow')]).toEqual([405, 'GET, HEAD']);
  });
});
