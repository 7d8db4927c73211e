import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readJsonArticle } from '../../src/articles/json-article.ts';
import type { Source } from '../../src/articles/source.ts';
import { Problem } from '../../src/domain/problem.ts';
import { expectAllowed } from './allowed-html.ts';
import { read } from './read-source.ts';

const TAGS =
  'a b p div ul ol li dl dt dd table tr td th caption blockquote figure figcaption pre code h1 h2 ruby rt svg math style script title textarea noscript select option button form iframe template img br hr'.split(
    ' ',
  );
const SHARDS = fc.constantFrom(
  ...TAGS.flatMap((tag) => [
    `<${tag}>`,
    `</${tag}>`,
    `<${tag} href="https://p.example/a" src="https://p.example/b" data-post="1" class="x" onclick="x">`,
  ]),
  ...[
    'words ',
    '&lt;',
    '&#7;',
    '&amp;amp;',
    '"',
    '<!--',
    '-->',
    '<![CDATA[',
    '\n\n',
    '# ',
    '> ',
    '- ',
    '[a](b)',
    '---\n',
    '`',
    '|',
    'title: x\n',
  ],
  ...[
    'Read more: ',
    'Loading\n',
    'By Ada Lovelace\n',
    'POST 1\n',
    '日本。',
    'أهلًا ',
    '\u202e',
    '\u00a0',
    '\u2028',
    '\ud800',
  ],
);
const BODY = fc.oneof(
  fc.array(SHARDS, { maxLength: 60 }).map((shards) => shards.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

it('any string is read as clean blocks or refused as a problem, in time', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<Source['type']>('text', 'html', 'markdown'),
      BODY,
      fc.boolean(),
      async (type, body, titled) => {
        const start = performance.now();
        try {
          const draft = await read(type, body, titled ? { title: 'A title' } : {}, 'https://p.example/');
          expectAllowed(draft);
          expect(draft.title).not.toBe('');
          expect(draft.body.length).toBeGreaterThan(0);
          const posts = draft.body.filter((block) => block.type === 'embed').length;
          expect(draft.embeds).toHaveLength(posts);
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
        }
        expect(performance.now() - start).toBeLessThan(1000);
      },
    ),
    { numRuns: 40000 },
  );
}, 60_000);

it('any string is read as a JSON article or refused as a problem', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), (body) => {
      try {
        readJsonArticle(body);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
      }
    }),
  );
});
