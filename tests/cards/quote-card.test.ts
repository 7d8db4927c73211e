import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { renderCardPage } from '../../src/cards/card-page.ts';
import { cardRecord } from '../../src/cards/card-record.ts';
import { renderQuoteCard } from '../../src/cards/quote-card.ts';
import { renderReaderCard } from '../../src/cards/reader-card.ts';
import { type SamplePost, samplePosts } from '../../src/cards/sample-posts.ts';
import { renderTextCard } from '../../src/cards/text-card.ts';
import type { Capture, Post } from '../../src/domain/post.ts';
import { CASES, captureOf } from './captures.ts';
import { elementsOf, find, parseCard, textOf } from './parsed-card.ts';

function caseOf(name: string): { capture: Capture; language: string } {
  const found = CASES[name];
  if (!found) throw new Error(`no case ${name}`);
  return found;
}

function sampleOf(name: string): SamplePost {
  const found = samplePosts('en').get(name);
  if (!found) throw new Error(`no sample ${name}`);
  return found;
}

function withPost(name: string, change: Partial<Post>): Capture {
  const { capture } = caseOf(name);
  if (!capture.post) throw new Error(`${name} has no post`);
  return { ...capture, post: { ...capture.post, ...change } };
}

function forms(capture: Capture, language = 'en'): string[] {
  const context = { language };
  const page = {
    ...context,
    stylesheet: '/styles/card.css',
    homeUrl: 'https://paper.example/',
    address: 'https://paper.example/cards/x/1.html',
  };
  return [
    renderQuoteCard(capture, context),
    renderReaderCard(capture, context),
    renderTextCard(capture, context),
    renderCardPage(capture, page),
  ];
}

test('a deleted post keeps its captured words and says that it was deleted', () => {
  for (const form of forms(caseOf('deleted').capture)) {
    expect(form).toContain('The night boat is back on Friday.');
    expect(form).toContain('This post was deleted.');
  }
});

test('a post that was taken down gives none of its words in any form', () => {
  const { capture } = caseOf('withdrawn');
  expect(capture.post?.text).toContain('night boat');
  for (const form of [...forms(capture), JSON.stringify(cardRecord(capture))]) {
    expect(form).not.toContain('night boat');
    expect(form).not.toContain('Fjord');
    expect(form).not.toContain('fjordferries');
    expect(form).not.toContain('2023');
  }
});

test('a bare link names the handle and the time, and links to the post', () => {
  const root = parseCard(renderQuoteCard(caseOf('bare-link').capture, { language: 'en' }));
  const link = find(root, ({ tagName }) => tagName === 'a');
  expect(link && textOf(link).replaceAll('\u00a0', ' ')).toBe(
    'Post by @fjordferries on X, September 13, 2023 at 6:32 PM UTC',
  );
  expect(link?.properties.href).toBe('https://x.com/fjordferries/status/1702027486012838297');
  expect(find(root, ({ tagName }) => tagName === 'blockquote')).toBeUndefined();
});

test.each([
  ['en', 'This post was deleted. Its words are not available here.'],
  ['ja', 'この投稿は削除されました。本文はここでは表示できません。'],
])('a post that was gone before its words were read says both, in %s', (language, status) => {
  const capture = captureOf({
    id: '20',
    url: 'https://x.com/i/status/20',
    state: 'deleted',
    sources: ['link'],
  });
  expect(renderTextCard(capture, { language })).toContain(`\n${status}\n`);
});

test('a link without a handle or a time says no more than that it is a post', () => {
  const capture = captureOf({ id: '20', url: 'https://x.com/i/status/20', sources: ['link'] });
  expect(renderTextCard(capture, { language: 'en' })).toBe('Post on X\nhttps://x.com/i/status/20\n');
});

test('a title that the article gave stands before the label of a link', () => {
  const { capture } = sampleOf('titled-link');
  const link = find(
    parseCard(renderQuoteCard(capture, { language: 'en' })),
    ({ tagName }) => tagName === 'a',
  );
  expect(link && textOf(link)).toBe('The winter timetable\nPost by @fjordferries on YouTube');
  expect(renderTextCard(capture, { language: 'en' })).toMatch(/^The winter timetable, Post by @fjordferries/);
});

test('without a permalink there is no link to a post', () => {
  const [web = '', reader = '', text = ''] = forms(caseOf('no-id').capture);
  for (const form of [web, reader, text]) expect(form).not.toContain('/status/');
  expect(web).not.toContain('View on');
  expect(web).not.toContain('cite=');
});

test('a day is shown without a time, a time as UTC', () => {
  const timeOf = (name: string) => {
    const root = parseCard(renderQuoteCard(caseOf(name).capture, { language: 'en' }));
    const time = find(root, ({ tagName }) => tagName === 'time');
    return [time?.properties.dateTime, time && textOf(time).replaceAll('\u00a0', ' ')];
  };
  expect(timeOf('no-id')).toEqual(['2023-09-13', 'September 13, 2023']);
  expect(timeOf('standard')).toEqual(['2023-09-13T18:32:29Z', 'September 13, 2023 at 6:32 PM UTC']);
  expect(timeOf('cjk')).toEqual(['2023-09-14T12:35Z', 'September 14, 2023 at 12:35 PM UTC']);
});

test('a time that cannot be read is left out', () => {
  const capture = withPost('standard', { created: { at: 'yesterday', precision: 'day', source: 'printed' } });
  for (const form of forms(capture)) expect(form).not.toContain('<time');
});

test('the card is in the language of the article, the words are in their own', () => {
  const { capture } = caseOf('right-to-left');
  const root = parseCard(renderQuoteCard(capture, { language: 'fr' }));
  const figure = find(root, ({ tagName }) => tagName === 'figure');
  const quotation = find(root, ({ tagName }) => tagName === 'blockquote');
  expect(figure?.properties).toMatchObject({ lang: 'fr', dir: 'ltr' });
  expect(quotation?.properties).toMatchObject({ lang: 'ar', dir: 'rtl' });
  expect(textOf(root)).toContain('Voir sur X');
});

test.each<[change: Partial<Post>, dir: string, lang: string]>([
  [{ direction: 'auto', language: 'he' }, 'rtl', 'he'],
  [{ direction: 'ltr', language: 'he' }, 'ltr', 'he'],
])('the direction of the words: %j', (change, dir, lang) => {
  const root = parseCard(renderQuoteCard(withPost('standard', change), { language: 'en' }));
  expect(find(root, ({ tagName }) => tagName === 'blockquote')?.properties).toMatchObject({ dir, lang });
});

test('a name and a handle that are the same are shown once', () => {
  const capture = withPost('standard', { author: { name: 'fjordferries', handle: 'fjordferries' } });
  expect(renderTextCard(capture, { language: 'en' })).toContain('— @fjordferries, X');
  expect(renderReaderCard(capture, { language: 'en' })).not.toContain('(@fjordferries)');
});

test('direction controls in a name do not reach the words around it', () => {
  const capture = withPost('standard', { author: { name: '\u202eevil\u2067', handle: 'evil' } });
  for (const form of forms(capture)) expect(form).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
});

test('the words keep their direction controls', () => {
  const capture = withPost('standard', { text: 'a \u202eb\u202c c', links: [] });
  for (const form of forms(capture).slice(0, 3)) expect(form).toContain('a \u202eb\u202c c');
});

describe('links in the words', () => {
  const wordsOf = (change: Partial<Post>) => {
    const root = parseCard(renderQuoteCard(withPost('standard', change), { language: 'en' }));
    const quotation = find(root, ({ tagName }) => tagName === 'blockquote');
    if (!quotation) throw new Error('no quotation');
    const links = [...elementsOf(quotation)].filter(({ tagName }) => tagName === 'a');
    return { text: textOf(quotation), links: links.map((link) => [textOf(link), link.properties.href]) };
  };
  const link = (start: number, end: number, url = 'https://a.example/') => ({
    start,
    end,
    kind: 'url' as const,
    url,
  });

  test.each<[name: string, text: string, links: Post['links'], shown: string[]]>([
    ['stand at their ranges', 'see this page', [link(4, 8)], ['this']],
    ['count UTF-16 code units', '🚢🚢 boat', [link(5, 9)], ['boat']],
    ['may touch', 'abcd', [link(0, 2), link(2, 4)], ['ab', 'cd']],
    ['may be out of order', 'abcd', [link(2, 4), link(0, 2)], ['ab', 'cd']],
    ['go on after a line break', 'ab\ncd', [link(1, 4)], ['b', 'c']],
    ['go on in the next paragraph', 'ab\n\ncd', [link(1, 5)], ['b', 'c']],
    ['that overlap lose the second', 'abcd', [link(0, 3), link(2, 4)], ['abc']],
    ['beyond the text are none', 'ab', [link(1, 9), link(7, 9), link(-1, 1)], []],
    ['without words are none', 'ab', [link(1, 1), link(2, 1)], []],
    ['that cut a character are none', 'a🚢b', [link(0, 2), link(2, 4)], []],
    ['with a broken range are none', 'ab', [link(Number.NaN, 1), link(0.5, 1.5)], []],
    [
      'to anything but the web are none',
      'abcd',
      [link(0, 1, 'javascript:alert(1)'), link(1, 2, 'data:text/html,x'), link(2, 3, '/relative')],
      [],
    ],
  ])('%s', (_, text, links, shown) => {
    const words = wordsOf({ text, links });
    expect(words.text).toBe(text);
    expect(words.links.map(([inner]) => inner)).toEqual(shown);
  });
});

test('media are lines with the description of their author, linked to the post', () => {
  const { capture } = caseOf('media');
  const root = parseCard(renderQuoteCard(capture, { language: 'fr' }));
  const lines = [...elementsOf(root)].filter(({ tagName }) => tagName === 'li').map(textOf);
  expect(lines).toEqual([
    'Image\u00a0: A white ferry at the quay in the rain',
    'Vidéo, à voir sur Bluesky\u00a0: sans description',
  ]);
  expect(renderQuoteCard(capture, { language: 'fr' })).not.toContain('cdn.example');
});

test('words under a content warning are folded away behind it', () => {
  const root = parseCard(renderQuoteCard(caseOf('media').capture, { language: 'en' }));
  const details = find(root, ({ tagName }) => tagName === 'details');
  expect(details && find(details, ({ tagName }) => tagName === 'blockquote')).toBeDefined();
  expect(details && find(details, ({ tagName }) => tagName === 'summary')).toBeDefined();
});

test('words under a content warning are not what the page of the card is described by', () => {
  const page = renderCardPage(caseOf('media').capture, {
    language: 'en',
    stylesheet: '/styles/card.css',
    homeUrl: 'https://paper.example/',
    address: 'https://paper.example/cards/x/1.html',
  });
  const description = find(parseCard(page), ({ properties }) => properties.name === 'description');
  expect(description?.properties.content).toBe('Content warning: Flashing lights');
});

test('a language that is none is English', () => {
  const { capture } = caseOf('standard');
  for (const language of ['', 'xx', 'not a language', 'constructor', 'e', '\u0000'])
    expect(renderQuoteCard(capture, { language })).toContain('View on X');
});

test('the page of a card is a whole document with its post as canonical address', () => {
  const page = renderCardPage(caseOf('right-to-left').capture, {
    language: 'ar',
    stylesheet: '/styles/card.css',
    homeUrl: 'https://paper.example/',
    address: 'https://paper.example/cards/x/1702300000000000000.html',
  });
  expect(page).toMatch(/^<!doctype html><html lang="ar" dir="rtl">/);
  expect(page).toMatch(/<\/html>\n$/);
  const root = parseCard(page);
  const links = [...elementsOf(root)].filter(({ tagName }) => tagName === 'link');
  expect(links.map(({ properties }) => [properties.rel, properties.href])).toEqual([
    [['canonical'], 'https://x.com/sahilnews/status/1702300000000000000'],
    [['alternate'], 'https://paper.example/cards/x/1702300000000000000.json'],
    [['alternate'], 'https://paper.example/cards/x/1702300000000000000.md'],
    [['alternate'], 'https://paper.example/cards/x/1702300000000000000.txt'],
    [['stylesheet'], '/styles/card.css'],
  ]);
  expect(find(root, ({ tagName }) => tagName === 'title')).toBeDefined();
});

test('the record of a card is its capture', () => {
  const { capture } = caseOf('standard');
  expect(cardRecord(capture)).toEqual(capture);
});

test('the same capture gives the same bytes', () => {
  for (const { capture, language } of Object.values(CASES)) {
    expect(forms(structuredClone(capture), language)).toEqual(forms(capture, language));
  }
});

test('the stylesheet is small and asks nobody for anything', () => {
  const css = readFileSync(new URL('../../public/styles/card.css', import.meta.url), 'utf8');
  expect(css.length).toBeLessThanOrEqual(3072);
  expect(css).not.toMatch(/url\(|@import|@font-face|(?:left|right)\s*:/);
});
