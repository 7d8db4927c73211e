import fc from 'fast-check';
import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { renderCardPage } from '../../src/cards/card-page.ts';
import { cardRecord } from '../../src/cards/card-record.ts';
import { renderMailCard } from '../../src/cards/mail-card.ts';
import { renderMarkdownCard } from '../../src/cards/markdown-card.ts';
import { postPicture } from '../../src/cards/picture-card.ts';
import { renderQuoteCard } from '../../src/cards/quote-card.ts';
import { renderReaderCard } from '../../src/cards/reader-card.ts';
import { renderTextCard } from '../../src/cards/text-card.ts';
import type { Capture, Post, PostMedia } from '../../src/domain/post.ts';
import { captureOf } from './captures.ts';
import { dangersIn, elementsOf, find, parseCard, textOf } from './parsed-card.ts';

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

function media(text: string): PostMedia[] {
  const still = { still: text, copy: text, durationSeconds: text.length };
  return [
    { kind: 'image', url: text, copy: text, alt: text },
    { kind: 'video', url: text, ...still, alt: text, sensitive: true },
    { kind: 'audio', url: text, ...still },
  ];
}

function plainPost(text: string): Omit<Post, 'quote'> {
  return {
    platform: 'x',
    id: text,
    url: text,
    author: { name: text, handle: text, url: text, avatar: { kind: 'image', url: text, copy: text } },
    text: `${text} ${text}`,
    links: [{ start: 0, end: text.length, kind: 'url', url: text }],
    language: text,
    direction: 'auto',
    created: { at: text, precision: 'second', source: 'api' },
    media: media(text),
    replyTo: { handle: text, url: text },
    poll: {
      options: [
        { label: text, votes: 3 },
        { label: text, votes: Number.NaN },
      ],
      endsAt: text,
      multiple: true,
    },
    linkCard: { url: text, title: text, description: text, image: { kind: 'image', url: text, copy: text } },
    communityNote: text,
    editedAt: text,
    truncated: true,
  };
}

/** A capture that has the same string in every field that holds text from outside. */
function everywhere(text: string, state: Capture['state'] = 'live', more: Partial<Post> = {}): Capture {
  return captureOf({
    id: text,
    url: text,
    state,
    handle: text,
    title: text,
    post: { ...plainPost(text), quote: { ...plainPost(text), contentWarning: text }, ...more },
  });
}

/** Captures with the string everywhere, in the states that show different things. */
function shapes(text: string): Capture[] {
  const { post: _, ...bare } = everywhere(text);
  return [
    everywhere(text),
    everywhere(text, 'deleted', { contentWarning: text }),
    everywhere(text, 'withdrawn'),
    everywhere(text, 'live', { visibility: 'logged-in-only' }),
    everywhere(text, 'live', { quote: { reason: 'deleted', url: text } }),
    bare,
  ];
}

function dangersOf(capture: Capture, language: string): string[] {
  const context = { language, publicUrl: 'https://paper.example' };
  const page = {
    ...context,
    stylesheet: '/styles/card.css',
    homeUrl: 'https://paper.example/',
    address: 'https://paper.example/cards/x/1.html',
  };
  const forms: [html: string, allowed: string[]][] = [
    [renderQuoteCard(capture, context), []],
    [renderReaderCard(capture, context), []],
    [renderMailCard(capture, context), ['style']],
    [renderCardPage(capture, page), ['base', 'link', 'meta']],
    // What a Markdown renderer makes of it, raw HTML let through.
    [marked.parse(renderMarkdownCard(capture, context), { async: false }), []],
  ];
  return forms.flatMap(([html, allowed]) => [
    ...dangersIn(parseCard(html), allowed),
    ...(html.isWellFormed() ? [] : ['a lone surrogate']),
    ...(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(html) ? ['a control character'] : []),
  ]);
}

describe('nothing in a card runs, loads or leads astray', () => {
  test.each(ATTACKS)('%j', (attack) => {
    for (const capture of shapes(attack)) {
      expect(dangersOf(capture, attack)).toEqual([]);
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
      for (const capture of shapes(text)) {
        expect(dangersOf(capture, language)).toEqual([]);
        renderTextCard(capture, { language });
        JSON.stringify([cardRecord(capture), postPicture(capture, { language })]);
      }
    }),
    { numRuns: 150 },
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

/** Text as a reader of HTML sees it: runs of white space are one space. */
function readable(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

const markdownText = fc.oneof(
  anyText,
  fc
    .array(
      fc.constantFrom(
        ...[
          'a',
          ' ',
          '\n',
          '\n\n',
          '    ',
          '\t',
          '*',
          '**',
          '_',
          '`',
          '```',
          '~~',
          '[',
          ']',
          '(x)',
          '!',
          '<b>',
          '&amp;',
          '#',
        ],
        ...[
          '- ',
          '+ ',
          '1. ',
          '2) ',
          '> ',
          '---',
          '===',
          '|',
          '\\',
          '$',
          ':',
          'https://a.example',
          'www.a.example',
          'a@b.example',
        ],
        ...['\u2028', '\u00a0', '"', '@', '[^1]:', '{{', '{%', ':smile:'],
      ),
      { maxLength: 24 },
    )
    .map((parts) => parts.join('')),
);

test('any words come back from Markdown as words and nothing else', () => {
  fc.assert(
    fc.property(markdownText, (text) => {
      const post = { platform: 'x', author: { name: 'A' }, text, links: [] } as const;
      const capture = captureOf({
        id: '1',
        post: { ...post, links: [], direction: 'auto', media: [], truncated: false },
      });
      const html = marked.parse(renderMarkdownCard(capture, { language: 'en' }), { async: false });
      const root = parseCard(html);
      const tags = [...elementsOf(root)].map(({ tagName }) => tagName);
      expect(tags.filter((tag) => !['blockquote', 'p', 'br', 'strong'].includes(tag))).toEqual([]);
      expect(tags.filter((tag) => tag === 'strong')).toHaveLength(1);
      expect(readable(textOf(root))).toBe(readable(`${holdable(text)} — A, X`));
    }),
    { numRuns: 2000 },
  );
});
