import { describe, expect, it, test } from 'vitest';
import { readArticle } from '../../src/articles/read-article.ts';
import { createEmbedFinder } from '../../src/embeds/embed-finder.ts';
import { EMBED_FORMS, type EmbedForm } from './page-embeds.ts';
import { PAGE_LAYOUTS, type PageLayout, type Part } from './page-layouts.ts';

const TITLE = 'The night boat that came back early';
const finder = createEmbedFinder();

/** A paragraph that can be told from every other. */
const words = (number: number) =>
  `Mark${number}. The harbour office said on Monday that the ferry, which had been missed since the weekend, lay at its usual berth, and that nobody, its captain least of all, would say where it had been meanwhile.`;

/** Where embeds (`e`) stand among paragraphs (`p`). */
const ORDERS = {
  'among the paragraphs': 'ppeppepp',
  'first, last, and two in a row': 'epppeeppe',
  'as nearly all there is': 'peeepeeep',
};

async function read(layout: PageLayout, form: EmbedForm, order: string): Promise<[string[], string[]]> {
  const expected: string[] = [];
  const parts = [...order].map((kind, index): Part => {
    if (kind === 'p') {
      expected.push(`Mark${index}`);
      return { words: words(index) };
    }
    const { markup, capture } = form.make(index);
    expected.push(capture);
    return { markup };
  });
  const body = layout.render(TITLE, parts);
  const address = 'https://courier.example/2026/boats';
  const draft = await readArticle({ type: 'page', body, given: {}, address }, finder);
  const found = draft.body.flatMap((block) =>
    block.type === 'embed' ? [block.ref.capture as string] : (block.html.match(/Mark\d+/g) ?? []),
  );
  return [found, expected];
}

describe.each(Object.entries(ORDERS))('embeds %s', (_, order) => {
  describe.each(PAGE_LAYOUTS)('$name', (layout) => {
    test.each(EMBED_FORMS)('$name', async (form) => {
      const [found, expected] = await read(layout, form, order);
      expect(found).toEqual(expected);
    });
  });
});

describe('nothing around the article gets into it', () => {
  it.each(PAGE_LAYOUTS)('$name', async (layout) => {
    const parts = [0, 1, 2, 3].map((number) => ({ words: words(number) }));
    const body = layout.render(TITLE, parts);
    const draft = await readArticle(
      { type: 'page', body, given: {}, address: 'https://courier.example/2026/boats' },
      finder,
    );
    expect(draft.title).toBe(TITLE);
    const html = draft.body.map((block) => (block.type === 'html' ? block.html : '')).join('\n');
    expect(html).not.toMatch(/gull|Share|Subscribe|All rights|Sport|Print|crane|herring/i);
    expect(html.match(/Mark\d/g)).toEqual(['Mark0', 'Mark1', 'Mark2', 'Mark3']);
  });
});
