import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { renderQuoteCard } from '../../src/cards/quote-card.ts';
import { renderReaderCard } from '../../src/cards/reader-card.ts';
import { renderTextCard } from '../../src/cards/text-card.ts';
import { CASES } from './captures.ts';
import { dangersIn, parseCard } from './parsed-card.ts';

const UPDATE = process.env.UPDATE === '1';

function expectGolden(name: string, actual: string): void {
  const file = new URL(`expected/${name}`, import.meta.url);
  if (UPDATE) writeFileSync(file, actual);
  expect(existsSync(file), `${name} is missing: look at what is made, then run with UPDATE=1`).toBe(true);
  expect(actual).toBe(readFileSync(file, 'utf8'));
}

describe.each(Object.entries(CASES))('the card "%s"', (name, { capture, language }) => {
  test('is what was looked at, in each form', () => {
    expectGolden(`${name}.html`, `${renderQuoteCard(capture, { language })}\n`);
    expectGolden(`${name}.reader.html`, `${renderReaderCard(capture, { language })}\n`);
    expectGolden(`${name}.txt`, renderTextCard(capture, { language }));
  });

  test('is light and safe', () => {
    const html = renderQuoteCard(capture, { language });
    expect(gzipSync(html).length).toBeLessThan(2048);
    expect(dangersIn(parseCard(html))).toEqual([]);
  });
});
