import { describe, expect, it, test } from 'vitest';
import { readArticle } from '../../src/articles/read-article.ts';
import type { ArticleDraft } from '../../src/domain/article.ts';
import { Problem } from '../../src/domain/problem.ts';
import { createEmbedFinder } from '../../src/embeds/embed-finder.ts';

const finder = createEmbedFinder();
const WORDS =
  'The harbour office said on Monday that the ferry, which had been missed since the weekend, lay at its usual berth again. ';
const ARTICLE = `<article><h1>The boat is back</h1>${`<p>${WORDS}</p>`.repeat(5)}</article>`;
/** Of the processor, which others may share. */
const CPU_MS = 4000;

function readPage(body: string): Promise<ArticleDraft> {
  return readArticle({ type: 'page', body, given: {}, address: 'https://courier.example/boat' }, finder);
}

/** The title of what is read, or the code of the refusal. */
async function outcome(body: string): Promise<string> {
  const start = process.cpuUsage();
  const said = await readPage(body).then(
    ({ title }) => title,
    (error: unknown) => {
      if (error instanceof Problem) return error.code;
      throw error;
    },
  );
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1000).toBeLessThan(CPU_MS);
  return said;
}

describe('a page that is made badly is read all the same', () => {
  test.each<[what: string, page: string]>([
    ['almost 200 levels deep', `${'<div>'.repeat(190)}${ARTICLE}`],
    [
      '126 meta tags',
      `${'<meta property="og:image" content="https://a.example/b.jpg">'.repeat(126)}${ARTICLE}`,
    ],
    [
      'two heads',
      `<html><head><title>A</title></head><head><title>B</title></head><body>${ARTICLE}</body></html>`,
    ],
    ['a select with a style in it', `<select><style>p{}</style><option>A</select>${ARTICLE}`],
    ['unclosed elements', ARTICLE.replace(/<\/(?:p|article)>/g, '')],
    [
      'megabytes of JSON',
      `<script type="application/json">${'{"a":[1,2,3]}'.repeat(120_000)}</script>${ARTICLE}`,
    ],
    [
      'megabytes of JSON-LD',
      `<script type="application/ld+json">{"@graph":[${'{"@type":"Thing"},'.repeat(80_000)}{}]}</script>${ARTICLE}`,
    ],
    ['a class as long as the page', `<div class="${'article share '.repeat(60_000)}">${ARTICLE}</div>`],
    ['a style as long as the page', `<div style="${'display:block;'.repeat(60_000)}">${ARTICLE}</div>`],
    [
      'a set of a hundred thousand pictures',
      `<img srcset="${'https://a.example/b.jpg 1x, '.repeat(50_000)}">${ARTICLE}`,
    ],
    ['ten thousand frames', `${ARTICLE}${'<iframe src="https://a.example/"></iframe>'.repeat(10_000)}`],
    [
      'ten thousand pictures for browsers without scripts',
      `${ARTICLE}<p>${'<img><noscript><img src="/a.jpg"></noscript>'.repeat(5000)}</p>`,
    ],
    [
      'names of elements that are no names',
      `<a"b><a&amp;c x=1>${ARTICLE}</a&amp;c></a"b><o:p></o:p><x-\u{1f6a2}>a</x-\u{1f6a2}>`,
    ],
    ['names of attributes that are no names', `<div n0="9" n1="3" "=1 =x <y>${ARTICLE}</div>`],
    [
      'words that look like markup',
      `${ARTICLE}<p>&lt;/p&gt;&lt;/html&gt; n12="" ]]&gt; &amp;lt; ${WORDS}</p>`,
    ],
    ['a base that is none', `<base href="javascript:alert(1)">${ARTICLE}`],
    ['lone halves of characters', `${ARTICLE}<p>\ufffd${WORDS}</p>`],
  ])('%s', async (_, page) => {
    expect(await outcome(page)).toBe('The boat is back');
  });
});

describe('a page that is made to take long is read or refused in time', () => {
  test.each<[what: string, page: string]>([
    ['words at 190 levels', `${'<div>'.repeat(190)}${`<p>${WORDS}</p>`.repeat(15_000)}`],
    ['words at every level', `${`<div><p>${WORDS}</p>`.repeat(190)}`.repeat(60)],
    ['nothing but links', '<p><a href="/a">The boat is back, and nobody knows why</a></p>'.repeat(20_000)],
    ['nothing but line breaks', `<div>${'a<br><br>'.repeat(100_000)}</div>`],
    ['nothing but spans', `<div>${'<span>a, b</span>'.repeat(45_000)}</div>`],
    ['nothing but lists', '<ul><li>'.repeat(90)],
    ['nothing but tables', '<table><tr><td>'.repeat(60)],
    ['nothing but formatting', '<b><i><a href=x>a'.repeat(30_000)],
    ['one word', `<p>${'a'.repeat(2_000_000)}`],
    ['one line of commas', `<p>${', '.repeat(1_000_000)}`],
    ['one line of spaces', `<p>a${' '.repeat(2_000_000)}b`],
    ['ten thousand quotations', `<blockquote class="twitter-tweet">${WORDS}</blockquote>`.repeat(10_000)],
    ['ten thousand headings', `<h2>The boat is back</h2><p>${WORDS}</p>`.repeat(9000)],
    ['an endless comment', `<!--${'-'.repeat(2_000_000)}`],
    ['endless entities', '&amp;&lt;'.repeat(200_000)],
    ['a frameset', '<frameset><frame src="/a"><script>a</script></frameset>'],
    ['plaintext', `<plaintext>${ARTICLE}`],
    ['brackets', '<'.repeat(1_000_000)],
    ['a paragraph in the head', `<head>${'<p>'.repeat(100)}<template>${ARTICLE}</template>`],
  ])(
    '%s',
    async (_, page) => {
      expect(typeof (await outcome(page))).toBe('string');
    },
    20_000,
  );

  it('more than 200 levels are too many', async () => {
    expect(await outcome(`${'<div>'.repeat(250)}${ARTICLE}`)).toBe('html-too-deep');
  });
});

describe('nothing that runs gets into an article', () => {
  test.each([
    '<p onclick="alert(1)">Never</p><script>alert(1)</script>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">Never</p></noscript>',
    '<svg><script>alert(1)</script><style><img src=x onerror=alert(1)></style></svg>',
    '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
    '<a href="javascript:alert(1)">Never</a><a href="data:text/html,x">Never</a>',
    '<img data-src="javascript:alert(1)"><img srcset="javascript:alert(1) 2x"><picture><source srcset="data:x"><img></picture>',
    '<noscript><img src="javascript:alert(1)"></noscript>',
    '<table role="none"><tr><td onmouseover="alert(1)">Never</td></tr></table>',
    '<div class="wp-caption" onclick="alert(1)"><img src=x><p class="wp-caption-text" style="x">Never</p></div>',
  ])('%s', async (markup) => {
    const draft = await readPage(ARTICLE.replace('</article>', `${markup}<p>${WORDS}</p></article>`));
    const html = draft.body.map((block) => (block.type === 'html' ? block.html : '')).join('');
    expect(html).toContain('harbour office');
    expect(html).not.toMatch(/<script|javascript:|data:|\son\w+\s*=|style=|<svg|<math|<noscript/i);
  });
});
