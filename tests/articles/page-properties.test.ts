import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseHtml } from '../../src/articles/html/html-tree.ts';
import { Problem } from '../../src/domain/problem.ts';
import { expectAllowed } from './allowed-html.ts';
import { markedPosts } from './marked-posts.ts';
import { read } from './read-source.ts';

const WORDS =
  'The ferry, which had been missed since Monday, lay at its usual berth again, and nobody said why. ';
const TAGS =
  'div p article main section aside nav header footer ul li table tr td figure blockquote h1 h2 h3 a span b form noscript picture center x-box font'.split(
    ' ',
  );
const NAMES =
  'content entry-content article-body comments sidebar related share hidden ad-banner byline post-7 n3'.split(
    ' ',
  );

const PIECES = fc.oneof(
  { weight: 6, arbitrary: fc.constant(`<p>${WORDS}</p>`) },
  { weight: 2, arbitrary: fc.constant(WORDS) },
  { weight: 3, arbitrary: fc.constant('POST') },
  { weight: 4, arbitrary: fc.constantFrom(...TAGS).map((tag) => `</${tag}>`) },
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom(...TAGS), fc.constantFrom(...NAMES))
      .map(([tag, name]) => `<${tag} class="${name}" href="/a">`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...['<br><br>', '<img src="/a.jpg">', '<img data-src="/b.jpg">', '<!-- -->', '&lt;p n1=""&gt;'],
      ...[
        '<iframe src="/f"></iframe>',
        '<script>1</script>',
        '<style>p{}</style>',
        '<div hidden>',
        '&#7;',
        '\u202e',
      ],
      ...['<body class="x">', '</body>', '</html>', '<base href="/b/">', '<link rel=canonical href="/c">'],
    ),
  },
);

/** A page of such pieces, its posts numbered. */
const PAGE = fc.array(PIECES, { minLength: 5, maxLength: 80 }).map((pieces) => {
  let posts = 0;
  const numbered = pieces.map((piece) =>
    piece === 'POST' ? `<blockquote data-post="${++posts}">A post.</blockquote>` : piece,
  );
  return `<title>The boat is back</title><meta property="og:type" content="article">${numbered.join('')}`;
});

it('any page is read as clean blocks with its posts in order, or refused as a problem', async () => {
  await fc.assert(
    fc.asyncProperty(PAGE, async (page) => {
      const draft = await read('page', page, {}, 'https://courier.example/2026/boat').catch(
        (error: unknown) => {
          if (error instanceof Problem) return undefined;
          throw error;
        },
      );
      if (!draft) return;
      const posts = draft.body.flatMap((block) => (block.type === 'embed' ? [block.ref.capture] : []));
      // The parser moves what stands wrongly in tables.
      const found = (await markedPosts.findInTree(parseHtml(page))).map(({ ref }) => ref.capture);
      expect(posts).toEqual(found.filter((capture) => posts.includes(capture)));
      expectAllowed(draft);
      expect(URL.parse(draft.url ?? '')?.host).toBe('courier.example');
    }),
    { numRuns: 1500 },
  );
}, 60_000);

it('what is read does not depend on what was read before', async () => {
  await fc.assert(
    fc.asyncProperty(PAGE, PAGE, async (first, second) => {
      const once = await read('page', first, {}, 'https://courier.example/a').catch(String);
      await read('page', second, {}, 'https://courier.example/b').catch(String);
      expect(await read('page', first, {}, 'https://courier.example/a').catch(String)).toEqual(once);
    }),
    { numRuns: 100 },
  );
}, 30_000);
