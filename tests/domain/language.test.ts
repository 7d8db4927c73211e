import { describe, expect, it } from 'vitest';
import { cleanLanguage, directionOf } from '../../src/domain/language.ts';

describe('cleanLanguage', () => {
  it.each([
    ['fr_FR', 'fr-FR'],
    ['EN', 'en'],
    ['iw', 'he'],
    ['in', 'id'],
    ['msa', 'ms'],
    ['zh-hant-tw', 'zh-Hant-TW'],
    ['und', undefined],
    ['zxx', undefined],
    ['qme', undefined],
    ['', undefined],
    [undefined, undefined],
    ['français', undefined],
    ['x'.repeat(100), undefined],
    ['en"><script>', undefined],
  ])('%j is %j', (code, expected) => {
    expect(cleanLanguage(code)).toBe(expected);
  });
});

describe('directionOf', () => {
  it.each([
    ['ar', 'rtl'],
    ['fa-IR', 'rtl'],
    ['he', 'rtl'],
    ['ur', 'rtl'],
    ['az-Arab', 'rtl'],
    ['ar-Latn', 'ltr'],
    ['fr', 'ltr'],
    ['ja', 'ltr'],
    ['und', 'ltr'],
  ])('%s is written %s', (language, expected) => {
    expect(directionOf(language)).toBe(expected);
  });
});
