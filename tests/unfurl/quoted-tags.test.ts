import { describe, expect, it } from 'vitest';
import { quotedTags } from '../../src/unfurl/quoted-tags.ts';

const QUOTES = ['"', "'"];

describe('meta tags without a parser', () => {
  it.each([
    ['<meta property="og:title" content="A &amp; B &#233; > C">', 'og:title', 'A & B é > C'],
    ['<META NAME="Description" data-x content="D" />', 'description', 'D'],
    ["<meta property='og:title' content='In single quotes'>", 'og:title', 'In single quotes'],
    ['<meta name="twitter:title" property="og:title" content="Both">', 'og:title', 'Both'],
    ['<meta property="og:title" content="1"><meta property="og:title" content="2">', 'og:title', '1'],
    ['<meta content="C" property="og:title">', 'og:title', undefined],
    ['<meta property=og:title content=C>', 'og:title', undefined],
    ['<meta property="og:title" content="never closed', 'og:title', undefined],
    ['<meta property="og:title"><meta content="of another">', 'og:title', undefined],
    ['<meta property="og:title" content="&#9999999;">', 'og:title', '&#9999999;'],
  ])('%s', (html, name, content) => {
    expect(quotedTags(html, QUOTES).get(name)).toBe(content);
  });

  it.each([
    '<meta ',
    '<meta name="',
    '<meta name="a" content="',
    '<meta name="a" ',
    "<meta name='a' content=\"",
  ])('a page of nothing but %s is read soon', (part) => {
    const start = performance.now();
    quotedTags(part.repeat(300_000 / part.length), QUOTES);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
