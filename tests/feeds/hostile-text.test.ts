import { describe, expect, test } from 'vitest';
import { FEED_FORMATS } from '../../src/domain/feed.ts';
import { HOSTILE_TEXTS } from './hostile-text.ts';
import { readFeed, readPictures } from './read-feed.ts';
import { RENDERERS, sampleFeed, sampleItem } from './sample-feed.ts';
import { childrenOf, onlyText, parseXml } from './xml-tree.ts';

/** The same text in every field that takes text, beside an item that has none of it. */
function hostileFeed(text: string) {
  return sampleFeed({
    title: text,
    description: text,
    copyright: text,
    items: [
      sampleItem({
        id: `tag:courant.example,2025:${text}`,
        title: text,
        summary: text,
        contentHtml: text,
        authors: [{ name: text }, { name: `Second ${text}` }],
        categories: [text, `Second ${text}`],
        image: { url: 'https://courant.example/a.png', alt: text, credit: text },
      }),
      sampleItem(),
    ],
  });
}

describe.each(FEED_FORMATS)('%s', (format) => {
  test.each(HOSTILE_TEXTS)('carries $name in every field, well-formed and unchanged', (hostile) => {
    const document = RENDERERS[format](hostileFeed(hostile.given));
    const feed = readFeed(format, document);
    expect(feed).toMatchObject({ title: hostile.line, description: hostile.line });
    expect(feed.items).toHaveLength(2);
    expect(feed.items[0]).toMatchObject({
      id: `tag:courant.example,2025:${hostile.line}`,
      title: hostile.line,
      summary: hostile.line,
      content: hostile.body,
      authors: [hostile.line, `Second ${hostile.line}`],
      categories: [hostile.line, `Second ${hostile.line}`],
      image: 'https://courant.example/a.png',
    });
    expect(feed.items[1]?.id).toBe('tag:courant.example,2025:a-1');
    if (format === 'json') return;
    expect(readPictures(document)[0]).toMatchObject({ alt: hostile.line, credit: hostile.line });
    const root = parseXml(document);
    const copyright =
      format === 'rss'
        ? onlyText(childrenOf(root, '{}channel')[0], '{}copyright')
        : onlyText(root, '{http://www.w3.org/2005/Atom}rights');
    expect(copyright).toBe(hostile.line);
  });

  test('carries a body of 1 MB whole', () => {
    const contentHtml = `<p>${'œuvre & ]]> \u0001 🚲 '.repeat(60_000)}</p>`;
    expect(contentHtml.length).toBeGreaterThan(1_000_000);
    const document = RENDERERS[format](sampleFeed({ items: [sampleItem({ contentHtml })] }));
    expect(readFeed(format, document).items[0]?.content).toBe(contentHtml.replaceAll('\u0001', ''));
  });
});

test('the strict parser the other tests rely on refuses what XML forbids', () => {
  for (const bad of [
    '<a>\u0001</a>',
    '<a>\uFFFE</a>',
    '<a>]]></a>',
    '<a>&#1;</a>',
    '<a>&nbsp;</a>',
    '<a b="<"/>',
  ]) {
    expect(() => parseXml(bad), bad).toThrow();
  }
});
