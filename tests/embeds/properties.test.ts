import fc from 'fast-check';
import type { Element, ElementContent } from 'hast';
import { describe, expect, test } from 'vitest';
import type { Post } from '../../src/domain/post.ts';
import { createEmbedFinder } from '../../src/embeds/embed-finder.ts';

const finder = createEmbedFinder();
const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '— Name (@handle) September 13, 2023',
    '—',
    '--',
    '(@handle)',
    '@quay',
    '#boat',
    '— Name (@handle.example) 7 March 2025 at 22:57',
    'https://x.com/handle/status/1702027486012838297',
    '[tweet 1702027486012838297]',
    'pic.twitter.com/Ab3dEf9hIj',
    'https://t.co/Ab3dEf9hIj',
    'Elle écrit :',
    '…',
    '🏳️‍🌈',
    '',
  ),
);
const line = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(' ').replace(/\n/g, ' ').trim());

function expectSoundLinks(post: Post): void {
  let done = 0;
  for (const { start, end, url } of post.links) {
    expect(start).toBeGreaterThanOrEqual(done);
    expect(end).toBeGreaterThan(start);
    expect(end).toBeLessThanOrEqual(post.text.length);
    expect(url).toMatch(/^https?:\/\//);
    done = end;
  }
}

describe('for any lines', () => {
  test('spans are in order and apart, and the text is that of the lines they took', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 25 }), async (lines) => {
        let done = 0;
        for (const { start, end, capture } of await finder.findInText(lines)) {
          expect(start).toBeGreaterThanOrEqual(done);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(lines.length);
          done = end;
          const { post } = capture;
          expect(post?.text ?? capture.url).toBeTruthy();
          if (!post) continue;
          expect(lines.slice(start, end).join('\n').startsWith(post.text)).toBe(true);
          expectSoundLinks(post);
        }
      }),
      { numRuns: 500 },
    );
  });
});

const DATE_LINK: ElementContent = {
  type: 'element',
  tagName: 'a',
  properties: { href: 'https://x.com/handle/status/1702027486012838297' },
  children: [{ type: 'text', value: 'September 13, 2023' }],
};
const word = fc.oneof(
  piece,
  fc.constantFrom(
    '(@handle) ',
    'September 13, 2023',
    ' ',
    '\n',
    'https://x.com/handle/status/1702027486012838297',
    '{{< tweet 1702027486012838297 >}}',
    '[embed]https://youtu.be/Ab3dEf9hIjK[/embed]',
  ),
);
const tree = fc.letrec<{ node: ElementContent; element: Element; signed: Element }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 6 },
    word.map((value): ElementContent => ({ type: 'text', value })),
    tie('element'),
    tie('signed'),
  ),
  signed: fc
    .tuple(
      fc.constantFrom('blockquote', 'div'),
      fc.array(tie('node'), { maxLength: 3 }),
      fc.array(tie('node'), { maxLength: 1 }),
    )
    .map(([tagName, words, rest]) => ({
      type: 'element' as const,
      tagName,
      properties: {},
      children: [...words, { type: 'text', value: '— Name (@handle) ' }, DATE_LINK, ...rest],
    })),
  element: fc.record({
    type: fc.constant('element' as const),
    tagName: fc.constantFrom(
      ...[
        'blockquote',
        'p',
        'div',
        'a',
        'br',
        'figure',
        'script',
        'img',
        'span',
        'iframe',
        'amp-twitter',
        'li',
      ],
    ),
    properties: fc.record(
      {
        className: fc.constantFrom(
          ...[
            'twitter-tweet',
            'bluesky-embed',
            'mastodon-embed',
            'instagram-media',
            'tiktok-embed',
            'reddit-card',
          ].map((name) => [name]),
        ),
        src: fc.constantFrom(
          'https://platform.twitter.com/embed/Tweet.html?id=1702027486012838297',
          'https://www.youtube.com/embed/Ab3dEf9hIjK',
          'https://social.example/@harbour/111058120000000000/embed',
        ),
        dataTweetid: fc.oneof(fc.constant('1702027486012838297'), fc.string()),
        dataAttrs: fc.oneof(
          fc.json(),
          fc
            .record({
              url: fc.constant('https://x.com/handle/status/1702027486012838297'),
              full_text: fc.string({ unit: 'binary' }),
              name: fc.string(),
              username: fc.constantFrom('handle', '', '<b>'),
              date: fc.constantFrom('Wed Sep 13 18:32:29 +0000 2023', '2023-09-13T18:32:29.000Z', 'x'),
              photos: fc.oneof(fc.jsonValue(), fc.constant([{ img_url: 'https://pictures.example/a.jpg' }])),
              quoted_tweet: fc.jsonValue(),
            })
            .map((fields) => JSON.stringify(fields)),
        ),
        href: fc.oneof(
          fc.constantFrom(
            'https://x.com/handle/status/1702027486012838297',
            'https://bsky.app/profile/harbour.example/post/3lju6gmjq2k2a',
            'https://social.example/@harbour/111058120000000000',
            'javascript:alert(1)',
          ),
          fc.string(),
        ),
        lang: fc.oneof(fc.constantFrom('fr', 'iw', 'und'), fc.string()),
        dir: fc.constantFrom('rtl', 'ltr', 'auto', 'x'),
        alt: fc.string(),
      },
      { requiredKeys: [] },
    ),
    children: fc.array(tie('node'), { maxLength: 5 }),
  }),
}));

test('for any tree, nodes are in order, none within another, and links are sound', async () => {
  let found = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(tree.element, tree.signed), { maxLength: 4 }), async (children) => {
      const root = { type: 'root' as const, children };
      const order = [...nodesIn(children)];
      let after = -1;
      for (const { node, capture } of await finder.findInTree(root)) {
        found++;
        const index = order.indexOf(node);
        expect(index).toBeGreaterThan(after);
        after = index + (node.type === 'element' ? [...nodesIn(node.children)].length : 0);
        if (capture.post) expectSoundLinks(capture.post);
      }
    }),
    { numRuns: 2000 },
  );
  expect(found).toBeGreaterThan(200);
});

function* nodesIn(nodes: readonly ElementContent[]): Generator<ElementContent> {
  for (const node of nodes) {
    yield node;
    if (node.type === 'element') yield* nodesIn(node.children);
  }
}
