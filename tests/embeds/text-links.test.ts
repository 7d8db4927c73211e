import { expect, test } from 'vitest';
import { PLATFORM_TABLE } from '../../src/embeds/platforms/platform-table.ts';
import { findTextLinks } from '../../src/embeds/text-links.ts';

/** Each row: a text, and its links as `kind words`. */
test.each<[text: string, links: string[]]>([
  ['Thanks @harbour and @quay_2!', ['mention @harbour', 'mention @quay_2']],
  ['promesse.”@LouNavarre dans #MatinVilles', ['mention @LouNavarre', 'hashtag #MatinVilles']],
  ['😳@harbour', ['mention @harbour']],
  ['お知らせ@harbourより', ['mention @harbour']],
  ['.@harbour said so', ['mention @harbour']],
  ['RT@harbour: boats', ['mention @harbour']],
  ['＠harbour', ['mention ＠harbour']],
  ['write to desk@harbour.example or rené@harbour.example', []],
  ['@harbour@social.example', []],
  ['@abcdefghijklmnopqrstu is too long', []],
  ['https://harbour.example/@quay', ['url https://harbour.example/@quay']],
  ['#ferry#boat', []],
  ['#ferry://boat', []],
  ['#ferry/#boat', ['hashtag #ferry', 'hashtag #boat']],
  ['#\ufe0f\u20e3boat', []],
  [`#${'a'.repeat(101)}`, []],
  ['#夜行フェリー です', ['hashtag #夜行フェリー']],
  ['#الميناء_القديم', ['hashtag #الميناء_القديم']],
  ['＃港', ['hashtag ＃港']],
  ['No. #1 of 2', []],
  ['C#sharp &#39; a#b', []],
  ['#nightboatpic.twitter.com/Ab3dEf9hIj', ['hashtag #nightboat', 'media pic.twitter.com/Ab3dEf9hIj']],
  ['boats.pic.x.com/Ab3dEf9hIj', ['media pic.x.com/Ab3dEf9hIj']],
  ['see https://t.co/Ab3dEf9hIj…', ['url https://t.co/Ab3dEf9hIj']],
  ['trillion.Thishttps://t.co/Ab3dEf9hIj', ['url https://t.co/Ab3dEf9hIj']],
  ['(https://harbour.example/a?b=c&d=e).', ['url https://harbour.example/a?b=c&d=e']],
  ['“http://harbour.example/”', ['url http://harbour.example/']],
  ['javascript:alert(1) ftp://harbour.example', []],
  ['https://', []],
  ['', []],
])('%j', (text, expected) => {
  const links = findTextLinks(text, PLATFORM_TABLE.x);
  expect(links.map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`)).toEqual(expected);
});

test('a picture has the address of its t.co link', () => {
  expect(findTextLinks('pic.twitter.com/Ab3dEf9hIj', PLATFORM_TABLE.x)[0]?.url).toBe(
    'https://t.co/Ab3dEf9hIj',
  );
});

test('ranges count UTF-16 code units', () => {
  expect(findTextLinks('🚢🚢 @harbour', PLATFORM_TABLE.x)).toEqual([
    { start: 5, end: 13, kind: 'mention', url: 'https://x.com/harbour' },
  ]);
});
