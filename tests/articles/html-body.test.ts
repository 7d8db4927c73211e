import { describe, expect, it } from 'vitest';
import { bodyOf, read, shownBody, TITLE } from './read-source.ts';

const POST = '<blockquote data-post="1"><p>words</p></blockquote>';

describe('the body of a page', () => {
  it.each<[string, string, string]>([
    [
      'loose words become paragraphs',
      'one <b>two</b><div>three</div>four',
      '<p>one <b>two</b></p><p>three</p><p>four</p>',
    ],
    [
      'containers are unwrapped',
      '<section><div><p>one</p><div>two</div></div></section>',
      '<p>one</p><p>two</p>',
    ],
    ['two line breaks part paragraphs', '<p>one<br><br>two<br>three</p>', '<p>one</p><p>two<br>three</p>'],
    ['empty paragraphs go', '<p>one</p><p> </p><p>&nbsp;</p><p><b> </b></p><p><br></p>', '<p>one</p>'],
    [
      'headings have three levels',
      '<h1>a</h1><h1>b</h1><h5>c</h5><p>d</p>',
      '<h2>a</h2><h2>b</h2><h4>c</h4><p>d</p>',
    ],
    ['a block in a heading is words', '<h2>a<div>b</div></h2><p>c</p>', '<h2>a b</h2><p>c</p>'],
    [
      'inline elements around blocks go into them',
      '<em><p>a</p><p>b</p></em>',
      '<p><em>a</em></p><p><em>b</em></p>',
    ],
    [
      'a link around blocks is a link in each',
      '<a href="/x"><div>a</div><h3>b</h3></a>',
      '<p><a href="https://paper.example/x">a</a></p><h3>b</h3>',
    ],
    ['unknown elements are unwrapped', '<p><font color=red>a</font> <my-tag>b</my-tag></p>', '<p>a b</p>'],
    ['old names get today’s', '<p><strike>a</strike> <tt>b</tt></p>', '<p><s>a</s> <code>b</code></p>'],
    [
      'characters are escaped once',
      '<p>a &lt;b&gt; &amp;amp; "c" &copy;</p>',
      '<p>a &lt;b> &amp;amp; "c" ©</p>',
    ],
    ['lists', '<ul><li>a<li><p>b</p><li></ul>', '<ul><li>a</li><li>b</li></ul>'],
    ['lists in lists', '<ul><li>a<ul><li>b</ul></ul>', '<ul><li>a<ul><li>b</li></ul></li></ul>'],
    [
      'a list directly in a list',
      '<ul><li>a</li><ul><li>b</li></ul></ul>',
      '<ul><li>a<ul><li>b</li></ul></li></ul>',
    ],
    ['what is loose in a list is an item', '<ul>a<p>b</p></ul>', '<ul><li>a</li><li>b</li></ul>'],
    ['an item outside of a list is a paragraph', '<li>a</li>', '<p>a</p>'],
    [
      'terms',
      '<dl><dt>a<dd>b<div><dt>c</dt><dd><p>d</p></dd></div></dl>',
      '<dl><dt>a</dt><dd>b</dd><dt>c</dt><dd>d</dd></dl>',
    ],
    [
      'a quotation keeps its source',
      '<blockquote cite="/s">a<footer>— B</footer></blockquote>',
      '<blockquote cite="https://paper.example/s"><p>a</p><p>— B</p></blockquote>',
    ],
    [
      'code',
      '<pre class="x"><code class="language-js">\nif (a &lt; b)\n  c</code></pre>',
      '<pre><code>if (a &lt; b)\n  c</code></pre>',
    ],
    [
      'tables',
      '<table class=x><caption>c</caption><tr><th scope=col>a<th>b<tr><td colspan=2 style="x">d</table>',
      '<table><caption>c</caption><tbody><tr><th scope="col">a</th><th>b</th></tr><tr><td colspan="2">d</td></tr></tbody></table>',
    ],
    ['a table that lays out the page', '<table><tr><td><p>a</p><p>b</p></table>', '<p>a</p><p>b</p>'],
    [
      'a table in a table',
      '<table><tr><td>a<td><table><tr><td>b<td>c</table></table>',
      '<p>a</p><table><tbody><tr><td>b</td><td>c</td></tr></tbody></table>',
    ],
    [
      'ruby',
      '<p><ruby>漢<rp>(</rp><rt>かん</rt></ruby></p>',
      '<p><ruby>漢<rp>(</rp><rt>かん</rt></ruby></p>',
    ],
    [
      'language and direction of a passage',
      '<div dir="rtl" lang="ar"><p>أ</p></div>',
      '<p dir="rtl" lang="ar">أ</p>',
    ],
    [
      'time and abbreviations',
      '<p><time datetime="2024-05-31">a</time> <abbr title="b">c</abbr></p>',
      '<p><time datetime="2024-05-31">a</time> <abbr title="b">c</abbr></p>',
    ],
    [
      'forms, scripts and players go with their words',
      '<p>a</p><form>b</form><script>c</script><video>d</video><button>e</button>',
      '<p>a</p>',
    ],
    ['what is hidden goes', '<p>a</p><div hidden>b</div><p style="display: none">c</p>', '<p>a</p>'],
    [
      'sharing bars go',
      '<p>a long enough paragraph of words</p><div class="share-bar"><p>b</p></div>',
      '<p>a long enough paragraph of words</p>',
    ],
    ['chrome lines go', '<p>a</p><p>Advertisement</p><p>3 comments</p>', '<p>a</p>'],
  ])('%s', async (_, html, expected) => {
    expect(await bodyOf(html)).toBe(expected);
  });
});

describe('links and pictures of a body', () => {
  it.each<[string, string, string]>([
    [
      'a relative link gets the base',
      '<a href="x">a</a>',
      '<p><a href="https://paper.example/2024/x">a</a></p>',
    ],
    [
      'a link without a protocol',
      '<a href="//b.example/">a</a>',
      '<p><a href="https://b.example/">a</a></p>',
    ],
    [
      'mail, telephone, scripts: the words stay',
      '<a href="mailto:a@b.c">a</a> <a href="tel:1">b</a> <a href="javascript:x">c</a>',
      '<p>a b c</p>',
    ],
    ['a link with a password', '<a href="https://u:p@b.example/">a</a>', '<p>a</p>'],
    [
      'a link in a link',
      '<a href="/x">a<marquee><a href="/y">b</a></marquee></a>',
      '<p><a href="https://paper.example/x">ab</a></p>',
    ],
    [
      'a picture',
      '<img src="/p.jpg" alt="A" width=100 height=50 srcset="x" loading=lazy>',
      '<p><img src="https://paper.example/p.jpg" alt="A" width="100" height="50"></p>',
    ],
    ['a picture without an address', 'a<img src="data:image/png;base64,AAAA">', '<p>a</p>'],
    [
      'a picture that a script loads',
      '<img src="data:," data-src="/p.jpg"><noscript><img src="/p.jpg"></noscript>',
      '<p><img src="https://paper.example/p.jpg"></p>',
    ],
    [
      'pictures of one pixel',
      'a<img src="https://t.example/p" width="1" height="1"><img src="https://t.example/q" height=0>',
      '<p>a</p>',
    ],
    [
      'sources of a picture',
      '<picture><source srcset="x.webp"><img src="/p.jpg"></picture>',
      '<p><img src="https://paper.example/p.jpg"></p>',
    ],
    [
      'a figure',
      '<figure><a href="/f"><img src="/p.jpg"></a><figcaption><p>c</p></figcaption></figure>',
      '<figure><a href="https://paper.example/f"><img src="https://paper.example/p.jpg"></a><figcaption>c</figcaption></figure>',
    ],
  ])('%s', async (_, html, expected) => {
    expect(await bodyOf(html)).toBe(expected);
  });

  it('relative links keep only their words where no base is known', async () => {
    const draft = await read('html', '<p><a href="/x">a</a><img src="/y.jpg"></p>', { title: TITLE });
    expect(shownBody(draft)).toBe('<p>a</p>');
  });

  it('the given address, then the page’s own is the base', async () => {
    const html = '<link rel=canonical href="https://c.example/d/"><p><a href="x">a</a></p>';
    expect(shownBody(await read('html', html, { title: TITLE }))).toContain('https://c.example/d/x');
    expect(shownBody(await read('html', html, { title: TITLE, url: 'https://g.example/' }))).toContain(
      'https://g.example/x',
    );
    expect(
      shownBody(await read('html', `<base href="https://b.example/">${html}`, { title: TITLE })),
    ).toContain('https://b.example/x');
  });
});

describe('a post keeps its place', () => {
  it.each<[string, string, string]>([
    ['between paragraphs', `<p>a</p>${POST}<p>b</p>`, '<p>a</p>[1]<p>b</p>'],
    ['a text of its own', '<p>a<br>POST 1<br>b</p><div><b>POST 2</b></div>', '<p>a</p>[1]<p>b</p>[2]'],
    ['a text in a list', '<ul><li>a</li>POST 1<li>b</li></ul>', '<ul><li>a</li></ul>[1]<ul><li>b</li></ul>'],
    ['in wrappers', `<div>a<div><figure>${POST}</figure></div>b</div>`, '<p>a</p>[1]<p>b</p>'],
    ['with a caption', `<figure>${POST}<figcaption>c</figcaption></figure>`, '[1]<p>c</p>'],
    [
      'in a list',
      `<ul><li>a</li><li>b${POST}c</li><li>d</li></ul>`,
      '<ul><li>a</li><li>b</li></ul>[1]<ul><li>c</li><li>d</li></ul>',
    ],
    [
      'in a numbered list, which goes on',
      `<ol><li>a</li><li>${POST}</li><li>b</li></ol>`,
      '<ol><li>a</li></ol>[1]<ol start="2"><li>b</li></ol>',
    ],
    [
      'in a quotation',
      `<blockquote><p>a</p>${POST}<p>b</p></blockquote>`,
      '<blockquote><p>a</p></blockquote>[1]<blockquote><p>b</p></blockquote>',
    ],
    ['in an inline element', `<b>a<span>${POST}</span>c</b>`, '<p><b>a</b></p>[1]<p><b>c</b></p>'],
    ['in a heading', `<h2>a<div>${POST}</div></h2>`, '<p>a</p>[1]'],
    ['in terms', `<dl><dt>a<dd>b${POST}c</dl>`, '<dl><dt>a</dt><dd>b</dd></dl>[1]<dl><dd>c</dd></dl>'],
    [
      'after the row of a table',
      `<table><tr><td>a<td>${POST}<tr><td>b<td>c</table>`,
      '<table><tbody><tr><td>a</td><td></td></tr></tbody></table>[1]<table><tbody><tr><td>b</td><td>c</td></tr></tbody></table>',
    ],
    [
      'alone in side matter',
      `<p>a longer text than that</p><aside>${POST}</aside>`,
      '<p>a longer text than that</p>[1]',
    ],
    [
      'but goes with side matter of more',
      `<p>${'a '.repeat(100)}</p><aside><p>Read what others say about it</p>${POST}</aside>`,
      `<p>${'a '.repeat(100).trim()}</p>`,
    ],
  ])('%s', async (_, html, expected) => {
    expect(await bodyOf(html)).toBe(expected);
  });

  it('and only posts in the body are in the draft', async () => {
    const html = `<main><p>one</p>${POST}</main><footer>${POST.replace('"1"', '"2"')}</footer>`;
    const { embeds } = await read('html', html, { title: TITLE });
    expect(embeds.map(({ ref }) => ref.capture)).toEqual(['x/1']);
    expect(Object.keys(embeds[0] ?? {})).toEqual(['ref', 'capture']);
  });
});

describe('where the body is', () => {
  const words = (text: string) => `<p>${`${text} `.repeat(40).trim()}.</p>`;
  it.each<[string, string]>([
    [
      'the element marked as articleBody',
      `<article><p>no</p><div itemprop="articleBody">${words('yes')}</div></article>`,
    ],
    ['the article', `<main><p>no</p><article>${words('yes')}</article></main>`],
    ['the longest article', `<article><p>no</p></article><article>${words('yes')}</article>`],
    [
      'main, where articles are only teasers',
      `<main>${words('yes')}${words('yes')}</main><article><p>no</p></article>`,
    ],
    ['the body', `<nav>no</nav><header>no</header>${words('yes')}<footer>no</footer><aside>no</aside>`],
    ['what a form around the whole page holds', `<form>${words('yes')}</form>`],
  ])('%s', async (_, html) => {
    const body = await bodyOf(html);
    expect(body).toContain('yes');
    expect(body).not.toContain('no');
  });
});

describe('the title', () => {
  it.each<[string, string]>([
    ['its own heading', '<h1>The lighthouse that moved inland</h1><p>a</p>'],
    ['a heading that words it differently, where it is the only one', '<h1>A lighthouse moves</h1><p>a</p>'],
    ['a second-level heading with its words', '<h2>The Lighthouse that moved inland.</h2><p>a</p>'],
    ['a heading in a header', '<header><h1>The lighthouse that moved inland</h1></header><p>a</p>'],
  ])('is not repeated in the body: %s', async (_, html) => {
    expect(await bodyOf(html)).toBe('<p>a</p>');
  });

  it('byline, date and dek above the first paragraph are fields and no body', async () => {
    const dek = 'It took eleven lorries and a very patient keeper.';
    const html = `<h1>${TITLE}</h1><p>By Wren Halloway</p><p>12 May 2024</p><p>${dek}</p><p>a</p><p>It went well, all in all, he said.</p>`;
    const draft = await read('html', html, { dek });
    expect(draft).toMatchObject({
      title: TITLE,
      authors: [{ name: 'Wren Halloway' }],
      publishedAt: '2024-05-12T00:00:00.000Z',
    });
    expect(shownBody(draft)).toBe('<p>a</p><p>It went well, all in all, he said.</p>');
  });

  it('a heading like that of related links over a paragraph stays', async () => {
    const html =
      '<p>a</p><h2>Further reading</h2><p>He read further than anybody had before him that year.</p>';
    expect(await bodyOf(html)).toContain('<h2>Further reading</h2>');
  });

  it('related links are kept apart with their addresses', async () => {
    const html = `<h1>${TITLE}</h1><p>a</p><p>Lire aussi : <a href="https://p.example/b">B</a></p><h3>Related</h3><ul><li><a href="https://p.example/c">C</a></li></ul>`;
    expect((await read('html', html)).related).toEqual([
      { title: 'B', url: 'https://p.example/b' },
      { title: 'C', url: 'https://p.example/c' },
    ]);
  });
});
