import { describe, expect, it } from 'vitest';
import { parseHtml } from '../../src/articles/html/html-tree.ts';
import { expectAllowed } from './allowed-html.ts';
import { bodyOf, problemOf, read, TITLE } from './read-source.ts';

const VECTORS = [
  '<script>alert(1)</script>',
  '<scr<script>ipt>alert(1)</script>',
  '<SCRIPT SRC=//x.example/x.js></SCRIPT>',
  '<template#><p>words</p>',
  '<template.x><script#y>alert(1)</script#y></template.x>',
  '<svg><template#x><img.y src=x onerror=alert(1)></svg>',
  '<img src=x onerror=alert(1)>',
  '<img src="https://x.example/p.jpg" onload="alert(1)" style="width:1px">',
  '<img src="javascript:alert(1)">',
  '<img src="https://x.example/&quot; onerror=&quot;alert(1)">',
  '<img alt="`><script>alert(1)</script>" src="https://x.example/p.jpg">',
  '<a href="javascript:alert(1)">words</a>',
  '<a href=" &#14; javascript:alert(1)">words</a>',
  '<a href="jAvAsCrIpT&colon;alert(1)">words</a>',
  '<a href="java\nscript:alert(1)">words</a>',
  '<a href="data:text/html,<script>alert(1)</script>">words</a>',
  '<a href="vbscript:x">words</a>',
  '<a href="https://x.example/" target=_blank onclick=alert(1) style="position:fixed">words</a>',
  '<a href="https://x.example/\'&quot;><script>alert(1)</script>">words</a>',
  '<svg onload=alert(1)><script>alert(1)</script></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  '<svg><foreignObject><p>a<img src=x onerror=alert(1)></foreignObject></svg>',
  '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<math><mi//xlink:href="data:x,<script>alert(1)</script>">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<noscript><img src="https://x.example/p.jpg" onerror=alert(1)></noscript>',
  '<textarea><img title="</textarea><img src=x onerror=alert(1)>"></textarea>',
  '<title><img title="</title><img src=x onerror=alert(1)>"></title>',
  '<xmp><p title="</xmp><img src=x onerror=alert(1)>"></xmp>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<object data="data:text/html,x"><embed src="javascript:x"></object>',
  '<style>@import "https://x.example/x.css"; p{background:url(javascript:x)}</style>',
  '<link rel=stylesheet href=https://x.example/x.css>',
  '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
  '<base href="javascript:alert(1)//"><a href="x">y</a>',
  '<form action="javascript:alert(1)"><button formaction="javascript:x">x</button></form>',
  '<input onfocus=alert(1) autofocus><select><option><script>alert(1)</script></select>',
  '<details open ontoggle=alert(1)><summary>x</summary>y</details>',
  '<video src=x onerror=alert(1)><source onerror=alert(1)></video><audio src=x onerror=alert(1)>',
  '<p id="cookie" name="body" class="x" data-x="1" style="behavior:url(x)">words</p>',
  '<blockquote cite="javascript:alert(1)">words</blockquote><q cite="data:x">y</q>',
  '<table background="javascript:alert(1)"><tr><td background=x>a<td>b</table>',
  '<time datetime="&quot;><script>alert(1)</script>">words</time>',
  '<p lang="&quot; onclick=&quot;x" dir="&quot;x">words</p>',
  '<ol start="1&quot; onclick=&quot;x"><li>words</ol>',
  '<!--><script>alert(1)</script>-->',
  '<!--[if IE]><script>alert(1)</script><![endif]-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<?xml version="1.0"?><script>alert(1)</script>',
  '<p>unclosed <b>bold <i>italic',
  '<p title="unclosed',
  '<!-- unclosed <p>words</p>',
  '<template><script>alert(1)</script><p>words</p></template>',
  '<a href="https://x.example/"><p><a href="https://y.example/">words</a></p></a>',
  '<p><table><p><b><td><p></b></table>',
  '<b><b><b><b><b><p>words</b></b></b></b></b>',
  '<plaintext><script>alert(1)</script>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '<pre>\n\n<script>alert(1)</script>\n</pre><pre>&#10;x</pre>',
  '<ruby><rt><ruby><rt><script>x</script>y</ruby></ruby>',
  '<frameset onload=alert(1)><frame src=javascript:x></frameset>',
  '<isindex action=javascript:alert(1) type=image>',
  '<x-y onclick=alert(1)>words</x-y>',
  '<p>\u202e\u2066 x \u2069</p>',
];

describe('whatever a body holds, what comes out is on the list', () => {
  it.each(VECTORS)('%s', async (vector) => {
    for (const html of [
      vector,
      `<p>a</p>${vector}<p>b</p>`,
      `<ul><li>${vector}</ul>`,
      `<blockquote data-post="1">p</blockquote>${vector}`,
    ]) {
      const attempt = read('html', html, { title: TITLE }, 'https://paper.example/');
      const draft = await attempt.catch((error) => {
        expect(error).toMatchObject({ name: 'Problem' });
      });
      if (draft) expectAllowed(draft);
    }
  });

  it.each(VECTORS)('in Markdown: %s', async (vector) => {
    const draft = await read('markdown', `# ${TITLE}\n\na paragraph\n\n${vector}\n\n[x](${vector})\n`).catch(
      (error) => {
        expect(error).toMatchObject({ name: 'Problem' });
      },
    );
    if (draft) expectAllowed(draft);
  });

  it.each(VECTORS)('in metadata it is text, or nothing: %s', async (vector) => {
    const escaped = vector.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
    const json = JSON.stringify({
      '@type': 'NewsArticle',
      headline: `Title ${vector}`,
      author: { name: 'A', url: vector },
      image: { url: vector },
      url: vector,
      description: vector,
    }).replaceAll('</', '<\\/');
    const pages = [
      `<script type="application/ld+json">${json}</script><p>a</p>`,
      `<meta property="og:title" content="Title ${escaped}"><meta property="og:image" content="${escaped}"><meta property="og:url" content="${escaped}"><p>a</p>`,
      `<link rel="canonical" href="${escaped}"><h1>Title</h1><a rel="author" href="${escaped}">A</a><p>a</p>`,
    ];
    for (const page of pages) {
      const draft = await read('html', page, {}, 'https://paper.example/').catch((error) => {
        expect(error).toMatchObject({ name: 'Problem' });
      });
      if (!draft) continue;
      expectAllowed(draft);
      expect(draft.title).toMatch(/^Title/);
    }
  });

  it('a javascript: link keeps its words and loses the link', async () => {
    expect(await bodyOf('<p>a <a href="javascript:alert(1)">b</a> c</p>')).toBe('<p>a b c</p>');
  });
});

describe('HTML that costs more than it may', () => {
  const MEBIBYTE = 1024 * 1024;
  it.each<[string, string, string]>([
    ['<div> without end', '<div>'.repeat((2 * MEBIBYTE) / 5), 'html-too-deep'],
    ['10,000 nested <b>', `<p>${'<b>'.repeat(10_000)}x`, 'html-too-deep'],
    ['nested tables', '<table><tr><td>'.repeat(50_000), 'html-too-deep'],
    ['paragraphs without end', '<p>words'.repeat(MEBIBYTE / 5), 'invalid-article'],
    [
      'formatting that is opened again in each paragraph',
      `${Array.from({ length: 150 }, (_, index) => `<font a=${index}>`).join('')}${'<p>words'.repeat(100_000)}`,
      'invalid-article',
    ],
    [
      'inline elements around very many blocks',
      `<em><strong><i><s><sub><sup>${'<p><i>words</i></p>'.repeat(40_000)}`,
      'invalid-article',
    ],
    ['attributes without end', `<p ${'a=b '.repeat(MEBIBYTE / 4)}><i>words</i></p>`, ''],
    ['ampersands', `<p>${'&amp;'.repeat(MEBIBYTE / 5)}</p>`, ''],
    ['spaces', `<p>x${'\u00a0'.repeat(MEBIBYTE / 2)}x</p>`, ''],
    [
      'a JSON-LD script of brackets',
      `<script type="application/ld+json">${'['.repeat(400_000)}</script><p><i>words</i></p>`,
      '',
    ],
  ])('%s', async (_, html, code) => {
    const start = performance.now();
    const outcome = await read('html', html, { title: TITLE }).then(
      () => '',
      (error) => error.code,
    );
    expect(outcome).toBe(code);
    expect(performance.now() - start).toBeLessThan(3000);
  });

  it('200 elements inside each other are taken, more are refused with what to do', async () => {
    const nested = (depth: number) => `${'<div>'.repeat(depth)}<p><i>words</i></p>`;
    expect(await bodyOf(nested(190))).toBe('<p><i>words</i></p>');
    const problem = await problemOf(bodyOf(nested(200)));
    expect(problem).toMatchObject({ code: 'html-too-deep', detail: expect.stringContaining('Close them') });
  });

  it('nodes are counted while the tree grows', async () => {
    const problem = await problemOf(() => parseHtml('<p>words'.repeat(60_000)));
    expect(problem.detail).toContain('100000 elements and texts');
  });

  it('a text is one node, however many words it has', async () => {
    expect(await bodyOf(`<p>${'a '.repeat(110_000)}`)).toHaveLength(220_006);
    const foster = await problemOf(bodyOf(`<p>x<table>${'a<i></i>'.repeat(60_000)}`));
    expect(foster.detail).toContain('elements and texts');
    expect(await bodyOf(`<p>x</p><table>${'a '.repeat(60_000)}`)).toContain('a a');
  });

  it('lone lines are no more than an article has blocks', async () => {
    const lines = (count: number) => `<div>${'https://p.example/a\n\n'.repeat(count)}</div>`;
    expect((await problemOf(bodyOf(lines(6000)))).detail).toContain('5000 blocks');
    expect(await bodyOf(`<div>${'words\n\n'.repeat(20_000)}</div>`)).toMatch(/^<p>words words/);
  });
});
