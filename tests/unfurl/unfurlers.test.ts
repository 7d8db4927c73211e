import { describe, expect, it } from 'vitest';
import { visitTo } from './article-visit.ts';
import { ARTICLE_KINDS, UNBOUNDED_KINDS } from './sample-articles.ts';
import { expectShown } from './shown-article.ts';
import { parsePage } from './unfurlers/parsed-page.ts';
import { openGraphBytes } from './unfurlers/rooms.ts';
import { UNFURLERS } from './unfurlers.ts';

describe.each([...ARTICLE_KINDS, ...UNBOUNDED_KINDS])('an article $name', (kind) => {
  it.each(UNFURLERS)('is read whole by $name', async (unfurler) => {
    expectShown(unfurler, await visitTo(kind), kind);
  });

  it('keeps its head short, and has each tag once', async () => {
    const { html } = await visitTo(kind);
    const page = parsePage(html);
    expect(Buffer.byteLength(html.slice(0, html.indexOf('</head>')))).toBeLessThan(100_000);
    expect(openGraphBytes(page)).toBeLessThan(5 * 1024);
    const keys = page.metas
      .map(({ property, name }) => property ?? name)
      .filter((key) => key && key !== 'article:author');
    expect(keys).toEqual([...new Set(keys)]);
  });
});
