import { describe, expect, it } from 'vitest';
import type { PageHandler, PageRewriter } from '../../src/domain/page-rewriting.ts';

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const text = (page: Uint8Array) => String.fromCharCode(...page);

/** Brackets around each element: `[` before its start tag, `(` after it, `)` before its end tag, `]` after it. */
function brackets(selector: string): PageHandler {
  return {
    selector,
    element(element) {
      element.before(`[${element.tagName} `);
      if (['meta', 'br', 'img'].includes(element.tagName)) return element.after(']');
      element.prepend('(');
      element.onEndTag((end) => {
        end.before(')');
        end.after(`${end.name}]`);
      });
    },
  };
}

const PAGES: [fact: string, selector: string, page: string, rewritten: string][] = [
  ['an element', 'p', '<div><P class=x>a</P>b</div>', '<div>[p <P class=x>(a)</P>p]b</div>'],
  ['an element without an end tag', 'meta', '<meta charset=utf-8>a', '[meta <meta charset=utf-8>]a'],
  [
    'one in a list of selectors',
    'i, .b, [data-c]',
    '<u data-c=1 class="a b">x</u>',
    '[u <u data-c=1 class="a b">(x)</u>u]',
  ],
  ['two, one in the other', 'b', '<b>1<b>2</b>3</b>4', '[b <b>(1[b <b>(2)</b>b]3)</b>b]4'],
  ['one that another ends', 'p', '<div><p>a</div>b', '<div>[p <p>(a)</div>div]b'],
  ['one that nothing ends', 'p', 'a<p>b', 'a[p <p>(b'],
  ['none in a comment', 'p', '<!-- <p>a</p> -->', '<!-- <p>a</p> -->'],
  ['none in an open comment', 'p', 'a<!-- <p>a</p>', 'a<!-- <p>a</p>'],
  [
    'none in what is only text',
    'p',
    '<textarea><p></textarea><noscript><p></noscript><title><p></title>',
    '<textarea><p></textarea><noscript><p></noscript><title><p></title>',
  ],
  ['one in a template', 'p', '<template><p>a</p></template>', '<template>[p <p>(a)</p>p]</template>'],
  [
    'bytes of no encoding',
    'p',
    'a\xff\xfe<p title="\x80\xc3">\xe9</p>\xc3',
    'a\xff\xfe[p <p title="\x80\xc3">(\xe9)</p>p]\xc3',
  ],
  ['an empty page', 'p', '', ''],
];

/** What every `PageRewriter` does. */
export function pageRewriterContract(name: string, rewriter: PageRewriter): void {
  describe(`page rewriter: ${name}`, () => {
    it.each(PAGES)('finds %s', async (_fact, selector, page, rewritten) => {
      expect(text(await rewriter.rewrite(bytes(page), [brackets(selector)]))).toBe(rewritten);
    });

    it('reads attributes as they are written, and null where there is none', async () => {
      const read: (string | null)[] = [];
      await rewriter.rewrite(bytes('<a HREF="x&amp;y" id>'), [
        {
          selector: 'a',
          element: (a) => void read.push(...['href', 'id', 'rel'].map((key) => a.getAttribute(key))),
        },
      ]);
      expect(read).toEqual(['x&amp;y', '', null]);
    });

    it.each([
      ['a style in a select', '<p>a</p><select><style></style></select><p>b</p>'],
      ['a script in a frameset', '<p>a</p><frameset><script></script></frameset>'],
    ])('refuses %s, and rewrites the next page all the same', async (_fact, page) => {
      await expect(rewriter.rewrite(bytes(page), [brackets('p')])).rejects.toThrow();
      expect(text(await rewriter.rewrite(bytes('<p>a</p>'), [brackets('p')]))).toBe('[p <p>(a)</p>p]');
    });

    it('rejects with what a handler throws', async () => {
      const fail = () => {
        throw new RangeError('the handler');
      };
      await expect(rewriter.rewrite(bytes('<p>a</p>'), [{ selector: 'p', element: fail }])).rejects.toThrow(
        'the handler',
      );
    });

    it('rewrites many pages at once', async () => {
      const pages = Array.from({ length: 20 }, (_, index) => `<p>${'x'.repeat(index * 997)}</p>`);
      const rewritten = await Promise.all(
        pages.map((page) => rewriter.rewrite(bytes(page), [brackets('p')])),
      );
      expect(rewritten.map(text)).toEqual(pages.map((page) => `[p <p>(${page.slice(3, -4)})</p>p]`));
    });
  });
}
