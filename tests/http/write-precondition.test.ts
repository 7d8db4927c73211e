import { describe, expect, it } from 'vitest';
import { writePrecondition } from '../../src/http/write-precondition.ts';

const TAG = '"3-abc"';

describe('the precondition of a write', () => {
  it('is none where neither header is sent', () => {
    expect(writePrecondition(new Headers())).toBeUndefined();
  });

  it.each<[header: string, value: string, there: boolean, absent: boolean]>([
    ['If-Match', TAG, true, false],
    ['If-Match', '*', true, false],
    ['If-Match', '"2-abc", "3-abc"', true, false],
    ['If-Match', '"2-abc"', false, false],
    ['If-Match', `W/${TAG}`, false, false],
    ['If-Match', '', false, false],
    ['If-Match', '3-abc', false, false],
    ['If-None-Match', '*', false, true],
    ['If-None-Match', TAG, false, true],
    ['If-None-Match', '"2-abc"', true, true],
  ])('%s: %s lets a write of what is there pass: %s, of what is not: %s', (header, value, there, absent) => {
    const mayPass = writePrecondition(new Headers({ [header]: value }));
    expect([mayPass?.(TAG), mayPass?.(undefined)]).toEqual([there, absent]);
  });
});
