import { toHtml } from 'hast-util-to-html';
import { describe, expect, it } from 'vitest';
import { neighboursOf, readContents } from '../../src/docs/contents.ts';
import { readDocument } from '../../src/docs/document-body.ts';
import { headingSlug } from '../../src/docs/heading-slug.ts';

const isServed = (name: string) => ['feeds', 'problems/busy', 'README'].includes(name);
const bodyOf = (markdown: string) => readDocument(markdown, isServed);
const htmlOf = (markdown: string) => toHtml({ type: 'root', children: bodyOf(markdown).content }).trim();

describe('a link of a document', () => {
  it.each([
    ['[Feeds](feeds.md)', '<p><a href="/docs/feeds">Feeds</a></p>'],
    ['[Polls](feeds.md#polling)', '<p><a href="/docs/feeds#polling">Polls</a></p>'],
    ['[All](README.md)', '<p><a href="/docs">All</a></p>'],
    ['[Busy](problems/busy.md)', '<p><a href="/docs/problems/busy">Busy</a></p>'],
    ['[Here](#limits)', '<p><a href="#limits">Here</a></p>'],
    ['[Out](https://example.org/a?b)', '<p><a href="https://example.org/a?b">Out</a></p>'],
    ['[API](http://localhost:8080/openapi.json)', '<p><a href="/openapi.json">API</a></p>'],
    ['[`app.ts`](../src/app.ts)', '<p><code>app.ts</code></p>'],
    ['[why](decisions/0001-x.md)', '<p>why</p>'],
    ['[gone](nothing.md)', '<p>gone</p>'],
    ['[up](../../feeds.md)', '<p>up</p>'],
    ['[script](javascript:alert(1))', '<p>script</p>'],
    ['[data](data:text/html,x)', '<p>data</p>'],
    ['![A view](../public/docs/x.jpg)', '<p><img src="/docs/x.jpg" alt="A view" loading="lazy"></p>'],
    ['![A view](https://example.org/x.jpg)', '<p>A view</p>'],
    ['![A view](images/x.jpg)', '<p>A view</p>'],
  ])('%s becomes %s', (markdown, html) => {
    expect(htmlOf(markdown)).toBe(html);
  });
});

describe('a document', () => {
  it('shows HTML as it is written', () => {
    expect(htmlOf('Before <script>x</script> &amp; <b onclick="y">z</b>')).toBe(
      '<p>Before &#x3C;script>x&#x3C;/script> &#x26; &#x3C;b onclick="y">z&#x3C;/b></p>',
    );
    expect(htmlOf('<img src=x onerror=y>')).toBe('&#x3C;img src=x onerror=y>');
  });

  it('has headings with ids of their own, which link to themselves', () => {
    const body = bodyOf('# All `of` it\n\n## Limits\n\n### Limits\n\n## [Feeds](feeds.md)\n');
    expect(body).toMatchObject({
      title: 'All of it',
      sections: [
        { id: 'limits', title: 'Limits' },
        { id: 'feeds', title: 'Feeds' },
      ],
    });
    expect(toHtml({ type: 'root', children: body.content }).replaceAll('\n', '')).toBe(
      '<h1 id="all-of-it">All <code>of</code> it</h1>' +
        '<h2 id="limits"><a class="self" href="#limits">Limits</a></h2>' +
        '<h3 id="limits-1"><a class="self" href="#limits-1">Limits</a></h3>' +
        '<h2 id="feeds"><a href="/docs/feeds">Feeds</a></h2>',
    );
  });

  it('has tables and code that scroll by keyboard', () => {
    expect(htmlOf('```sh\ncurl <x>\n```')).toBe(
      '<pre tabindex="0"><code class="language-sh">curl &#x3C;x>\n</code></pre>',
    );
    const table = htmlOf('| name | |\n|---|---|\n| a | b |').replaceAll('\n', '');
    expect(table).toMatch(/^<div class="wide" role="group" aria-label="Table: name" tabindex="0"><table>/);
    expect(table).toContain('<tr><th>name</th><td></td></tr>');
    expect(htmlOf('| | |\n|---|---|\n| a | b |')).not.toContain('<thead>');
  });
});

it.each([
  ['Deploy to Cloudflare', 'deploy-to-cloudflare'],
  ['X’s display requirements', 'xs-display-requirements'],
  ['What is `taken`, and what not?', 'what-is-taken-and-what-not'],
  ['À la une', 'à-la-une'],
  ['a_b - c', 'a_b---c'],
])('the id of %s is %s', (heading, id) => {
  expect(headingSlug(heading)).toBe(id);
});

describe('the contents', () => {
  const index =
    '# Docs\n\n[x](feeds.md)\n\n## One\n\n- [Feeds](feeds.md): all\n- [Gone](gone.md)\n\n## Two\n\n- [Far](../feeds.md)\n';

  it('are the links of the lists in the index, in groups, without what is not there', () => {
    expect(readContents(index, isServed)).toEqual([
      { title: 'One', entries: [{ name: 'feeds', title: 'Feeds' }] },
    ]);
  });

  it('say what comes before and after', () => {
    const entry = (name: string) => ({ name, title: name });
    const contents = [
      { title: '1', entries: [entry('a'), entry('b')] },
      { title: '2', entries: [entry('c')] },
    ];
    expect(neighboursOf(contents, 'b')).toEqual({ previous: entry('a'), next: entry('c') });
    expect(neighboursOf(contents, 'c')).toEqual({ previous: entry('b') });
    expect(neighboursOf(contents, 'README')).toEqual({ next: entry('a') });
  });
});
