import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { PUBLIC_URL } from '../store/open-house.ts';
import { READER_ARTICLES } from './reader-articles.ts';
import { classed, named, openReadingRoom, wordsOf } from './reading-room.ts';

/** Bytes of a page with its stylesheet, pictures apart. */
const MOST_BYTES = 30_000;
const MOST_BYTES_SENT = 10_000;

const stylesheet = readFileSync(new URL('../../public/styles/page.css', import.meta.url));
const room = await openReadingRoom();
const paths = [
  ...READER_ARTICLES.map(({ id }) => `/articles/${id}`),
  '/articles/withdrawn-one',
  '/articles/never-was',
  '/feeds/all',
  '/feeds/lang/ar',
  '/feeds/section/nothing-yet',
  '/',
];

describe.each(paths)('the page %s', async (path) => {
  const page = await room.page(path);

  it('has 30 kB with its stylesheet, and a third of that on the wire', () => {
    expect(Buffer.byteLength(page.html) + stylesheet.length).toBeLessThan(MOST_BYTES);
    expect(gzipSync(page.html).length + gzipSync(stylesheet).length).toBeLessThan(MOST_BYTES_SENT);
  });

  it('asks for one stylesheet, and for nothing else but pictures', () => {
    const links = named(page, 'link').filter(({ properties: { rel } }) =>
      ['stylesheet', 'preload', 'modulepreload', 'preconnect', 'dns-prefetch', 'prefetch', 'manifest'].some(
        (name) => (rel as string[]).includes(name),
      ),
    );
    expect(links.map(({ properties }) => properties.href)).toEqual(['/styles/page.css']);
    expect(named(page, 'iframe', 'object', 'embed', 'video', 'audio', 'source', 'style')).toEqual([]);
    expect(page.elements.filter(({ properties }) => properties.style !== undefined)).toEqual([]);
  });

  it('has no script', () => {
    const scripts = named(page, 'script').filter(
      ({ properties }) => properties.type !== 'application/ld+json',
    );
    expect(scripts).toEqual([]);
    expect(
      page.elements.filter(({ properties }) => Object.keys(properties).some((name) => /^on/i.test(name))),
    ).toEqual([]);
  });

  it('loads from no host but its own and those that the article names', () => {
    const loaded = [
      ...named(page, 'img'),
      ...named(page, 'link').filter(({ properties }) => String(properties.rel) === 'icon'),
    ];
    const hosts = new Set(
      loaded.map(({ properties }) => new URL(String(properties.src ?? properties.href), PUBLIC_URL).host),
    );
    expect(
      [...hosts].filter((host) => host !== 'times.example.org' && host !== new URL(PUBLIC_URL).host),
    ).toEqual([]);
  });

  it('keeps a place for each picture before it comes', () => {
    const framed = new Set(
      page.elements
        .filter(
          ({ tagName, properties }) => tagName === 'figure' || String(properties.className) === 'picture',
        )
        .flatMap((frame) => frame.children),
    );
    for (const picture of named(page, 'img')) {
      const { width, height } = picture.properties;
      const isIn = [...framed].some(
        (child) => child === picture || JSON.stringify(child).includes(JSON.stringify(picture)),
      );
      expect((width !== undefined && height !== undefined) || isIn).toBe(true);
    }
  });

  it('has one title, headings in their order, and the landmarks', () => {
    const levels = named(page, 'h1', 'h2', 'h3', 'h4').map(({ tagName }) => Number(tagName.slice(1)));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.filter((level, index) => index > 0 && level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
    expect(named(page, 'main')).toHaveLength(1);
    const [body] = named(page, 'body');
    const order = body?.children.flatMap((child) => (child.type === 'element' ? [child.tagName] : []));
    expect(order).toEqual(['a', 'header', 'main', 'footer']);
  });

  it('begins with a way to its content', () => {
    const [first] = named(page, 'a');
    expect(first?.properties.className).toEqual(['skip']);
    const target = page.elements.filter(({ properties }) => `#${properties.id}` === first?.properties.href);
    expect(target.map(({ tagName }) => tagName)).toEqual(['main']);
  });

  it('says the language and direction of itself, and the direction of each piece in another language', () => {
    const [root] = named(page, 'html');
    expect(String(root?.properties.lang)).toMatch(/^[a-z]{2}/);
    expect(String(root?.properties.dir)).toMatch(/^(?:ltr|rtl)$/);
    const isRtl = (lang: unknown) => /^(?:ar|he)/.test(String(lang));
    const ours = page.elements.filter(
      ({ properties, tagName }) => properties.lang && properties.dir !== 'auto' && tagName !== 'q',
    );
    const undirected = ours.filter(({ properties: { lang, dir } }) =>
      dir === undefined
        ? isRtl(lang) !== isRtl(root?.properties.lang) && !isBody(lang)
        : (dir === 'rtl') !== isRtl(lang),
    );
    expect(undirected).toEqual([]);
  });

  it('names every link', () => {
    expect(
      named(page, 'a').filter(
        (link) => wordsOf(link).trim() === '' && !JSON.stringify(link).includes('"img"'),
      ),
    ).toEqual([]);
  });
});

/** In these the articles of the tests say a word without a direction, within a `bdi`, which finds its own. */
function isBody(lang: unknown): boolean {
  return lang === 'ja' || lang === 'ar';
}

it('a table, wherever it is too wide, is reached by the keyboard and has a name', async () => {
  const page = await room.page('/articles/lighthouse-he');
  expect(
    classed(page, 'table').map(({ properties: { tabIndex, role, ariaLabel } }) => [
      tabIndex,
      role,
      ariaLabel,
    ]),
  ).toEqual([[0, 'group', 'טבלה']]);
});
