import { analyse } from 'scslre';
import { describe, expect, it } from 'vitest';
import { findExpressions, findMadeExpressions, type WrittenExpression } from './written-expressions.ts';

/** A repetition that may go on for longer than this counts as one without end. */
const SHORT = 30;

/**
 * Those that take more than linear time, and why that is bounded: each sees so many characters at most. One
 * that is changed is judged anew.
 */
const BOUNDED: [expression: RegExp, why: string][] = [
  [/\s*[,;|•·、，&/]\s*|\s[-–—]\s/u, 'articles/printed-lines/byline.ts: a byline of 160 characters'],
  [/\s*[>›»→/|]\s*/u, 'articles/printed-lines/page-line.ts: a line of 120 characters'],
  [/\s*\/\s*/, 'articles/press-words: word lists of our own'],
  [
    /[\s\u00a0\u202f\u00ad.,;:/·…«‹“‘„‚([{¿¡\u2010-\u2015\u060c\u061b\u0964、。，．：；・「『（《〈【〔-]+$/u,
    'previews/typesetting/text-block.ts: a line of a preview',
  ],
];
const excused = new Set(BOUNDED.map(([{ source }]) => source));

/** Files whose expressions are put together when something is known, and what of. */
const MADE_LATER: Record<string, string> = {
  'embeds/photo-quote.ts': 'a handle: letters, digits, dots and underscores, the dots escaped',
  'unfurl/quoted-tags.ts': 'one of two quotation marks',
};

/** As if every long repetition were one without end, so that a bound of 2,000 is no excuse for its square. */
function withoutBounds(source: string): string {
  return source.replace(/\{(\d+),(\d+)\}/g, (written, least: string, most: string) =>
    Number(most) >= SHORT ? `{${Math.min(Number(least), 3)},}` : written,
  );
}

/** How an expression can be made to take more than linear time; empty where it cannot. */
function faultsOf({ source, flags }: Pick<WrittenExpression, 'source' | 'flags'>): string[] {
  return [source, withoutBounds(source)].flatMap((judged) =>
    analyse({ source: judged, flags }).reports.map(({ type, exponential, character }) => {
      const growth = exponential ? 'exponential' : 'polynomial';
      return `${growth} (${type}), with many ${character.pick}`;
    }),
  );
}

const { written, makers } = findExpressions();
const made = await findMadeExpressions(makers);

describe('regular expressions', () => {
  it('every one in the source takes linear time, or sees little', () => {
    expect(written.length).toBeGreaterThan(500);
    const faults = [...written, ...made]
      .filter(({ source }) => !excused.has(source))
      .flatMap((one) => faultsOf(one).map((fault) => `${one.file}: /${one.source}/${one.flags} is ${fault}`));
    expect([...new Set(faults)]).toEqual([]);
  });

  it('none is excused that is gone, or needs no excuse', () => {
    const sources = new Map(written.map((one) => [one.source, one]));
    const needless = [...excused].filter((source) => {
      const one = sources.get(source);
      return !one || faultsOf(one).length === 0;
    });
    expect(needless).toEqual([]);
  });

  it('those that are put together are judged when they are', () => {
    const seen = new Set(made.map(({ file }) => file));
    const unseen = makers.filter((file) => !seen.has(file));
    expect(unseen.filter((file) => !(file in MADE_LATER))).toEqual([]);
    expect(makers).toEqual(expect.arrayContaining(Object.keys(MADE_LATER)));
  });

  it.each([
    ['a repetition within one', '(?:a+)+$'],
    ['two ways through the same', '(?:a|a)*$'],
    ['two repetitions beside each other', 'x*x*$'],
    ['an end that is looked for from everywhere', '\\s+$'],
    ['a long bound', '\\S{1,200}@\\S{1,200}$'],
  ])('%s is noticed', (_, source) => {
    expect(faultsOf({ source, flags: '' })).not.toEqual([]);
  });

  it.each([['^\\s*#'], ['(?<!\\s)\\s+$'], ['^[^@]{1,200}@[a-z]{1,20}$'], ['a{1,9}b{1,9}$']])(
    '%s is fine',
    (source) => {
      expect(faultsOf({ source, flags: '' })).toEqual([]);
    },
  );
});
