import { describe, expect, it } from 'vitest';
import { read } from './read-source.ts';

const PARAGRAPH = '<p>It took eleven lorries and a very patient keeper.</p>';
const ld = (fields: object) =>
  `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: 'From JSON-LD', ...fields })}</script>`;
const og = (name: string, content: string) => `<meta property="${name}" content="${content}">`;
const meta = (name: string, content: string) => `<meta name="${name}" content="${content}">`;
const page = (head: string, body = '<h1>From markup</h1>') =>
  `<html><head>${head}</head><body>${body}${PARAGRAPH}</body></html>`;

describe('the ladder: given, JSON-LD, Open Graph, meta, markup', () => {
  const rungs = [
    ['json-ld', ld({}), 'From JSON-LD'],
    ['open-graph', og('og:title', 'From Open Graph'), 'From Open Graph'],
    ['meta', meta('twitter:title', 'From meta'), 'From meta'],
    ['markup', '', 'From markup'],
  ] as const;
  it.each(rungs.map(([source, , title], from) => [source, title, from] as const))(
    '%s',
    async (source, title, from) => {
      const head = rungs
        .slice(from)
        .map(([, tags]) => tags)
        .reverse()
        .join('');
      const draft = await read('html', page(head));
      expect(draft.title).toBe(title);
      expect(draft.reading.title?.source).toBe(source);
    },
  );

  it('what is given beats them all', async () => {
    const draft = await read('html', page(ld({ articleSection: 'World' })), {
      title: 'Given',
      section: 'Local',
    });
    expect(draft).toMatchObject({ title: 'Given', section: 'Local' });
    expect(draft.reading).toMatchObject({
      title: { source: 'given', confidence: 1 },
      section: { source: 'given', confidence: 1 },
    });
  });

  it('every field that has a value says where it is from, and no other', async () => {
    const { reading } = await read('html', page(''));
    expect(Object.keys(reading)).toEqual(['title', 'language']);
  });
});

describe('JSON-LD', () => {
  it.each<[string, object, object]>([
    ['an author by name', { author: 'A. Finch' }, { authors: [{ name: 'A. Finch' }] }],
    [
      'authors twice',
      { author: [{ name: 'A' }, { name: 'A' }, 'B'] },
      { authors: [{ name: 'A' }, { name: 'B' }] },
    ],
    ['an author who is an address', { author: 'https://p.example/a' }, { authors: [] }],
    [
      'entities, escaped once too often',
      { headline: 'Tea &amp; &#039;cake&#039;' },
      { title: "Tea & 'cake'" },
    ],
    ['HTML in a headline', { headline: 'A <em>b</em>' }, { title: 'A b' }],
    ['type as a list', { '@type': ['Thing', 'ReportageNewsArticle'] }, { title: 'From JSON-LD' }],
    [
      'a picture by address',
      { image: ['https://p.example/i.jpg', 'x'] },
      { image: { url: 'https://p.example/i.jpg' } },
    ],
    [
      'a picture as object',
      { image: { url: 'https://p.example/i.jpg', width: '1200px', height: 630, caption: 'C' } },
      { image: { url: 'https://p.example/i.jpg', width: 1200, height: 630, alt: 'C' } },
    ],
    ['main entity', { mainEntityOfPage: { '@id': 'https://p.example/s' } }, { url: 'https://p.example/s' }],
    ['dates', { datePublished: '2024-05-31T08:00:00+02:00' }, { publishedAt: '2024-05-31T06:00:00.000Z' }],
    ['keywords in one text', { keywords: 'a, b;c,a' }, { tags: ['a', 'b', 'c'] }],
    ['language', { inLanguage: 'pt_BR' }, { language: 'pt-BR' }],
  ])('%s', async (_, fields, expected) => {
    expect(await read('html', page(ld(fields)))).toMatchObject(expected);
  });

  it.each([
    ['no JSON', '{oops'],
    ['no article', '{"@type":"WebSite","headline":"no"}'],
    ['a number', '7'],
    ['null', 'null'],
    [
      'wrong types',
      '{"@type":"Article","headline":7,"author":[[["x"]]],"image":{"url":{}},"keywords":{"a":1},"datePublished":{}}',
    ],
  ])('%s says nothing', async (_, json) => {
    const draft = await read('html', page(`<script type="application/ld+json">${json}</script>`));
    expect(draft).toMatchObject({ title: 'From markup', authors: [], tags: [] });
    expect(draft.image).toBeUndefined();
  });
});

describe('other metadata', () => {
  it.each<[string, string, object]>([
    [
      'the site’s name comes off the title',
      og('og:site_name', 'The Quay') + og('og:title', 'A ferry – The Quay'),
      { title: 'A ferry' },
    ],
    [
      'a title that ends like the site',
      og('og:site_name', 'Quay') + og('og:title', 'At the Quay'),
      { title: 'At the Quay' },
    ],
    ['several tags', og('article:tag', 'a') + og('article:tag', 'b'), { tags: ['a', 'b'] }],
    [
      'an author who is a profile',
      og('article:author', 'https://f.example/a') + meta('author', 'By A. Finch'),
      { authors: [{ name: 'A. Finch' }] },
    ],
    ['locale', og('og:locale', 'fr_CA'), { language: 'fr-CA' }],
    ['a canonical link', '<link rel="canonical" href="https://p.example/s">', { url: 'https://p.example/s' }],
    [
      'property and name both',
      '<meta property="og:title" name="og:title" content="Both">',
      { title: 'Both' },
    ],
    [
      'a picture with its alt',
      og('og:image', 'https://p.example/i') + og('og:image:alt', 'C'),
      { image: { url: 'https://p.example/i', alt: 'C' } },
    ],
    [
      'addresses of other kinds are none',
      og('og:image', 'data:x') + og('og:url', 'javascript:x'),
      { image: undefined, url: undefined },
    ],
    ['dates that are none', og('article:published_time', 'last week'), { publishedAt: undefined }],
  ])('%s', async (_, head, expected) => {
    const draft = await read('html', page(head));
    for (const [field, value] of Object.entries(expected))
      expect(draft[field as keyof typeof draft]).toEqual(value);
  });

  it.each<[string, string, object]>([
    [
      'rel=author',
      '<h1>T</h1><a rel="author" href="https://p.example/a">A. Finch</a>',
      { authors: [{ name: 'A. Finch', url: 'https://p.example/a' }] },
    ],
    [
      'microdata',
      '<h1>T</h1><span itemprop="author"><b itemprop="name">A. Finch</b></span>',
      { authors: [{ name: 'A. Finch' }] },
    ],
    [
      'a byline',
      '<h1>T</h1><div class="story-byline">Par A. Finch et B. Vane</div>',
      { authors: [{ name: 'A. Finch' }, { name: 'B. Vane' }] },
    ],
    [
      'time',
      '<h1>T</h1><time datetime="2024-05-31" itemprop="datePublished">x</time>',
      { publishedAt: '2024-05-31T00:00:00.000Z' },
    ],
    ['a section before the title', '<div><span>Politics</span><h1>T</h1></div>', { section: 'Politics' }],
    ['a breadcrumb before the title', '<ol><li>Home &gt; Sport</li></ol><h1>T</h1>', { section: 'Sport' }],
    [
      'a dek by its class',
      '<header><h1>T</h1><p class="article__standfirst">It has been coming for a long time now.</p></header>',
      { dek: 'It has been coming for a long time now.' },
    ],
    [
      'a figure',
      '<h1>T</h1><figure><img src="https://p.example/i.jpg" alt="C"></figure>',
      { image: { url: 'https://p.example/i.jpg', alt: 'C' } },
    ],
  ])('markup: %s', async (_, body, expected) => {
    expect(await read('html', page('', body))).toMatchObject(expected);
  });

  it('authors and times within a post are the post’s', async () => {
    const post =
      '<blockquote data-post="1"><a rel="author" href="https://p.example/z">Z</a><time datetime="2001-01-01">x</time></blockquote>';
    const draft = await read('html', page('', `<h1>T</h1>${post}`));
    expect(draft.authors).toEqual([]);
    expect(draft.publishedAt).toBeUndefined();
  });

  it('a language that the words contradict stays, and is less sure', async () => {
    const words =
      '<p>Le conseil a voté lundi soir le maintien du verger pour dix ans, et personne ne s’y attendait.</p>';
    const draft = await read('html', `<html lang="en"><h1>Le verger</h1>${words}`);
    expect(draft.language).toBe('en');
    expect(draft.reading.language).toEqual({ source: 'markup', confidence: 0.4 });
  });
});
