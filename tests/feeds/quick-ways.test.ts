import fc from 'fast-check';
import type { Nodes } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { expect, test } from 'vitest';
import { parseInstant } from '../../src/domain/instant.ts';
import { articleSummary } from '../../src/feeds/article-summary.ts';
import { cleanLine, cleanText, cleanUrl } from '../../src/feeds/feed-text.ts';
import { escapeJson } from '../../src/feeds/json-feed-document.ts';
import { soundFeed, soundItem } from '../../src/feeds/sound-feed.ts';
import { randomArticles } from './random-articles.ts';
import { writtenByRss } from './rss-itself.ts';
import { RENDERERS, sampleFeed, sampleItem } from './sample-feed.ts';

/** `cleanText` by the letter of its description, with no look ahead. */
function cleanedSlowly(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '');
}

const codes = (max: number) =>
  fc.array(fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 32, max }) }, fc.integer({ min: 0, max: 31 })));
const text = fc
  .tuple(
    fc.oneof(codes(0xff), codes(0xffff)),
    fc.constantFrom(0, 490, 510),
    fc.constantFrom('a', 'é', '’', 'पु', '橋'),
  )
  .map(([units, length, filling]) => String.fromCharCode(...units) + filling.repeat(length));

test('any text, long or short, in Latin letters or not, is cleaned as the long way does', () => {
  fc.assert(
    fc.property(text, (given) => {
      expect(cleanText(given)).toBe(cleanedSlowly(given));
      expect(cleanLine(given)).toBe(
        cleanedSlowly(given)
          .replace(/[ \t\n\u2028\u2029]+/g, ' ')
          .trim(),
      );
    }),
    { numRuns: 2000 },
  );
});

test.each(Array.from({ length: 32 }, (_, code) => code))(
  'U+%i is found in a long text, wherever it stands',
  (code) => {
    for (const at of [0, 300, 599]) {
      const given = `${'é'.repeat(at)}${String.fromCharCode(code)}${'é'.repeat(600 - at)}`;
      expect(cleanText(given)).toBe(cleanedSlowly(given));
    }
  },
);

test('clean text is escaped in JSON as the runtime does', () => {
  fc.assert(
    fc.property(text, (given) => {
      const clean = cleanText(given);
      expect(`"${escapeJson(clean)}"`).toBe(JSON.stringify(clean));
    }),
    { numRuns: 2000 },
  );
});

const address = fc
  .array(
    fc.constantFrom(
      ...[
        'https://',
        'http://',
        'a',
        'b1',
        'example',
        'com',
        '1',
        '0x7f',
        'xn--',
        '.',
        '..',
        '/',
        '//',
        '/./',
        '/../',
        ':',
        '@',
      ],
      ...[
        '?',
        '#',
        '%2e',
        '%',
        "'",
        '"',
        '|',
        '[',
        '\\',
        ' ',
        '\t',
        '\n',
        'é',
        '-',
        '_',
        '~',
        '!',
        '$',
        '&',
        '(',
        ')',
        '*',
        '+',
        ',',
        ';',
        '=',
        'A',
      ],
    ),
    { maxLength: 12 },
  )
  .map((parts) =>
    `https://a.example/${parts.join('')}`.slice(parts.length % 3 === 0 ? 'https://a.example/'.length : 0),
  );

test('an address is what the URL standard makes of it', () => {
  fc.assert(
    fc.property(fc.oneof(address, fc.webUrl({ withQueryParameters: true, withFragments: true })), (given) => {
      const url = URL.parse(given);
      const isWeb = url && /^https?:$/.test(url.protocol) && !url.username && !url.password;
      const escaped = url?.href
        .slice(url.origin.length)
        .replace(/[^\w;/?:@&=+$.\-!~*'(),#%]/g, encodeURIComponent);
      expect(cleanUrl(given)).toBe(isWeb ? `${url.origin}${escaped}` : undefined);
    }),
    { numRuns: 5000 },
  );
});

const two = (most: number) =>
  fc.integer({ min: 0, max: most }).map((number) => String(number).padStart(2, '0'));
const date = fc
  .tuple(fc.integer({ min: 1300, max: 9999 }), two(13), two(32), two(25), two(61), two(61))
  .map(
    ([year, month, day, hour, minute, second]) => `${year}-${month}-${day}T${hour}:${minute}:${second}.123Z`,
  );

test('a date in the stored form is taken where it is one, and no other', () => {
  fc.assert(
    fc.property(date, (publishedAt) => {
      expect(soundItem(sampleItem({ publishedAt }))?.publishedAt).toBe(parseInstant(publishedAt));
    }),
    { numRuns: 2000 },
  );
});

function words(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (node.type === 'element' && node.tagName === 'br') return ' ';
  return 'children' in node ? node.children.map(words).join('') : '';
}

const html = fc
  .array(
    fc.constantFrom(
      ...[
        '<p>',
        '</p>',
        '<b>',
        '</b>',
        '<em>',
        '</em>',
        '<q>',
        '</q>',
        '<br>',
        '<a href="https://a.example/">',
        '</a>',
      ],
      ...[
        '<a title="x>y">',
        '<!-- a',
        '-->',
        '<script>',
        '</script>',
        '<table>',
        '<td>',
        '<p class="a">',
        '<',
        '>',
        '&',
      ],
      ...[
        '&amp;',
        '&#1;',
        '\u0000',
        '\r',
        '\n',
        ' ',
        'mot',
        'é',
        '’',
        'पुल',
        '"',
        '</p',
        '<P>',
        '<b/>',
        '<i ',
        'p>',
      ],
    ),
    { maxLength: 12 },
  )
  .map((parts) => `<p>${parts.join('')}`);

test('the summary of a paragraph is what a parser finds in it', () => {
  fc.assert(
    fc.property(html, (given) => {
      const [paragraph = ''] = given.split(/(?<=.)(?=<\/p>)/su);
      const found = cleanLine(words(fromHtml(paragraph, { fragment: true })));
      fc.pre(found.length > 0 && found.length < 200 && !/<p[\s>]/.test(paragraph.slice(2)));
      expect(articleSummary({ body: [{ type: 'html', html: given }] })).toBe(found);
    }),
    { numRuns: 3000 },
  );
});

test('RSS joined from parts is what `rss` writes at once, whatever is in it', () => {
  const items = randomArticles(7, 200, []).map(({ guid, body, dek, tags, ...article }) => ({
    ...sampleItem(article as object),
    id: guid,
    summary: dek ?? '',
    categories: tags,
    contentHtml: body.map((block) => (block.type === 'html' ? block.html : '')).join(''),
  }));
  const feed = soundFeed(sampleFeed({ items }));
  expect(feed.items.length).toBeGreaterThan(30);
  const itemsOf = (xml: string) => xml.slice(xml.indexOf('\t\t<item>'));
  expect(itemsOf(RENDERERS.rss(feed))).toBe(itemsOf(writtenByRss(feed)));
});
