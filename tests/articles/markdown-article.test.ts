import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFrontMatterYaml, refuseCostlyYaml } from '../../src/articles/markdown/front-matter-yaml.ts';
import { refuseCostlyMarkdown } from '../../src/articles/markdown/markdown-limits.ts';
import { Problem } from '../../src/domain/problem.ts';
import { problemOf, read, shownBody } from './read-source.ts';

const matter = (...lines: string[]) => `---\n${lines.join('\n')}\n---\n# Heading\n\nwords\n`;

describe('front matter', () => {
  it.each<[string, string[], object]>([
    ['the title in it beats the heading', ['title: T'], { title: 'T' }],
    [
      'authors as a list of either kind',
      ['authors:', '  - Ada', '  - name: Grace', '    url: https://p.example/g'],
      { authors: [{ name: 'Ada' }, { name: 'Grace', url: 'https://p.example/g' }] },
    ],
    ['one author', ['author: Ada'], { authors: [{ name: 'Ada' }] }],
    ['tags in one line', ['tags: a, b'], { tags: ['a', 'b'] }],
    [
      'numbers and truths are words',
      ['title: 2024', 'tags: [1984, true]'],
      { title: '2024', tags: ['1984', 'true'] },
    ],
    ...['007', '1.50', '1e400', 'yes', '0x1F', '2024-05-31', '-', '.5', '12:30:00'].map(
      (written): [string, string[], object] => [
        `${written} is kept as it is written`,
        [`title: x${written}`, `section: ${written === '-' ? 'x' : written}`],
        { title: `x${written}`, section: written === '-' ? 'x' : written },
      ],
    ),
    [
      'a colon in a value is a colon',
      ["title: It's on: the vote # not this", 'section: "A: b"', 'tags:', '  - a'],
      { title: "It's on: the vote", section: 'A: b', tags: ['a'] },
    ],
    [
      'a text on several lines, with colons, is one',
      ['title: |', '  One: two', '  three', 'section: S'],
      { title: 'One: two three', section: 'S' },
    ],
    [
      'null and ~ are nothing, unless in quotation marks',
      ['title: null', 'section: "null"'],
      { section: 'null' },
    ],
    ['nothing after a name is nothing', ['title:', 'tags: []', 'section: ~'], { title: 'Heading', tags: [] }],
    ['a date as YAML has it', ['date: 2024-05-31'], { publishedAt: '2024-05-31T00:00:00.000Z' }],
    [
      'a date as Jekyll has it',
      ['date: 2024-05-31 09:30:00 +0200'],
      { publishedAt: '2024-05-31T07:30:00.000Z' },
    ],
    [
      'Hugo’s names',
      ['lastmod: 2024-06-01', 'description: D', 'categories: [x]'],
      { updatedAt: '2024-06-01T00:00:00.000Z', dek: 'D' },
    ],
    ['a path as url says nothing', ['url: /story', 'image: cover.jpg'], { title: 'Heading' }],
    [
      'a picture with its alt',
      ['image:', '  url: https://p.example/i', '  alt: C', '  width: 1200'],
      { image: { url: 'https://p.example/i', alt: 'C', width: 1200 } },
    ],
    ['unknown names are left', ['layout: post', 'draft: false'], { title: 'Heading' }],
    ['capitals do not matter', ['Title: T', 'LANG: fr'], { title: 'T', language: 'fr' }],
  ])('%s', async (_, lines, expected) => {
    expect(await read('markdown', matter(...lines))).toMatchObject(expected);
  });

  it('what is given beats it, and it beats the text', async () => {
    const draft = await read('markdown', matter('title: T', 'section: S'), { title: 'Given' });
    expect(draft).toMatchObject({ title: 'Given', section: 'S' });
    expect(draft.reading.section).toEqual({ source: 'markup', confidence: 0.95 });
  });

  it.each([
    ['aliases', ['a: &a [x, x]', 'b: [*a, *a]'], 'front matter'],
    ['broken YAML', ['title: [unclosed'], 'front matter'],
    ['two of a name', ['title: a', 'title: b'], 'front matter'],
    ['brackets without end', ['['.repeat(30_000)], 'front matter'],
    ['a draft', ['title: a', 'draft: true'], 'draft'],
    ['too much of it', [`x: ${'y'.repeat(40_000)}`], 'front matter'],
    ['a date that is none', ['date: soon'], 'publishedAt'],
    ['javascript: as canonical address', ['canonical: "javascript:alert(1)"'], 'url'],
    ['a map as title', ['title: {a: b}'], 'title'],
  ])('%s is refused', async (_, lines, field) => {
    const problem = await problemOf(read('markdown', matter(...lines)));
    expect(problem).toMatchObject({ code: 'invalid-article', errors: [{ field }] });
  });

  it.each([
    ["title: 'It's raining'", 2, 'behind the end of a value'],
    ['title: "It rains\nsection: S', 3, 'not closed'],
    ['section: S\ntitle: a\nTitle: b', 4, '"title" stands there for the second time'],
    ['title: "It" rains', 2, 'in quotation marks'],
    ['title: [It rains] again', 2, 'in quotation marks'],
    ['title: @rain', 2, 'begins with @'],
    ['title: *rain* again', 2, 'alias'],
    ['title: &rain again', 2, 'anchor'],
    ['title: !rain again', 2, 'tag'],
    ['title: {{ rain }}', 2, 'where a name has to'],
    ['title: It rains\ntags:\n\t- a', 4, 'spaces'],
    ['title: It rains\nagain', 3, 'no colon'],
    ['title: a: b\n  c', 2, 'a colon and a space'],
  ])('%j is refused with its line and what to do', async (yaml, line, what) => {
    const { errors } = await problemOf(read('markdown', matter(yaml)));
    expect(errors?.[0]?.detail).toMatch(new RegExp(`line ${line}: .*`));
    expect(errors?.[0]?.detail).toContain(what);
  });

  it.each([
    ['explicit keys', '? '.repeat(1000)],
    ['brackets and braces', '{['.repeat(1000)],
    ['nested lists as a key', `${'['.repeat(2000)}${']'.repeat(2000)}: x`],
    ['lists in lists', '- '.repeat(1000)],
    ['anchors', 'a: &a [x]\n'.repeat(1000)],
    ['merges', 'a: &a {b: c}\nd:\n  <<: *a'],
    ['tags', '!!set {a, b}'],
  ])('%s are refused before they are parsed', async (_, yaml) => {
    expect(await problemOf(() => refuseCostlyYaml(yaml))).toMatchObject({ code: 'invalid-article' });
    expect(await problemOf(read('markdown', matter(yaml)))).toMatchObject({
      code: 'invalid-article',
      errors: [{ field: 'front matter' }],
    });
  });

  it('any front matter is read as words, short lists and maps of them, or refused as a problem', () => {
    const piece = fc.constantFrom(
      ...'?*&!|>%@`-:,#"\'{}[]ab \n'.split(''),
      ...['? ', '- ', '{[', ']}', '<<: ', 'a: ', 'b: ', '\n  '],
    );
    const depth = (value: unknown): number =>
      typeof value === 'object' && value !== null
        ? 1 + Math.max(0, ...Object.values(value).map(depth))
        : Number(typeof value !== 'string');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.integer({ min: 1, max: 500 }), (pieces, times) => {
        try {
          const values = readFrontMatterYaml(pieces.join('').repeat(times));
          for (const value of values?.values() ?? [])
            if (value !== undefined) expect(depth(value)).toBeLessThan(20);
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('a block between rules that is no map of names is text', async () => {
    const draft = await read('markdown', '---\njust words\n---\n\n# T\n\nmore words\n');
    expect(shownBody(draft)).toContain('just words');
  });

  it('a map with __proto__ gives no field', async () => {
    expect(await read('markdown', matter('__proto__: {title: x}'))).toMatchObject({ title: 'Heading' });
  });
});

describe('Markdown', () => {
  it.each([
    [
      'emphasis and code',
      '*a* **b** ~~c~~ `d`',
      '<p><em>a</em> <strong>b</strong> <del>c</del> <code>d</code></p>',
    ],
    ['task lists', '- [x] a\n- [ ] b', '<ul><li>a</li><li>b</li></ul>'],
    ['HTML in it', 'a <u onclick=x>b</u> <script>c</script>', '<p>a b</p>'],
    ['a link to a script', '[a](javascript:alert(1))', '<p>a</p>'],
    ['a bare address', 'https://p.example/a', '<p><a href="https://p.example/a">https://p.example/a</a></p>'],
    ['a second heading of level one', 'a\n\n# b\n\nc', '<p>a</p><h2>b</h2><p>c</p>'],
  ])('%s', async (_, text, expected) => {
    expect(shownBody(await read('markdown', `# T\n\n${text}`))).toBe(expected);
  });

  it('chapters under a given title are all kept', async () => {
    const draft = await read('markdown', '# One\n\na\n\n# Two\n\nb', { title: 'T' });
    expect(shownBody(draft)).toBe('<h2>One</h2><p>a</p><h2>Two</h2><p>b</p>');
  });

  it.each([
    ['quotations', '> '.repeat(10_000), 'html-too-deep'],
    ['lists in a line', '- '.repeat(10_000), 'html-too-deep'],
    [
      'lists by indentation',
      Array.from({ length: 300 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n'),
      'html-too-deep',
    ],
    ['brackets', '['.repeat(100_000), 'invalid-article'],
    ['stars', '*a '.repeat(100_000), 'invalid-article'],
    ['exclamation marks', '!'.repeat(100_000), 'invalid-article'],
    ['underscores', `${'a_b_'.repeat(1000)}\n\n`.repeat(100), 'invalid-article'],
  ])('%s that would take a parser long are refused at once', async (_, text, code) => {
    const start = performance.now();
    expect((await problemOf(read('markdown', `# T\n\n${text}`))).code).toBe(code);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  const full = (unit: string) => unit.repeat(Math.floor((2 * 1024 * 1024) / unit.length));
  it.each([
    ['list items', full('- a\n'), '10000 lines'],
    ['numbered items', full('1. a\n'), '10000 lines'],
    ['paragraphs', full('x\n\n'), '10000 lines'],
    ['tables', full('|a|b|\n|-|-|\n\n'), '10000 lines'],
    ['headings', full('#\n'), '10000 lines'],
    ['underlined headings', full('a\n=\n'), '10000 lines'],
    ['ampersands', full('&'), 'characters &'],
    ['rows of a wide table', `${'|a'.repeat(1000)}|\n${'|-'.repeat(1000)}|\n${'|\n'.repeat(9000)}`, 'cells'],
    [
      'the same in a list',
      `- ${'|a'.repeat(1000)}|\n  ${'|-'.repeat(1000)}|\n${'  |\n'.repeat(9000)}`,
      'cells',
    ],
    ['beginnings of addresses', full('http'), 'addresses'],
    ['addresses', full('www.p.example '), 'addresses'],
    ['an underscore in an endless word', `_${'a_'.repeat(500)}${'a'.repeat(1_000_000)}`, 'long words'],
    ['what is no address of a mailbox, without end', `(${'to/'.repeat(30_000)}@x`, 'long words'],
    ['the end of an address', full(`http://p.example/${'?'.repeat(2000)} `), 'long words'],
    [
      'lists in lists',
      Array.from({ length: 40 }, (_, depth) => `${' '.repeat(2 * depth)}- a`)
        .join('\n')
        .repeat(249),
      '',
    ],
    ['quotations in quotations', `${'> '.repeat(40)}${'a '.repeat(1000)}\n\n`.repeat(900), ''],
  ])('%s without end are refused before they are parsed', async (_, text, what) => {
    const problem = await problemOf(() => refuseCostlyMarkdown(text));
    expect(problem.code).toBe(what === '' ? 'html-too-deep' : 'invalid-article');
    expect(problem.detail).toContain(what);
  });

  it('what an article may hold passes', () => {
    const link = '[a link](https://p.example/a_path?with=words&more=of,them) and *some* words. ';
    const article = [
      `${link.repeat(20)}\n\n`.repeat(400),
      `| ${'cell | '.repeat(8)}\n|${'---|'.repeat(8)}\n${`| ${'1,000 | '.repeat(8)}\n`.repeat(500)}\n`,
      '- an item\n  - in it\n    1. in that\n'.repeat(500),
      `![](data:image/png;base64,${'iVBORw0KGgo/a+b'.repeat(20_000)})\n`,
    ];
    expect(() => refuseCostlyMarkdown(article.join('\n'))).not.toThrow();
  });
});
