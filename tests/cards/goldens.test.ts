import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { renderMailCard } from '../../src/cards/mail-card.ts';
import { renderMarkdownCard } from '../../src/cards/markdown-card.ts';
import { postPicture } from '../../src/cards/picture-card.ts';
import { renderQuoteCard } from '../../src/cards/quote-card.ts';
import { renderReaderCard } from '../../src/cards/reader-card.ts';
import { samplePosts } from '../../src/cards/sample-posts.ts';
import { renderTextCard } from '../../src/cards/text-card.ts';
import { CASES, type CardCase } from './captures.ts';
import { dangersIn, parseCard } from './parsed-card.ts';

const UPDATE = process.env.UPDATE === '1';
const FOLDER = new URL('expected/', import.meta.url);
const PUBLIC_URL = 'https://paper.example';

const samples = [...samplePosts('en')].map(([name, sample]): [string, CardCase] => [
  `sample-${name}`,
  { language: 'en', ...sample },
]);
const cases: [string, CardCase][] = [...Object.entries(CASES), ...samples];

function formsOf({ capture, ...context }: CardCase): Record<string, string> {
  const within = { ...context, publicUrl: PUBLIC_URL };
  return {
    html: `${renderQuoteCard(capture, context)}\n`,
    'reader.html': `${renderReaderCard(capture, within)}\n`,
    'mail.html': `${renderMailCard(capture, within)}\n`,
    md: renderMarkdownCard(capture, within),
    txt: renderTextCard(capture, within),
    'picture.json': `${JSON.stringify(postPicture(capture, within), undefined, 2)}\n`,
  };
}

describe.each(cases)('the card "%s"', (name, shown) => {
  const forms = formsOf(shown);

  test.each(Object.entries(forms))('is what was looked at, as %s', (format, actual) => {
    const file = new URL(`${name}.${format}`, FOLDER);
    if (UPDATE) writeFileSync(file, actual);
    expect(existsSync(file), `${file} is missing: look at what is made, then run with UPDATE=1`).toBe(true);
    expect(actual).toBe(readFileSync(file, 'utf8'));
  });

  test('is light and safe', () => {
    const { html = '', 'reader.html': reader = '', 'mail.html': mail = '' } = forms;
    expect(gzipSync(html).length).toBeLessThan(2048);
    expect(mail.length).toBeLessThan(3072);
    expect(dangersIn(parseCard(html))).toEqual([]);
    expect(dangersIn(parseCard(reader))).toEqual([]);
    expect(dangersIn(parseCard(mail), ['style'])).toEqual([]);
  });
});

test('every expected file belongs to a case', () => {
  const names = new Set(
    cases.flatMap(([name, shown]) => Object.keys(formsOf(shown)).map((format) => `${name}.${format}`)),
  );
  expect(readdirSync(FOLDER).filter((file) => !names.has(file))).toEqual([]);
});
