import { expect, test } from 'vitest';
import { readPageText } from '../../src/sources/pages/page-text.ts';

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const utf8 = (text: string) => new TextEncoder().encode(text);
const ISO = '<meta charset="iso-8859-1">';

test.each<[what: string, body: Uint8Array, type: string, text: string]>([
  ['UTF-8 by its header', utf8('é€'), 'text/html; charset=UTF-8', 'é€'],
  ['a charset in quotes', bytes('\xe9'), 'text/html; charset="iso-8859-1"', 'é'],
  ['the header before the page', utf8(`${ISO}é`), 'text/html;charset=utf-8', `${ISO}é`],
  ['the page, where the header says nothing', bytes(`${ISO}\xe9`), 'text/html', `${ISO}é`],
  [
    'the page’s old form',
    bytes('<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">\xcf'),
    'text/html',
    '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">П',
  ],
  ['a mark before all else', utf8('\uFEFFé'), 'text/html; charset=iso-8859-1', 'é'],
  ['UTF-16 by its mark', Uint8Array.of(0xff, 0xfe, 0xe9, 0x00), 'text/html', 'é'],
  ['UTF-16 that a page of ASCII claims', utf8('<meta charset="utf-16">é'), '', '<meta charset="utf-16">é'],
  ['Shift_JIS', Uint8Array.of(0x93, 0xfa), 'text/html; charset=Shift_JIS', '日'],
  ['nothing said: UTF-8', utf8('é'), '', 'é'],
  ['nothing said, and no UTF-8', bytes('caf\xe9 \x80'), '', 'café €'],
  ['an unknown charset', utf8('é'), 'text/html; charset=klingon', 'é'],
  ['bytes that are none of the charset', Uint8Array.of(0x61, 0xff), 'text/html; charset=utf-8', 'a\ufffd'],
  ['control characters', bytes('a\0b\x07c\td\ne'), 'text/html; charset=utf-8', 'abc\td\ne'],
])('%s', (_, body, type, text) => {
  expect(readPageText(body, type)).toBe(text);
});
