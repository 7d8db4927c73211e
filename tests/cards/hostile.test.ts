import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderCardPage } from '../../src/cards/card-page.ts';
import { cardRecord } from '../../src/cards/card-record.ts';
import { renderQuoteCard } from '../../src/cards/quote-card.ts';
import { renderReaderCard } from '../../src/cards/reader-card.ts';
import { renderTextCard } from '../../src/cards/text-card.ts';
import type { Capture } from '../../src/domain/post.ts';
import { captureOf } from './captures.ts';
import { dangersIn, find, parseCard, textOf } from './parsed-card.ts';

const ATTACKS = [
  '<script>alert(1)</script>',
  '</p></blockquote></figure><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  '" onmouseover="alert(1)" x="',
  "' autofocus onfocus=alert(1) '",
  '`><b onclick=alert(1)>',
  '<!--><script>alert(1)</script>-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '</title><script>alert(1)</script>',
  '</textarea><script>alert(1)</script>',
  '<style>@import "//evil.example"</style>',
  '<base href="//evil.example/">',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '<math><mtext><script>alert(1)</script>',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  '\u0001javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  '//evil.example/',
  'https://evil.example/"onmouseover="alert(1)',
  'https://evil.example/<script>alert(1)</script>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;script&#62;',
  '&quot; onclick=alert(1)',
  '\ud800<script>\udfff',
  '\u0000<scr\u0000ipt>alert(1)</scr\u0000ipt>',
  '{name}{platform}$&$1$`',
];

/** A page has its own stylesheet and metadata. */
const PAGE = ['link', 'meta'];

/** A capture that has the same string in every field that holds text from outside. */
function everywhere(text: string, state: Capture['state'] = 'live'): Capture {
  return captureOf({
    id: text,
    url: text,
    state,
    post: {
      platform: 'x',
      id: text,
      url: text,
      author: { name: text, handle: text, url: text },
      text: `${text} ${text}`,
      links: [{ start: 0, end: text.length, kind: 'url', url: text }],
      language: text,
      direction: 'auto',
      created: { at: text, precision: 'second', source: 'api' },
      media: [{ kind: 'image', url: text, alt: text }],
      contentWarning: text,
      truncated: true,
    },
  });
}

function htmlForms(capture: Capture, language: string): string[] {
  return [
    renderQuoteCard(capture, { language }),
    renderReaderCard(capture, { language }),
    renderCardPage(capture, {
      language,
      stylesheet: '/styles/card.css',
      homeUrl: 'https://paper.example/',
      address: 'https://paper.example/cards/x/1.html',
    }),
  ];
}

describe('nothing in a card runs, loads or leads astray', () => {
  test.each(ATTACKS)('%j', (attack) => {
    for (const capture of [
      everywhere(attack),
      everywhere(attack, 'withdrawn'),
      captureOf({ id: attack, url: attack }),
    ]) {
      for (const html of htmlForms(capture, attack)) {
        expect(dangersIn(parseCard(html), html.startsWith('<!doctype') ? PAGE : [])).toEqual([]);
        expect(html.isWellFormed()).toBe(true);
        expect(html).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
      }
      expect(renderTextCard(capture, { language: attack }).endsWith('\n')).toBe(true);
    }
  });

  test('the watch on dangers sees them', () => {
    expect(dangersIn(parseCard('<a href="javascript:x" onclick="x"><script></script></a>'))).toEqual([
      'a href=javascript:x',
      'a onClick',
      'script',
    ]);
  });
});

// What HTML cannot hold is left out (controls) or replaced (lone surrogates); everything else comes back as it was.
function holdable(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]/g, '')
    .toWellFormed();
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc
    .array(fc.constantFrom('a', '\n', '\n\n', ' ', '🚢', '<', '&', '"', '\u202e', '\ud800', '\u0000'), {
      maxLength: 30,
    })
    .map((parts) => parts.join('')),
);

test('any string in any field gives markup that parses and is safe', () => {
  fc.assert(
    fc.property(anyText, anyText, (text, language) => {
      const capture = everywhere(text);
      for (const html of htmlForms(capture, language))
        expect(dangersIn(parseCard(html), html.startsWith('<!doctype') ? PAGE : [])).toEqual([]);
      renderTextCard(capture, { language });
      JSON.stringify(cardRecord(capture));
    }),
    { numRuns: 300 },
  );
});

test('any words come back from the card exactly', () => {
  const ranges = fc.array(fc.tuple(fc.nat(60), fc.nat(60)), { maxLength: 4 });
  fc.assert(
    fc.property(anyText, ranges, (text, pairs) => {
      const links = pairs.map(([start, end]) => ({
        start,
        end,
        kind: 'url' as const,
        url: 'https://a.example/',
      }));
      const capture = captureOf({
        id: '1',
        post: {
          platform: 'x',
          author: { name: 'A' },
          text,
          links,
          direction: 'auto',
          media: [],
          truncated: false,
        },
      });
      const root = parseCard(renderQuoteCard(capture, { language: 'en' }));
      const quotation = find(root, ({ tagName }) => tagName === 'blockquote');
      expect(quotation && textOf(quotation)).toBe(holdable(text.replace(/\r\n?/g, '\n')));
      const lines = renderTextCard(capture, { language: 'en' })
        .split('\n')
        .filter((line) => line.startsWith('>'));
      expect(lines.map((line) => line.replace(/^> ?/, '')).join('\n')).toBe(holdable(text));
    }),
    { numRuns: 500 },
  );
});
