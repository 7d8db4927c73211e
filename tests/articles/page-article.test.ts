import { describe, expect, it, test } from 'vitest';
import { readArticle } from '../../src/articles/read-article.ts';
import { createEmbedFinder } from '../../src/embeds/embed-finder.ts';
import { DATE, ID } from '../embeds/quoted-markup.ts';
import { problemOf } from './read-source.ts';

const finder = createEmbedFinder();
const ADDRESS = 'https://courier.example/2026/boat';
const WORDS =
  'The harbour office said on Monday that the ferry, which had been missed since the weekend, lay at its usual berth again.';
const P = `<p>${WORDS}</p>`;
const TEXT = P.repeat(5);
const TWEET = `<blockquote class="twitter-tweet"><p>The night boat is back.</p>&mdash; Fjord Ferries (@fjordferries) ${DATE}</blockquote>`;
const POST = `[x/${ID}]`;
const HEAD = '<title>The boat is back</title><meta property="og:type" content="article">';

const pageOf = (body: string, head = HEAD) =>
  `<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>`;
const read = (page: string) => readArticle({ type: 'page', body: page, given: {}, address: ADDRESS }, finder);
const article = (body: string) =>
  pageOf(`<main><article><h1>The boat is back</h1>${TEXT}${body}${TEXT}</article></main>`);

/** What stands between the paragraphs around it. */
async function between(body: string, page = article(body)): Promise<string> {
  const draft = await read(page);
  const blocks = draft.body.map((block) => (block.type === 'html' ? block.html : `[${block.ref.capture}]`));
  return blocks.join('').replaceAll(P, '');
}

describe('pictures', () => {
  const A = 'https://courier.example/a.jpg';
  test.each<[what: string, markup: string, expected: string]>([
    [
      'as they are',
      '<figure><img src="/a.jpg" alt="A"></figure>',
      `<figure><img src="${A}" alt="A"></figure>`,
    ],
    [
      'with a caption and a credit',
      '<figure><img src="/a.jpg"><figcaption>The boat. <span class="credit">Ada L.</span></figcaption></figure>',
      `<figure><img src="${A}"><figcaption>The boat. Ada L.</figcaption></figure>`,
    ],
    ['that a script would load', '<p><img data-src="/a.jpg"></p>', `<p><img src="${A}"></p>`],
    [
      'behind a placeholder',
      '<p><img src="data:image/gif;base64,R0" data-lazy-src="/a.jpg"></p>',
      `<p><img src="${A}"></p>`,
    ],
    [
      'behind a placeholder of the site',
      '<p><img src="/img/spacer.gif" data-original="/a.jpg"></p>',
      `<p><img src="${A}"></p>`,
    ],
    [
      'of which there are several sizes',
      '<p><img src="/blank.png" data-srcset="/s.jpg 300w, /a.jpg 1200w, /xl.jpg 4000w"></p>',
      `<p><img src="${A}"></p>`,
    ],
    [
      'with a comma in an address',
      '<p><img data-srcset="/a,b.jpg 300w, /a.jpg 1200w"></p>',
      `<p><img src="${A}"></p>`,
    ],
    [
      'in a picture element',
      '<picture><source srcset="/a.jpg 2x, /b.jpg 1x"><img></picture>',
      `<p><img src="${A}"></p>`,
    ],
    [
      'with a copy for browsers without scripts',
      '<p><img src="/lazy.gif"><noscript><img src="/a.jpg" alt="A"></noscript></p>',
      `<p><img src="${A}"></p>`,
    ],
    [
      'only for browsers without scripts',
      '<p><noscript><img src="/a.jpg"></noscript></p>',
      `<p><img src="${A}"></p>`,
    ],
    [
      'once, though they have such a copy',
      '<p><img src="/a.jpg"><noscript><img src="/a.jpg?w=1"></noscript></p>',
      `<p><img src="${A}"></p>`,
    ],
    [
      'of AMP',
      '<amp-img src="/a.jpg" width="1200" height="800" layout="responsive"></amp-img>',
      `<p><img src="${A}" width="1200" height="800"></p>`,
    ],
    [
      'of WordPress, with a caption',
      '<div class="wp-caption alignnone"><img src="/a.jpg"><p class="wp-caption-text">The boat.</p></div>',
      `<figure><img src="${A}"><figcaption>The boat.</figcaption></figure>`,
    ],
    ['that only count readers', '<img src="/p.gif" width="1" height="1">', ''],
  ])('%s', async (_, markup, expected) => {
    expect(await between(markup)).toBe(expected);
  });
});

describe('posts in what looks like furniture', () => {
  test.each<[what: string, markup: string, expected: string]>([
    ['are kept in an aside of their own', `<aside>${TWEET}</aside>`, POST],
    ['are kept in a widget of their own', `<div class="widget social-embed">${TWEET}</div>`, POST],
    ['are kept in a box with a label', `<div class="related-tweet"><b>See also</b>${TWEET}</div>`, POST],
    ['are kept in a list', `<ul><li>${TWEET}</li></ul>`, POST],
    ['are kept behind a button', `<div class="consent"><button>Show</button>${TWEET}</div>`, POST],
    [
      'are left out of the comments',
      `<div id="comments" class="comments"><p>I saw it as well, and nobody believed me at all.</p>${TWEET}</div>`,
      '',
    ],
    [
      'are left out of a sidebar',
      `<aside class="sidebar"><h3>Follow us</h3><p>All that happens at the harbour, every day.</p>${TWEET}</aside>`,
      '',
    ],
  ])('%s', async (_, markup, expected) => {
    expect((await between(markup)).replace(/<[^>]+>[^<]*<\/[^>]+>/g, '')).toBe(expected);
  });

  it('are left out where they stand beside the article', async () => {
    const page = pageOf(
      `<div id="left"><h1>The boat is back</h1>${TEXT}</div><div id="right"><p>Our posts</p>${TWEET}</div>`,
    );
    expect((await read(page)).embeds).toEqual([]);
  });
});

describe('what is left out', () => {
  test.each<[what: string, markup: string]>([
    ['a link to another article', '<p>Read also: <a href="/gulls">The gulls are counted</a></p>'],
    [
      'a list of them',
      '<h3>Related articles</h3><ul><li><a href="/gulls">The gulls are counted</a></li></ul>',
    ],
    ['buttons', '<ul class="share"><li><a href="#">Share</a></li><li><a href="#">Print</a></li></ul>'],
    ['a form', '<form><p>Subscribe to our newsletter</p><input><button>Subscribe</button></form>'],
    [
      'an advertisement',
      '<div class="ad-banner advertisement"><p>Advertisement</p><a href="/buy">Buy boats</a></div>',
    ],
    ['what is hidden', `<div style="display:none"><p>${WORDS.replace('Monday', 'Sunday')}</p></div>`],
  ])('%s', async (_, markup) => {
    expect(await between(markup)).toBe('');
  });
});

describe('a paragraph that is nothing but a link', () => {
  const line = (href: string) => `<p><strong><a href="${href}">GULLS COUNTED ONCE MORE</a></strong></p>`;

  it('to the same site leads to a related article', async () => {
    const draft = await read(article(line('/gulls')));
    expect(draft.related).toEqual([
      { title: 'GULLS COUNTED ONCE MORE', url: 'https://courier.example/gulls' },
    ]);
    expect(JSON.stringify(draft.body)).not.toContain('GULLS');
  });

  test.each<[what: string, markup: string]>([
    ['to another site stays', line('https://other.example/gulls')],
    ['stays where a text is a list of such links', line('/gulls').repeat(6)],
    ['and a word stays', `<p>See <a href="/gulls">GULLS COUNTED ONCE MORE</a></p>`],
  ])('%s', async (_, markup) => {
    const draft = await read(article(markup));
    expect(draft.related).toEqual([]);
    expect(JSON.stringify(draft.body)).toContain('GULLS');
  });
});

describe('where fields come from', () => {
  const JSON_LD = (fields: object) =>
    `${HEAD}<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', '@type': 'NewsArticle', ...fields })}</script>`;

  it('JSON-LD comes first, but its text is never the body', async () => {
    const head = JSON_LD({
      headline: 'The boat, again',
      articleBody:
        'Something else altogether, which stands nowhere on the page and is as long as a paragraph.',
      datePublished: '2026-05-04T08:00:00Z',
      author: [{ '@type': 'Person', name: 'Wren Halloway' }],
    });
    const draft = await read(pageOf(`<article><h1>The boat is back</h1>${TEXT}</article>`, head));
    expect(draft).toMatchObject({
      title: 'The boat, again',
      authors: [{ name: 'Wren Halloway' }],
      publishedAt: '2026-05-04T08:00:00.000Z',
      reading: { title: { source: 'json-ld' }, publishedAt: { source: 'json-ld', confidence: 0.95 } },
    });
    expect(JSON.stringify(draft.body)).not.toContain('Something else');
  });

  it('a day that no calendar has is no date, and the next source speaks', async () => {
    const head = `${JSON_LD({ datePublished: '2026-02-31' })}<meta property="article:published_time" content="2026-13-01"><meta name="date" content="2026-05-04">`;
    const draft = await read(pageOf(`<article><h1>The boat is back</h1>${TEXT}</article>`, head));
    expect(draft.publishedAt).toBe('2026-05-04T00:00:00.000Z');
    expect(draft.reading.publishedAt).toEqual({ source: 'meta', confidence: 0.7 });
  });

  it('a visible byline and a time are the last ones', async () => {
    const byline =
      '<p class="byline">By Wren Halloway</p><time itemprop="datePublished" datetime="2026-05-04T08:00:00Z">4 May</time>';
    const draft = await read(pageOf(`<article><h1>The boat is back</h1>${byline}${TEXT}</article>`));
    expect(draft).toMatchObject({
      authors: [{ name: 'Wren Halloway' }],
      publishedAt: '2026-05-04T08:00:00.000Z',
      reading: {
        authors: { source: 'markup' },
        publishedAt: { source: 'markup' },
        url: { source: 'default' },
      },
    });
  });

  it('the body that the page marks is believed where Readability takes hardly any of it', async () => {
    const marked = `<div class="comment-sidebar"><div itemprop="articleBody">${WORDS.repeat(8)}</div></div>`;
    const page = pageOf(`<h1>The boat is back</h1>${marked}<div class="content"><p>${WORDS}</p></div>`);
    const [block] = (await read(page)).body;
    expect(block?.type === 'html' && block.html.length).toBeGreaterThan(7 * WORDS.length);
  });
});

describe('pages that hold no article', () => {
  const TEASERS =
    '<li><h3><a href="/a">The boat is back, and nobody knows where it had been</a></h3></li>'.repeat(30);
  test.each<[what: string, page: string, detail: RegExp]>([
    [
      'a list of articles',
      pageOf(`<main><ul>${TEASERS}</ul></main>`, '<title>World</title>'),
      /list of articles/,
    ],
    [
      'a live blog',
      pageOf(
        `<article><h1>Live</h1>${TEXT}</article>`,
        `${HEAD}<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Live"}</script>`,
      ),
      /live blog/,
    ],
    ['a wall', pageOf('<h1>The boat is back</h1><p>Log in to read on.</p>'), /holds no article/],
    ['nothing', '', /holds no article/],
  ])('%s', async (_, page, detail) => {
    const problem = await problemOf(read(page));
    expect(problem.code).toBe('no-article-found');
    expect(problem.detail).toMatch(detail);
  });

  it('the front page of a site', async () => {
    const body = pageOf(`<main>${TEXT}</main>`, '<title>The Quay Courier</title>');
    const reading = readArticle(
      { type: 'page', body, given: {}, address: 'https://courier.example/' },
      finder,
    );
    expect((await problemOf(reading)).code).toBe('no-article-found');
  });

  it('but a short text with a post is one', async () => {
    expect(
      (await read(pageOf(`<article><h1>The boat is back</h1><p>See:</p>${TWEET}</article>`))).embeds,
    ).toHaveLength(1);
  });
});
