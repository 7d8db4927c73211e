import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, readColour } from '../../src/domain/colour.ts';

const STYLES = new URL('../../public/styles/', import.meta.url);
const MARK = '/* card.css, so that a page with cards has one stylesheet. */\n';
const card = readFileSync(new URL('card.css', STYLES), 'utf8');
const [own = ''] = readFileSync(new URL('page.css', STYLES), 'utf8').split(MARK);

/** The colours of a block of custom properties, in one of the two schemes. */
function coloursIn(block: string, scheme: 0 | 1): Record<string, string> {
  const named = [...block.matchAll(/--([a-z]+): light-dark\((#[0-9a-f]{3,6}), (#[0-9a-f]{3,6})\)/g)];
  return Object.fromEntries(named.map(([, name = '', ...pair]) => [name, whole(pair[scheme] ?? '')]));
}

function whole(colour: string): string {
  return colour.length === 4 ? `#${[...colour.slice(1)].map((digit) => digit + digit).join('')}` : colour;
}

function contrastOf(one: string | undefined, other: string | undefined): number {
  const [a, b] = [readColour(one ?? ''), readColour(other ?? '')];
  return a && b ? contrast(a, b) : 0;
}

describe('the stylesheet of pages', () => {
  it('ends with that of the cards; UPDATE=1 takes it over', () => {
    if (process.env.UPDATE === '1') writeFileSync(new URL('page.css', STYLES), own + MARK + card);
    expect(readFileSync(new URL('page.css', STYLES), 'utf8')).toBe(own + MARK + card);
  });

  it('loads nothing', () => {
    expect(own + card).not.toMatch(/@import|url\(|@font-face/);
  });

  it('has its own rules in a layer, so that those of cards win', () => {
    const rules = own.replace(/\/\*[^*]*\*\//g, '').trim();
    expect(rules).toMatch(/^@layer page \{/);
    let depth = 0;
    const ends = [...rules].flatMap((letter, index) => {
      depth += letter === '{' ? 1 : letter === '}' ? -1 : 0;
      return letter === '}' && depth === 0 ? [index] : [];
    });
    expect(ends).toEqual([rules.length - 1]);
  });

  it.each([
    ['light', 0],
    ['dark', 1],
  ] as const)(
    'is readable in the %s scheme (WCAG 2.2, 1.4.3), and more so where that is asked for',
    (_, scheme) => {
      const [plain = '', more = ''] = own.split('@media (prefers-contrast: more)');
      const colours = coloursIn(plain, scheme);
      for (const ink of ['ink', 'quiet', 'accent']) {
        expect(contrastOf(colours[ink], colours.paper)).toBeGreaterThan(5);
        expect(contrastOf(colours[ink], colours.shade)).toBeGreaterThan(4.5);
      }
      const strong = coloursIn(more.split('@media')[0] ?? '', scheme);
      for (const ink of ['ink', 'quiet', 'accent']) {
        expect(contrastOf(strong[ink], strong.paper)).toBeGreaterThan(7);
      }
    },
  );

  it('moves nothing', () => {
    expect(own).not.toMatch(/animation|transition/);
  });
});
